/** Names a conversation for the list at the left. */
import { openai } from "@ai-sdk/openai";
import { generateText } from "ai";

export async function titleOf(firstMessage: string): Promise<string> {
	const { text } = await generateText({
		model: openai("gpt-5-mini"),
		maxOutputTokens: 30,
		system: "Give the conversation a title of at most six words, in the language of the message, without quotes.",
		prompt: firstMessage,
	});
	return text;
}
