/** A server on this machine that takes requests as the providers do, answers them, and keeps their bodies. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface SentBody {
	readonly path: string;
	readonly body: unknown;
}

export interface LoopbackProvider {
	readonly address: string;
	/** In the order of arrival. */
	readonly sent: SentBody[];
	close(): Promise<void>;
}

export async function startLoopbackProvider(): Promise<LoopbackProvider> {
	const sent: SentBody[] = [];
	const server = createServer((request, response) => void answer(request, response, sent));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	return {
		address: `http://127.0.0.1:${port}`,
		sent,
		close: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
}

async function answer(request: IncomingMessage, response: ServerResponse, sent: SentBody[]): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const text = Buffer.concat(chunks).toString("utf8");
	const path = request.url ?? "/";
	const body: unknown = text === "" ? null : JSON.parse(text);
	sent.push({ path, body });
	if (isStreamed(body)) {
		response.writeHead(200, { "content-type": "text/event-stream" });
		for (const event of responseEvents) response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
		response.end();
		return;
	}
	response.writeHead(200, { "content-type": "application/json" });
	response.end(JSON.stringify(answers.find(([ending]) => path.includes(ending))?.[1] ?? {}));
}

function isStreamed(body: unknown): boolean {
	return typeof body === "object" && body !== null && "stream" in body && body.stream === true;
}

/** Valid JSON in every answer, because some of the examples parse it. */
const words = "{}";
const message = {
	id: "msg_1",
	type: "message",
	role: "assistant",
	status: "completed",
	content: [{ type: "output_text", text: words, annotations: [] }],
};
const modelResponse = {
	id: "resp_1",
	object: "response",
	created_at: 1,
	status: "completed",
	model: "gpt-5.4",
	output: [message],
	usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
};

/** By a part of the path. */
const answers: readonly (readonly [string, unknown])[] = [
	[
		"/chat/completions",
		{
			id: "chat_1",
			object: "chat.completion",
			created: 1,
			model: "gpt-5.4",
			choices: [{ index: 0, message: { role: "assistant", content: words }, finish_reason: "stop" }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		},
	],
	["/responses", modelResponse],
	[
		"/messages",
		{
			id: "msg_1",
			type: "message",
			role: "assistant",
			model: "claude-sonnet-4-6",
			content: [{ type: "text", text: words }],
			stop_reason: "end_turn",
			stop_sequence: null,
			usage: { input_tokens: 1, output_tokens: 1 },
		},
	],
	[
		"/embeddings",
		{ object: "list", data: [{ index: 0, embedding: [0.1, 0.2] }], usage: { prompt_tokens: 1, total_tokens: 1 } },
	],
	["/articles", [{ title: "Mail", url: "https://help.example/mail", body: "Open the panel." }]],
	["/sessions/1", { name: "Zoe", plan: "Quay", locale: "en-GB" }],
	["/sessions/2", { name: "Mr Abel", plan: "Harbour", locale: "de-AT" }],
	["/sessions/3", { name: "Queen", plan: "Pier", locale: "fr" }],
];

const responseEvents = [
	{ type: "response.created", response: { ...modelResponse, status: "in_progress", output: [] } },
	{ type: "response.output_item.added", output_index: 0, item: { ...message, status: "in_progress", content: [] } },
	{ type: "response.output_text.delta", item_id: "msg_1", output_index: 0, content_index: 0, delta: words },
	{ type: "response.output_item.done", output_index: 0, item: message },
	{ type: "response.completed", response: modelResponse },
];
