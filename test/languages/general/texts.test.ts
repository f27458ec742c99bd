/** Texts, escapes and values put in between, in each language that is read by a table. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "../../linking/link-files.ts";

async function promptIn(file: string, text: string): Promise<string | undefined> {
	const { calls } = await linkFiles({ [file]: text });
	return describeCalls(calls)[0]?.replace(/^\S+ /, "");
}

describe("prompt text", () => {
	it("Go: Sprintf, raw strings and sums", async () => {
		const code = `package a
import ("fmt"; "github.com/openai/openai-go")
func f(name string) {
	c := openai.NewClient()
	c.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{Model: "gpt-4o", Messages: []openai.ChatCompletionMessageParamUnion{
		openai.SystemMessage(\`Be \\n kind.\` + "\\t!"),
		openai.UserMessage(fmt.Sprintf("100%% of %s", name)),
	}})
}`;
		expect(await promptIn("a.go", code)).toBe(
			"chat.completions openai gpt-4o [system: Be \\n kind.\t! | user: 100% of ‹name›]",
		);
	});

	it("Java: text blocks lose their indentation, format fills places", async () => {
		const code = `import com.openai.client.OpenAIClient;
class A {
	void f(OpenAIClient c, String name) {
		c.chat().completions().create(ChatCompletionCreateParams.builder().model("gpt-4o")
			.addSystemMessage("""
				Be kind.
				  Be brief.
				""")
			.addUserMessage("Hi %s".formatted(name))
			.build());
	}
}`;
		expect(await promptIn("A.java", code)).toBe(
			"chat.completions openai gpt-4o [system: Be kind.\n  Be brief.\n | user: Hi ‹name›]",
		);
	});

	it("C#: interpolation, doubled braces and verbatim text", async () => {
		const code = `using OpenAI.Chat;
class A { void F(string name) {
	var c = new ChatClient("gpt-4o", "k");
	c.CompleteChat(new SystemChatMessage(@"Say ""hi""."), new UserChatMessage($"{{x}} {name}"));
} }`;
		expect(await promptIn("A.cs", code)).toBe('chat.completions openai gpt-4o [system: Say "hi". | user: {x} ‹name›]');
	});

	it("Rust: format! with names in the text", async () => {
		const code = `use async_openai::{types::*, Client};
async fn f(name: &str) {
	let r = CreateChatCompletionRequestArgs::default().model("gpt-4o").messages([
		ChatCompletionRequestUserMessageArgs::default().content(format!("Hi {name}, {{ok}}")).build()?.into(),
	]).build()?;
	Client::new().chat().create(r).await?;
}`;
		expect(await promptIn("a.rs", code)).toBe("chat.completions openai gpt-4o [user: Hi ‹name›, {ok}]");
	});

	it("Ruby: interpolation and squiggly heredocs", async () => {
		const code = `c = OpenAI::Client.new
c.chat.completions.create(model: "gpt-4o", messages: [{ role: "user", content: <<~TEXT }])
  Hi #{name}.
    Bye.
TEXT
`;
		expect(await promptIn("a.rb", code)).toBe("chat.completions openai gpt-4o [user: Hi ‹name›.\n  Bye.\n]");
	});

	it("PHP: names in double quotes and joined text", async () => {
		const code = `<?php
$c = OpenAI::client('k');
$c->chat()->create(['model' => 'gpt-4o', 'messages' => [['role' => 'user', 'content' => "Hi {$name}" . '\\n']]]);`;
		expect(await promptIn("a.php", code)).toBe("chat.completions openai gpt-4o [user: Hi ‹name›\\n]");
	});
});
