/** What `lcpr fix` tells a person: what it changed, what it left and why. */
import { countText, usdText } from "../../model/figures.ts";
import type { FixedFinding, LeftFinding } from "../../workspace/fix-session.ts";
import type { TerminalStyle } from "./terminal-style.ts";

export interface FixReport {
	readonly rule: string;
	readonly fixed: readonly FixedFinding[];
	readonly left: readonly LeftFinding[];
	/** Files that could not be written, with the reason. */
	readonly unwritten: readonly { readonly file: string; readonly because: string }[];
	/** The model will read other text. */
	readonly changesPrompt: boolean;
	/** False for `--dry-run` and `--diff`. */
	readonly isWritten: boolean;
	readonly pathPrefix: string;
	readonly style: TerminalStyle;
}

export function toFixText(report: FixReport): string {
	const { rule, fixed, left, unwritten, isWritten, pathPrefix, style } = report;
	const total = fixed.length + left.length;
	if (total === 0) return `Nothing to fix: no finding of ${rule}\n`;
	const lines = [`${isWritten ? "Fixed" : "Would fix"} ${fixed.length} of ${findings(total)} of ${rule}`];
	for (const { file, line, title } of fixed) lines.push(`  ${style.heading(`${pathPrefix}${file}:${line}`)}  ${title}`);
	const saved = fixed.reduce((sum, { usdPerRequest }) => sum + (usdPerRequest ?? 0), 0);
	if (saved > 0 && fixed.length > 1) lines.push(`  ${usdText(saved)} a request together`);
	if (left.length > 0) {
		lines.push("", `Left ${countText(left.length)}`);
		for (const { file, line, because } of left) {
			lines.push(`  ${style.heading(`${pathPrefix}${file}:${line}`)}  ${because}`);
		}
	}
	if (unwritten.length > 0) {
		lines.push("", "Not written");
		for (const { file, because } of unwritten) lines.push(`  ${style.heading(`${pathPrefix}${file}`)}  ${because}`);
	}
	if (fixed.length > 0 && isWritten && report.changesPrompt)
		lines.push("", "The prompts read differently now: look at the diff before you commit.");
	return `${lines.join("\n")}\n`;
}

function findings(count: number): string {
	return count === 1 ? "1 finding" : `${countText(count)} findings`;
}
