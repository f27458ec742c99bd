/** Says which code of the workspace was not looked at, so that "no calls" is never taken for "none there". */
import { countOf } from "../../model/figures.ts";
import type { ScanDocument } from "./scan-document.ts";

/** "Not read, because lcpr does not know the language yet: 212 Go files, 3 Rust files."; "" when there is nothing to say. */
export function unreadText({ files }: ScanDocument): string {
	const unread = files.unread ?? [];
	if (unread.length === 0) return "";
	const counted = unread.map((one) => countOf(one.files, `${one.language} file`));
	return `Not read, because lcpr does not know the language yet: ${counted.join(", ")}.`;
}

/** The sentence of a scan without calls. */
export function noCallsText({ files }: ScanDocument): string {
	return files.seen === 0
		? "There is no Python, TypeScript or JavaScript file or notebook to read here."
		: `No LLM calls in ${countOf(files.seen, "file")}.`;
}
