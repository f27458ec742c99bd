/** Starts the language server on this process: node IPC or stdio, as the arguments say; stdio when they say nothing. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serve } from "./server.ts";

export function startLanguageServer(): void {
	const named = process.argv.some((argument) => /^--(stdio|node-ipc|socket|pipe)/.test(argument));
	const connection = named
		? createConnection(ProposedFeatures.all)
		: createConnection(ProposedFeatures.all, process.stdin, process.stdout);
	serve(connection);
	connection.listen();
}
