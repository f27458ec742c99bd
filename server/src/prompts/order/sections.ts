/** Sections under headings: a heading and all its text move as one. */
import type { LineRange, PromptLine } from "./lines.ts";

/**
 * The sections of the outermost level that occurs more than once. A single heading above all others is the title of
 * the whole text and holds only what stands before the next heading.
 */
export function sectionRanges(lines: readonly PromptLine[]): readonly LineRange[] {
	const headings = lines.flatMap((line, i) => (isHeading(line.text) ? [{ line: i, level: levelOf(line.text) }] : []));
	const outermost = [...new Set(headings.map((heading) => heading.level))]
		.sort((a, b) => a - b)
		.find((level) => headings.filter((heading) => heading.level === level).length > 1);
	const level = outermost ?? Number.POSITIVE_INFINITY;
	const starts = headings.filter((heading) => heading.level <= level).map((heading) => heading.line);
	return starts.map((from, i) => ({ from, to: lastText(lines, from, (starts[i + 1] ?? lines.length) - 1) }));
}

/** Markdown headings, bold lines, lines of capitals, `=== Title ===`, `[SECTION]`. */
export function isHeading(text: string): boolean {
	const trimmed = text.trim();
	return (
		/^#{1,6}\s/.test(trimmed) ||
		/^\*\*[^*]+\*\*:?$/.test(trimmed) ||
		/^__[^_]+__:?$/.test(trimmed) ||
		/^={2,}\s*[^=].*[^=]\s*={2,}$/.test(trimmed) ||
		/^-{2,}\s*[^-].*[^-]\s*-{2,}$/.test(trimmed) ||
		/^\[[A-Z][A-Z0-9 _-]+\]$/.test(trimmed) ||
		/^[A-Z][A-Z0-9 _&/'()-]{3,60}:?$/.test(trimmed)
	);
}

/** The level of the outermost Markdown heading in a text, 1 to 6; null where there is none. */
export function outermostHeading(text: string): number | null {
	const levels = [...text.replace(/```[\s\S]*?```/g, "").matchAll(/^[ \t]*(#{1,6})\s/gm)].map(
		(match) => match[1]?.length ?? 7,
	);
	return levels.length === 0 ? null : Math.min(...levels);
}

function levelOf(heading: string): number {
	return /^\s*(#{1,6})\s/.exec(heading)?.[1]?.length ?? 7;
}

function lastText(lines: readonly PromptLine[], from: number, to: number): number {
	for (let i = to; i > from; i--) if (!lines[i]?.isBlank) return i;
	return from;
}
