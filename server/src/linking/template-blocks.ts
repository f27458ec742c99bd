/**
 * Fills a template that has blocks: a condition becomes a choice, a loop a repetition, an include the text it names.
 * Spaces that a template engine trims around its tags stay, because they are too few to cost anything.
 */
import { type BlockNode, readTemplate, type TemplateNode } from "../languages/templates/template-nodes.ts";
import type { LinkedArguments, LinkedValue, LiteralPart, OriginSource, TextPart } from "../model/linked-value.ts";
import type { Place, Span } from "../model/source-file.ts";
import { originOf } from "./origin.ts";
import { templateValue } from "./template-value.ts";
import { sliceLiteral, standingAt, toTextParts } from "./text-parts.ts";
import { holeAt } from "./values.ts";

export interface BlockFilling {
	readonly given: LinkedArguments;
	/** Names set inside the template: loop variables, `set`. */
	readonly scope: ReadonlyMap<string, LinkedValue>;
	/** Where a name comes from that nothing is given for. */
	readonly missing: (name: string) => OriginSource;
	/** The text of another template; null where it is not found or includes are not followed. */
	readonly include: ((name: string, from: string) => readonly LiteralPart[] | null) | null;
	/** Blocks of a template that extends the one being read. */
	readonly blocks?: ReadonlyMap<string, readonly TextPart[]>;
	readonly depth?: number;
}

/** Templates that include templates. */
const mostIncludes = 6;
/** A list given in code is written out up to this length. */
const mostItems = 20;

export function fillBlocks(literals: readonly LiteralPart[], filling: BlockFilling): readonly TextPart[] {
	const text = literals.map((part) => part.text).join("");
	if (!/\{[{%#]/.test(text)) return literals;
	return new Filler(literals).whole(readTemplate(text), filling);
}

class Filler {
	constructor(private readonly literals: readonly LiteralPart[]) {}

	whole(nodes: readonly TemplateNode[], filling: BlockFilling): readonly TextPart[] {
		const extended = nodes.find((node) => node.kind === "statement" && node.name === "extends");
		const base = extended?.kind === "statement" ? this.includedText(extended.content, extended, filling) : null;
		if (!base) return this.fill(nodes, filling);
		const blocks = new Map(filling.blocks);
		for (const node of nodes)
			if (node.kind === "block" && node.name === "block" && !blocks.has(blockName(node)))
				blocks.set(blockName(node), this.fill(node.arms[0]?.nodes ?? [], filling));
		return fillBlocks(base, { ...filling, blocks, depth: (filling.depth ?? 0) + 1 });
	}

	private fill(nodes: readonly TemplateNode[], filling: BlockFilling): readonly TextPart[] {
		const parts: TextPart[] = [];
		const scope = new Map(filling.scope);
		const inner = { ...filling, scope };
		for (const node of nodes) {
			switch (node.kind) {
				case "text":
					parts.push(...this.slices(node));
					break;
				case "output": {
					const place = this.placeOf(node);
					parts.push(...placed(templateValue(node.content, place, inner), place));
					break;
				}
				case "include": {
					const found = this.includedText(node.content, node, inner);
					const place = this.placeOf(node);
					if (found)
						for (const part of fillBlocks(found, { ...inner, depth: (filling.depth ?? 0) + 1 }))
							parts.push(standingAt(part, place));
					else parts.push({ kind: "hole", ...place, origin: originOf(notFound(node.content, place)) });
					break;
				}
				case "statement": {
					const [, name, value] = /^(\w+)\s*=(?!=)\s*([\s\S]+)$/.exec(node.content) ?? [];
					if (node.name === "set" && name && value) scope.set(name, templateValue(value, this.placeOf(node), inner));
					break;
				}
				case "block":
					parts.push(...this.block(node, inner, scope));
			}
		}
		return parts;
	}

	private block(node: BlockNode, filling: BlockFilling, scope: Map<string, LinkedValue>): readonly TextPart[] {
		const [first] = node.arms;
		if (!first) return [];
		const place = this.placeOf(node);
		switch (node.name) {
			case "for":
			case "each":
				return this.repeat(node, filling, place);
			case "if":
			case "unless":
			case "#":
			case "^":
			case "ifEquals":
			case "unlessEquals":
			case "ifEq":
			case "eq":
			case "is":
				return this.choice(node, filling, place);
			case "macro":
			case "inline":
				return [];
			case "set": {
				const value = { kind: "text" as const, ...place, parts: this.fill(first.nodes, filling) };
				scope.set(first.content, value);
				return [];
			}
			case "raw":
			case "verbatim":
				return this.slices(first.inside);
			case "block":
				return filling.blocks?.get(blockName(node)) ?? this.fill(first.nodes, filling);
			default:
				return this.fill(first.nodes, filling);
		}
	}

	private choice(node: BlockNode, filling: BlockFilling, place: Place): readonly TextPart[] {
		const [first] = node.arms;
		const condition = first?.content ?? "";
		const value = templateValue(condition.replace(/^not\s+/, ""), place, filling);
		const arms = node.arms.map((arm) => this.fill(arm.nodes, filling));
		const last = node.arms.at(-1);
		const hasElse = node.arms.length > 1 && last?.content === "";
		if (value.kind === "boolean" && node.arms.length <= 2 && node.name === "if") {
			const holds = value.value !== /^not\s/.test(condition);
			return (holds ? arms[0] : hasElse ? arms[1] : []) ?? [];
		}
		const conditionOrigin = originOf(value, condition);
		const options = hasElse ? arms : [...arms, []];
		return [{ kind: "choice", ...place, options, condition: shortened(condition), conditionOrigin }];
	}

	private repeat(node: BlockNode, filling: BlockFilling, place: Place): readonly TextPart[] {
		const [first, otherwise] = node.arms;
		if (!first) return [];
		const { over, names } = loopOf(node.name, first.content);
		const collection = templateValue(over, place, filling);
		const isListed = collection.kind === "list" && !collection.isMutated && collection.items.length <= mostItems;
		if (
			isListed &&
			collection.kind === "list" &&
			collection.items.every((item) => item.kind !== "repeat" && item.kind !== "hole")
		)
			return collection.items.flatMap((item) =>
				this.fill(first.nodes, {
					...filling,
					scope: new Map([...filling.scope, ["this", item], [names[0] ?? "this", item]]),
				}),
			);
		const elements = names.map((name): [string, LinkedValue] => [
			name,
			holeAt(place, name, { kind: "element", name }, [originOf(collection)]),
		]);
		const parts = this.fill(first.nodes, { ...filling, scope: new Map([...filling.scope, ...elements]) });
		const repeated: TextPart = { kind: "repeat", ...place, parts, over: originOf(collection, shortened(over)) };
		return otherwise ? [repeated, ...this.fill(otherwise.nodes, filling)].slice(0, 1) : [repeated];
	}

	private includedText(content: string, node: Span, filling: BlockFilling): readonly LiteralPart[] | null {
		const name = /^\[?\s*["']([^"']+)["']/.exec(content)?.[1] ?? /^([\w./-]+)(?:\s|$)/.exec(content)?.[1];
		if (name === undefined || !filling.include || (filling.depth ?? 0) >= mostIncludes) return null;
		return filling.include(name, this.placeOf(node).file);
	}

	/** The literals between two offsets of the joined text, each where it is written. */
	private slices({ start, end }: Span): readonly LiteralPart[] {
		const slices: LiteralPart[] = [];
		let at = 0;
		for (const part of this.literals) {
			const from = Math.max(start - at, 0);
			const to = Math.min(end - at, part.text.length);
			if (from < to) slices.push(sliceLiteral(part, from, to));
			at += part.text.length;
			if (at >= end) break;
		}
		return slices;
	}

	private placeOf(span: Span): Place {
		const slices = this.slices(span);
		const [first] = slices;
		const last = slices.at(-1);
		if (!first || !last) return { file: this.literals[0]?.file ?? "", start: 0, end: 0 };
		const end = last.file === first.file && last.end >= first.start ? last.end : first.end;
		return { file: first.file, start: first.start, end };
	}
}

function blockName(node: BlockNode): string {
	return (node.arms[0]?.content ?? "").split(/\s/)[0] ?? "";
}

/** `x in xs if y`, `k, v in xs.items()`; for `each`: `xs`, `xs as |x i|`. */
function loopOf(name: string, content: string): { over: string; names: readonly string[] } {
	if (name === "each") {
		const [, over = content, names = ""] = /^([\s\S]*?)\s+as\s+\|([^|]*)\|$/.exec(content) ?? [];
		return { over, names: ["this", ...names.split(/\s+/).filter((item) => item !== "")].reverse() };
	}
	const [, names = "item", over = content] =
		/^([\w\s,()]+?)\s+in\s+([\s\S]+?)(?:\s+if\s[\s\S]*|\s+recursive)?$/.exec(content) ?? [];
	return {
		over,
		names: names
			.replace(/[()]/g, "")
			.split(",")
			.map((item) => item.trim()),
	};
}

function placed(value: LinkedValue, place: Place): readonly TextPart[] {
	return toTextParts(value).map((part) =>
		part.kind === "hole" && value.kind !== "text" ? { ...part, ...place } : standingAt(part, place),
	);
}

function notFound(content: string, place: Place): LinkedValue {
	return holeAt(place, shortened(content), { kind: "file", path: null });
}

function shortened(text: string): string {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
