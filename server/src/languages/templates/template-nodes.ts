/**
 * The blocks of a template as a tree: what is text, what is filled in, what is one thing or another, what is repeated.
 * Reads anything: an end tag that fits no block is passed over, and a block that is never closed is marked so.
 */
import type { Span } from "../../model/source-file.ts";
import { readTags, type TemplateTag } from "./template-tags.ts";

export type TemplateNode = TextNode | OutputNode | IncludeNode | BlockNode | StatementNode;

export interface TextNode extends Span {
	readonly kind: "text";
}

/** `{{ content }}`. */
export interface OutputNode extends Span {
	readonly kind: "output";
	readonly content: string;
}

/** Another template's text put in here; `content` names it. */
export interface IncludeNode extends Span {
	readonly kind: "include";
	readonly content: string;
}

/** `{% set %}`, `{% extends %}`, comments: nothing is written where it stands. */
export interface StatementNode extends Span {
	readonly kind: "statement";
	readonly name: string;
	readonly content: string;
}

export interface BlockNode extends Span {
	readonly kind: "block";
	readonly name: string;
	/** The arms in order: that of the opening tag, then those of `elif` and `else`. */
	readonly arms: readonly BlockArm[];
	readonly isClosed: boolean;
}

export interface BlockArm {
	/** Condition, `x in xs`, or the value an `each` goes over; empty for `else`. */
	readonly content: string;
	readonly nodes: readonly TemplateNode[];
	/** What stands between its tags. */
	readonly inside: Span;
}

interface OpenBlock {
	readonly tag: TemplateTag;
	readonly arms: BlockArm[];
	content: string;
	from: number;
	nodes: TemplateNode[];
}

/** Blocks inside blocks; deeper ones are left as they are. */
const deepest = 40;

export function readTemplate(text: string): readonly TemplateNode[] {
	const top: TemplateNode[] = [];
	const open: OpenBlock[] = [];
	const nodes = () => open.at(-1)?.nodes ?? top;
	let at = 0;
	for (const tag of readTags(text)) {
		if (tag.start > at) nodes().push({ kind: "text", start: at, end: tag.start });
		at = tag.end;
		const { start, end, content, name } = tag;
		switch (tag.kind) {
			case "output":
			case "include":
				nodes().push({ kind: tag.kind, content, start, end });
				break;
			case "statement":
			case "comment":
				nodes().push({ kind: "statement", name, content, start, end });
				break;
			case "open":
				if (open.length < deepest) open.push({ tag, arms: [], content, from: end, nodes: [] });
				break;
			case "middle": {
				const block = open.at(-1);
				if (!block) break;
				endArm(block, start);
				block.content = content;
				block.from = end;
				break;
			}
			case "close": {
				const index = open.findLastIndex((block) => closes(tag, block.tag));
				if (index < 0) break;
				// Blocks inside it that were never closed end here as well.
				while (open.length > index + 1) closeBlock(open, top, start, false);
				closeBlock(open, top, end, true, start);
				break;
			}
		}
	}
	if (at < text.length) nodes().push({ kind: "text", start: at, end: text.length });
	while (open.length > 0) closeBlock(open, top, text.length, false);
	return top;
}

function closes(tag: TemplateTag, opened: TemplateTag): boolean {
	if (tag.name === opened.name || tag.name === "") return true;
	const isSection = opened.name === "#" || opened.name === "^";
	return isSection && tag.name === (opened.content.split(/\s/)[0] ?? "");
}

function endArm(block: OpenBlock, at: number): void {
	block.arms.push({ content: block.content, nodes: block.nodes, inside: { start: block.from, end: at } });
	block.nodes = [];
}

function closeBlock(open: OpenBlock[], top: TemplateNode[], end: number, isClosed: boolean, insideEnd = end): void {
	const block = open.pop();
	if (!block) return;
	endArm(block, insideEnd);
	const { name, start } = block.tag;
	(open.at(-1)?.nodes ?? top).push({ kind: "block", name, arms: block.arms, start, end, isClosed });
}
