/**
 * Reads a specification written in Markdown: every heading with code below it is one case, its fenced blocks are the
 * files of a workspace in memory, and comments in the code say what is expected where.
 */
import { parse } from "yaml";
import { type FixVariant, fixVariants } from "../../server/src/model/finding.ts";

export interface Spec {
	readonly lines: readonly string[];
	readonly cases: readonly SpecCase[];
}

export interface SpecCase {
	/** The headings above it, outermost first. */
	readonly name: string;
	readonly headings: readonly string[];
	/** 1-based line of the heading. */
	readonly line: number;
	readonly files: Readonly<Record<string, string>>;
	readonly settings: unknown;
	readonly expected: readonly ExpectedFinding[];
	/** Lines on which nothing may be found. */
	readonly silent: readonly { readonly file: string; readonly line: number }[];
	/** What a person sees of the findings. */
	readonly rendered: Fence | null;
	/** The first code file after the fix of the first finding that has one, for each variant asked for (`fixed cached-block`). */
	readonly fixed: readonly FixedFence[];
	/** The first code file's name. */
	readonly mainFile: string;
}

/** A block whose content the tests compare, and rewrite when asked to. */
export interface Fence {
	readonly text: string;
	/** 0-based index of the first content line in the Markdown file, and of the line with the closing marks. */
	readonly from: number;
	readonly to: number;
}

export interface FixedFence {
	/** Null takes the first way that works. */
	readonly variant: FixVariant | null;
	readonly fence: Fence;
}

export interface ExpectedFinding {
	readonly file: string;
	/** 1-based. */
	readonly line: number;
	readonly rule: string;
	readonly isQuiet: boolean;
	/** Texts that the message or the reason must contain. */
	readonly says: readonly string[];
}

const defaultNames: Readonly<Record<string, string>> = {
	python: "main.py",
	ts: "main.ts",
	tsx: "main.tsx",
	js: "main.js",
	jsx: "main.jsx",
};

interface Block {
	readonly language: string;
	readonly info: string;
	readonly fence: Fence;
}

interface Section {
	readonly headings: readonly string[];
	readonly line: number;
	readonly blocks: Block[];
}

export function readSpec(markdown: string): Spec {
	const lines = markdown.split("\n");
	const sections = readSections(lines);
	const cases = sections.flatMap((section) => readCase(section, sections) ?? []);
	return { lines, cases };
}

function readSections(lines: readonly string[]): readonly Section[] {
	const sections: Section[] = [{ headings: [], line: 1, blocks: [] }];
	for (let i = 0; i < lines.length; i++) {
		const line = lines[i] ?? "";
		const heading = /^(#{1,6})\s+(.*)$/.exec(line);
		if (heading) {
			const level = heading[1]?.length ?? 1;
			const above = sections.at(-1)?.headings.slice(0, level - 1) ?? [];
			sections.push({ headings: [...above, heading[2] ?? ""], line: i + 1, blocks: [] });
			continue;
		}
		const open = /^(`{3,})(\w+)\s*(.*)$/.exec(line);
		if (!open) continue;
		const from = i + 1;
		while (++i < lines.length && lines[i] !== open[1]) {}
		const text = lines.slice(from, i).join("\n");
		const fence = { text: text === "" ? "" : `${text}\n`, from, to: i };
		sections.at(-1)?.blocks.push({ language: open[2] ?? "", info: open[3] ?? "", fence });
	}
	return sections;
}

function readCase(section: Section, all: readonly Section[]): SpecCase | null {
	const files: Record<string, string> = {};
	const expected: ExpectedFinding[] = [];
	const silent: { file: string; line: number }[] = [];
	let mainFile: string | null = null;
	let rendered: Fence | null = null;
	const fixed: FixedFence[] = [];
	for (const { language, info, fence } of section.blocks) {
		if (info === "rendered") rendered = fence;
		else if (/^fixed\b/.test(info)) fixed.push({ variant: variantNamed(info), fence });
		else if (info !== "settings") {
			const file = info || defaultNames[language];
			if (!file) continue;
			const code = readExpectations(file, expandTokens(fence.text));
			files[file] = code.text;
			expected.push(...code.expected);
			silent.push(...code.silent);
			if (language in defaultNames) mainFile ??= file;
		}
	}
	if (mainFile === null) return null;
	const { headings, line } = section;
	const name = headings.slice(headings.length > 1 ? 1 : 0).join(" > ");
	return {
		name,
		headings,
		line,
		files,
		settings: settingsOf(section, all),
		expected,
		silent,
		rendered,
		fixed,
		mainFile,
	};
}

function variantNamed(info: string): FixVariant | null {
	return fixVariants.find((variant) => info === `fixed ${variant}`) ?? null;
}

/** Settings of the section and of those above it. */
function settingsOf(section: Section, all: readonly Section[]): unknown {
	const above = all.filter((other) => other.headings.every((heading, i) => section.headings[i] === heading));
	const texts = above.flatMap((other) => other.blocks.filter((block) => block.info === "settings"));
	return Object.assign({}, ...texts.map((block) => parse(block.fence.text) as object));
}

const expectation = /^(.*?)\s*(?:#|\/\/)\s*(no finding|(?:quiet )?finding(?: at `[^`]+`)?:.*)$/;

interface ReadCode {
	/** Without the comments that speak to the test. */
	readonly text: string;
	readonly expected: readonly ExpectedFinding[];
	readonly silent: readonly { readonly file: string; readonly line: number }[];
}

/** A comment behind code is about its line, one on a line of its own about the next line, or the next that has the `at` text. */
function readExpectations(file: string, text: string): ReadCode {
	const kept: string[] = [];
	const expected: ExpectedFinding[] = [];
	const silent: { file: string; line: number }[] = [];
	const waiting: { comment: string; at: string | null }[] = [];
	const add = (comment: string) => {
		const line = kept.length;
		if (comment === "no finding") silent.push({ file, line });
		else expected.push(readFinding(comment, file, line));
	};
	for (const line of text.split("\n")) {
		const match = expectation.exec(line);
		const comment = match?.[2] ?? "";
		const code = match ? (match[1] ?? "") : line;
		if (match && code.trim() === "") {
			waiting.push({ comment, at: /\bat `([^`]+)`/.exec(comment)?.[1] ?? null });
			continue;
		}
		kept.push(code);
		if (match) add(comment);
		for (const item of waiting.filter(({ at }) => at === null || code.includes(at))) {
			waiting.splice(waiting.indexOf(item), 1);
			add(item.comment);
		}
	}
	if (waiting.length > 0) throw new Error(`${file}: nothing stands at ${waiting.map(({ at }) => at).join(", ")}`);
	return { text: kept.join("\n"), expected, silent };
}

function readFinding(comment: string, file: string, line: number): ExpectedFinding {
	const rule = /\[([\w-]+)\]/.exec(comment)?.[1];
	if (!rule) throw new Error(`no [rule-id] in "${comment}"`);
	const says = [...comment.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? "");
	return { file, line, rule, isQuiet: comment.startsWith("quiet"), says };
}

const tokenMark = /\[… ([\d,]+) tokens of ([\w ]+) …\]/g;
const sentence = "Be kind and brief, and quote the order. ";

/** `[… 1,200 tokens of rules …]` stands for that much text, so that a specification stays readable. */
export function expandTokens(text: string): string {
	return text.replace(tokenMark, (_, count: string, what: string) => filler(Number(count.replaceAll(",", "")), what));
}

/** The marks again in place of the text they stood for in `original`. */
export function collapseTokens(text: string, original: string): string {
	let collapsed = text;
	for (const [mark, count, what] of original.matchAll(tokenMark)) {
		collapsed = collapsed.replaceAll(filler(Number((count ?? "0").replaceAll(",", "")), what ?? ""), mark);
	}
	return collapsed;
}

/** About ten tokens a sentence, in one line; names what it stands for, so that two of them differ. */
function filler(tokens: number, what: string): string {
	return `These are ${tokens} tokens of ${what}. ${sentence.repeat(Math.max(0, Math.round(tokens / 10) - 1))}`.trimEnd();
}
