/** Names that files share by package or namespace: clients, constants and services of another file. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

describe("another file's names", () => {
	it("follows a constant and a client of the same Go package", async () => {
		const { calls } = await linkFiles({
			"desk/client.go": `package desk
import "github.com/openai/openai-go"
const model = "gpt-4o-mini"
var client = openai.NewClient()`,
			"desk/ask.go": `package desk
import "github.com/openai/openai-go"
func ask() { client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{Model: model}) }`,
		});
		expect(describeCalls(calls)).toEqual(["desk/ask.go:3 chat.completions openai gpt-4o-mini []"]);
	});

	it("follows a constant of an imported Java class, not of one with the same name elsewhere", async () => {
		const { calls } = await linkFiles({
			"a/Models.java": `package a; public class Models { public static final String FAST = "gpt-4o-mini"; }`,
			"b/Models.java": `package b; public class Models { public static final String FAST = "gpt-4o"; }`,
			"c/Ask.java": `package c;
import a.Models;
import com.openai.client.OpenAIClient;
class Ask { void f(OpenAIClient x) { x.responses().create(ResponseCreateParams.builder().model(Models.FAST).build()); } }`,
		});
		expect(describeCalls(calls)).toEqual(["c/Ask.java:4 responses openai gpt-4o-mini []"]);
	});

	it("takes the program's own class before an SDK's of the same name", async () => {
		const { calls } = await linkFiles({
			"ChatClient.cs": "namespace App; public class ChatClient { public string CompleteChat(string text) => text; }",
			"Ask.cs": `using OpenAI.Chat;
namespace App;
class Ask { string F() { var c = new ChatClient(); return c.CompleteChat("hi"); } }`,
		});
		expect(calls).toEqual([]);
	});
});

describe("what only looks like a request", () => {
	it.each([
		["a.rb", `Twilio::REST::Client.new.messages.create(from: "1", to: "2", body: "x")`],
		["a.rb", `Message.create(model: "x", messages: [])\nroom.chat(text: "hi")`],
		["A.java", `import com.stripe.StripeClient; class A { void f(StripeClient c) { c.invoices().create(p); } }`],
		["a.go", `package a\nfunc f(l *lambda.Client) { l.Invoke(ctx, in); db.Messages.New(ctx, row) }`],
		["a.php", `<?php $twilio->messages->create('+1', ['body' => 'x']); $shop->chat()->create(['text' => 'x']);`],
		["a.rs", `use aws_sdk_lambda::Client; async fn f(c: &Client) { c.chat().create(x).await; }`],
		["A.cs", `class A { void F(Db db) { db.Messages.Create(new Note { Model = "x" }); } }`],
	])("%s %#", async (file, text) => {
		const { calls } = await linkFiles({ [file]: text });
		expect(describeCalls(calls)).toEqual([]);
	});
});
