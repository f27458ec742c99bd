/** A client that speaks the protocol with the built server over stdio, in a folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
	type ClientCapabilities,
	ConfigurationRequest,
	createProtocolConnection,
	type Diagnostic,
	type InitializeResult,
	LogMessageNotification,
	type ProtocolConnection,
	PublishDiagnosticsNotification,
	type PublishDiagnosticsParams,
	StreamMessageReader,
	StreamMessageWriter,
} from "vscode-languageserver/node";

export interface ClientSetup {
	/** Files of the workspace, by name. */
	readonly files: Readonly<Record<string, string>>;
	readonly capabilities?: ClientCapabilities;
	readonly settings?: unknown;
	readonly hasCommands?: boolean;
	/** False opens no folder. */
	readonly hasFolder?: boolean;
}

const fullCapabilities: ClientCapabilities = {
	workspace: {
		configuration: true,
		workspaceFolders: true,
		workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} },
		inlayHint: { refreshSupport: true },
	},
	textDocument: {
		codeAction: { disabledSupport: true },
		publishDiagnostics: { relatedInformation: true },
		hover: { contentFormat: ["markdown"] },
	},
	window: { workDoneProgress: true },
};

export class LspClient {
	readonly connection: ProtocolConnection;
	readonly published: PublishDiagnosticsParams[] = [];
	readonly progress: string[] = [];
	readonly logged: string[] = [];
	initialized: InitializeResult | undefined;
	settings: unknown;
	private readonly server: ChildProcess;
	private readonly folder: string;

	private constructor(setup: ClientSetup) {
		this.folder = mkdtempSync(join(tmpdir(), "lcpr-lsp-"));
		this.settings = setup.settings ?? {};
		for (const [name, text] of Object.entries(setup.files)) this.write(name, text);
		this.server = spawn(process.execPath, ["dist/server.cjs", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
		if (!this.server.stdout || !this.server.stdin) throw new Error("the server has no pipes");
		this.connection = createProtocolConnection(
			new StreamMessageReader(this.server.stdout),
			new StreamMessageWriter(this.server.stdin),
		);
		this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => void this.published.push(params));
		this.connection.onNotification(LogMessageNotification.type, ({ message }) => void this.logged.push(message));
		this.connection.onNotification("$/progress", ({ value }: { value: { kind: string } }) => {
			this.progress.push(value.kind);
		});
		this.connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => this.settings));
		this.connection.onRequest("window/workDoneProgress/create", () => null);
		this.connection.onRequest("workspace/inlayHint/refresh", () => null);
		this.connection.onRequest("client/registerCapability", () => null);
		this.connection.listen();
	}

	static async start(setup: ClientSetup): Promise<LspClient> {
		const client = new LspClient(setup);
		client.initialized = await client.connection.sendRequest("initialize", {
			processId: process.pid,
			rootUri: null,
			capabilities: setup.capabilities ?? fullCapabilities,
			workspaceFolders: setup.hasFolder === false ? null : [{ uri: client.uri(""), name: "test" }],
			initializationOptions: { hasCommands: setup.hasCommands ?? true, settings: setup.settings },
		});
		await client.connection.sendNotification("initialized", {});
		return client;
	}

	uri(name: string): string {
		return pathToFileURL(join(this.folder, name)).href.replace(/\/$/, "");
	}

	write(name: string, text: string): void {
		mkdirSync(dirname(join(this.folder, name)), { recursive: true });
		writeFileSync(join(this.folder, name), text);
	}

	open(name: string, text: string, languageId = "python"): Promise<void> {
		const textDocument = { uri: this.uri(name), languageId, version: 1, text };
		return this.connection.sendNotification("textDocument/didOpen", { textDocument });
	}

	/** Replaces the whole text. */
	change(name: string, text: string, version: number): Promise<void> {
		const textDocument = { uri: this.uri(name), version };
		return this.connection.sendNotification("textDocument/didChange", { textDocument, contentChanges: [{ text }] });
	}

	request<T>(method: string, params: unknown): Promise<T> {
		return this.connection.sendRequest(method, params);
	}

	/** The first publication from now on, or already made, that fits. */
	async diagnostics(
		name: string,
		fits: (diagnostics: readonly Diagnostic[], version: number | undefined) => boolean,
	): Promise<Diagnostic[]> {
		const find = () =>
			this.published.findLast(({ uri, diagnostics, version }) => uri === this.uri(name) && fits(diagnostics, version));
		const found = await eventually(`diagnostics of ${name}`, find);
		return found.diagnostics;
	}

	async shutdown(): Promise<number | null> {
		const ended = new Promise<number | null>((resolve) => this.server.once("exit", resolve));
		await this.connection.sendRequest("shutdown");
		await this.connection.sendNotification("exit");
		const code = await ended;
		this.dispose();
		return code;
	}

	dispose(): void {
		this.connection.dispose();
		if (this.server.exitCode === null) this.server.kill();
		rmSync(this.folder, { recursive: true, force: true });
	}
}

/** Waits for something to turn up; what never comes is an error with its name. */
export async function eventually<T>(what: string, attempt: () => Promise<T> | T): Promise<NonNullable<T>> {
	for (let i = 0; i < 500; i++) {
		const value = await attempt();
		if (value) return value;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`waited in vain for ${what}`);
}
