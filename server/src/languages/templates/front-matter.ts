/** Splits a prompt file into the YAML between its first two `---` lines and the prompt behind them. */
import type { Span } from "../../model/source-file.ts";

export interface FrontMatter {
	/** The YAML, without the `---` lines. */
	readonly settings: Span;
	readonly body: Span;
}

/** Null when the file has none. A licence or other comment may stand before it. */
export function frontMatterOf(text: string): FrontMatter | null {
	const match =
		/^(?:\uFEFF)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*---[ \t]*\r?\n(?<yaml>[\s\S]*?)(?:^|\n)---[ \t]*(?:\r?\n|$)/.exec(text);
	if (!match) return null;
	const yaml = match.groups?.yaml ?? "";
	const start = match[0].indexOf("---") + (/^---[ \t]*\r?\n/m.exec(match[0])?.[0].length ?? 4);
	return { settings: { start, end: start + yaml.length }, body: { start: match[0].length, end: text.length } };
}
