/** One workspace folder with its session, and the only place where URIs become files of that folder and back. */
import { fileURLToPath } from "node:url";
import type { WorkspaceSession } from "../workspace/session.ts";
import type { TypingPause } from "./typing-pause.ts";

export interface OpenFolder {
	/** Without a slash at the end, as the client spells it. */
	readonly uri: string;
	readonly name: string;
	readonly session: WorkspaceSession;
	/** False for documents outside every workspace folder: nothing around them is read. */
	readonly isWorkspace: boolean;
	/** Aborts the reading of the folder when it is closed. */
	readonly closing: AbortController;
	readonly pause: TypingPause;
	isLoading: boolean;
	/** A disk change asked for another load while one was running. */
	mustReload: boolean;
}

/** The file relative to the folder, forward slashes; null when the document lies outside. */
export function fileInFolder(uri: string, folderUri: string): string | null {
	const folder = comparable(folderUri);
	const document = comparable(uri);
	if (!document.startsWith(`${folder}/`)) return null;
	return document.slice(folder.length + 1);
}

export function uriOfFile(file: string, folderUri: string): string {
	return `${withoutTrailingSlash(folderUri)}/${file.split("/").map(encodeURIComponent).join("/")}`;
}

/** The folder a document lies in. */
export function parentUri(uri: string): string {
	const path = uri.replace(/[?#].*$/, "");
	return path.slice(0, Math.max(path.lastIndexOf("/"), 0)) || uri;
}

/** The path of a `file:` URI; null for documents that are not on this machine's disk. */
export function pathOfUri(uri: string): string | null {
	if (!uri.startsWith("file:")) return null;
	try {
		return fileURLToPath(uri);
	} catch {
		return null;
	}
}

export function withoutTrailingSlash(uri: string): string {
	return uri.endsWith("/") ? uri.slice(0, -1) : uri;
}

/** Clients differ in what they escape (`%3A`, `@`, `[`) and in the case of a drive letter. */
function comparable(uri: string): string {
	const bare = withoutTrailingSlash(uri.replace(/[?#].*$/, ""));
	let text = bare;
	try {
		text = decodeURIComponent(bare);
	} catch {
		// A lone per cent sign: the URI stands as it is.
	}
	return text.replace(/^(file:\/\/\/)([A-Za-z]):/, (_all, scheme: string, drive: string) => {
		return `${scheme}${drive.toLowerCase()}:`;
	});
}
