/** `lcpr server`: the language server, for any editor that speaks the protocol. */
import type { Command } from "commander";

export function register(program: Command): void {
	program
		.command("server")
		.description("run the language server (for editors)")
		.option("--stdio", "talk over standard input and output; the default")
		.option("--node-ipc", "talk over Node's own channel")
		.option("--socket <port>", "talk over a socket")
		.option("--pipe <name>", "talk over a named pipe")
		.allowUnknownOption()
		.action(async () => {
			// Loaded here because the protocol's library is of no use to the other commands.
			const { startLanguageServer } = await import("../../lsp/start.ts");
			startLanguageServer();
		});
}
