/** The document itself, for programs. */
import type { ScanDocument } from "./scan-document.ts";

export function toJson(document: ScanDocument): string {
	return `${JSON.stringify(document, null, 2)}\n`;
}
