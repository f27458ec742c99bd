/** What the connected client can do, read once from its capabilities. */
import type { InitializeParams } from "vscode-languageserver";
import type { ClientOptions } from "./custom-messages.ts";

export interface ClientFeatures {
	readonly configuration: boolean;
	readonly configurationChanges: boolean;
	readonly workspaceFolders: boolean;
	readonly watchedFiles: boolean;
	readonly progress: boolean;
	readonly inlayHintRefresh: boolean;
	readonly codeLensRefresh: boolean;
	readonly diagnosticRelatedInformation: boolean;
	readonly versionedEdits: boolean;
	readonly changeAnnotations: boolean;
	readonly disabledActions: boolean;
	readonly markdownHover: boolean;
	readonly commands: boolean;
	/** The client lets completion be asked for in some files only. */
	readonly completionByFile: boolean;
}

export function clientFeatures({ capabilities, initializationOptions }: InitializeParams): ClientFeatures {
	const { workspace, textDocument, window } = capabilities;
	const hoverFormats = textDocument?.hover?.contentFormat;
	return {
		configuration: workspace?.configuration === true,
		configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration === true,
		workspaceFolders: workspace?.workspaceFolders === true,
		watchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
		progress: window?.workDoneProgress === true,
		inlayHintRefresh: workspace?.inlayHint?.refreshSupport === true,
		codeLensRefresh: workspace?.codeLens?.refreshSupport === true,
		diagnosticRelatedInformation: textDocument?.publishDiagnostics?.relatedInformation === true,
		versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
		changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
		disabledActions: textDocument?.codeAction?.disabledSupport === true,
		markdownHover: hoverFormats === undefined || hoverFormats.includes("markdown"),
		commands: clientOptions(initializationOptions).hasCommands === true,
		completionByFile: textDocument?.completion?.dynamicRegistration === true,
	};
}

export function clientOptions(value: unknown): ClientOptions {
	return typeof value === "object" && value !== null ? value : {};
}
