/** Finds runs of lines that stand between an opening and a closing mark: tags, code fences, rules, brackets. */
import type { LineRange, PromptLine } from "./lines.ts";

export type Delimited =
	| { readonly kind: "ranges"; readonly ranges: readonly LineRange[] }
	| { readonly kind: "torn"; readonly because: string };

export function delimiterRanges(lines: readonly PromptLine[]): Delimited {
	const tags = tagRanges(lines);
	if (tags.kind === "torn") return tags;
	const ranges = [...tags.ranges, ...bracketRanges(lines)];
	for (const fence of ["```", '"""', "'''", "~~~"]) {
		const fenced = fenceRanges(lines, fence);
		if (fenced.kind === "torn") return fenced;
		ranges.push(...fenced.ranges);
	}
	return { kind: "ranges", ranges: [...ranges, ...ruleRanges(lines), ...tableRanges(lines)] };
}

/** `<context>` to `</context>`. A tag that is only mentioned in a sentence need not be closed; one on a line of its own must. */
function tagRanges(lines: readonly PromptLine[]): Delimited {
	const ranges: LineRange[] = [];
	const open: { readonly name: string; readonly line: number; readonly standsAlone: boolean }[] = [];
	for (const [i, line] of lines.entries()) {
		for (const match of line.text.matchAll(/<(\/?)([A-Za-z][\w.:-]*)(?:\s[^<>]*)?>/g)) {
			const [whole, slash, name = ""] = match;
			const standsAlone = line.text.trim() === whole;
			if (!slash) {
				if (!whole.endsWith("/>")) open.push({ name, line: i, standsAlone });
				continue;
			}
			const at = open.findLastIndex((tag) => tag.name === name);
			const opener = open[at];
			if (opener) {
				open.splice(at);
				ranges.push({ from: opener.line, to: i });
			} else if (standsAlone) {
				return { kind: "torn", because: `the tag ${whole} is closed but not opened in this text` };
			}
		}
	}
	const unclosed = open.find((tag) => tag.standsAlone && tag.line < lines.length - 1);
	if (unclosed) return { kind: "torn", because: `the tag <${unclosed.name}> is opened but not closed in this text` };
	return { kind: "ranges", ranges };
}

function fenceRanges(lines: readonly PromptLine[], fence: string): Delimited {
	const ranges: LineRange[] = [];
	let opened: number | null = null;
	for (const [i, line] of lines.entries()) {
		const isFence = fence === "```" || fence === "~~~" ? line.text.trimStart().startsWith(fence) : true;
		const marks = isFence ? line.text.split(fence).length - 1 : 0;
		if (marks % 2 === 0) continue;
		if (opened === null) opened = i;
		else {
			ranges.push({ from: opened, to: i });
			opened = null;
		}
	}
	if (opened === null || opened === lines.length - 1) return { kind: "ranges", ranges };
	return { kind: "torn", because: `a ${fence} is opened but not closed in this text` };
}

/** Lines such as `---`: in pairs they wrap what is between them; an odd one is a border that stays with what follows. */
function ruleRanges(lines: readonly PromptLine[]): readonly LineRange[] {
	const rules = lines.flatMap((line, i) => (/^\s*([-=*_#])\1{2,}\s*$/.test(line.text) ? [i] : []));
	if (rules.length % 2 === 1) return rules.flatMap((i) => (i + 1 < lines.length ? [{ from: i, to: i + 1 }] : []));
	const ranges: LineRange[] = [];
	for (let i = 0; i + 1 < rules.length; i += 2) ranges.push({ from: rules[i] ?? 0, to: rules[i + 1] ?? 0 });
	return ranges;
}

/** Lines inside a bracket that is opened on one line and closed on a later one, as in an example of JSON. */
function bracketRanges(lines: readonly PromptLine[]): readonly LineRange[] {
	const ranges: LineRange[] = [];
	const open: number[] = [];
	for (const [i, line] of lines.entries()) {
		for (const unit of line.text) {
			if (unit === "{" || unit === "[") open.push(i);
			else if (unit === "}" || unit === "]") {
				const from = open.pop();
				if (from !== undefined && from < i) ranges.push({ from, to: i });
			}
		}
	}
	return ranges;
}

function tableRanges(lines: readonly PromptLine[]): readonly LineRange[] {
	return lines.flatMap((line, i) => (isTableRow(line) && isTableRow(lines[i + 1]) ? [{ from: i, to: i + 1 }] : []));
}

function isTableRow(line: PromptLine | undefined): boolean {
	return line !== undefined && /^\s*\|.*\|\s*$/.test(line.text);
}
