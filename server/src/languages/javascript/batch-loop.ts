/** Makes one embedding request take many elements of the loop or `map` it stands in, where that only collects the vectors. */
import type { TextEdit } from "../../model/finding.ts";
import type { SourceFile, Span } from "../../model/source-file.ts";
import { freeName, harmlessMethods, isNamed, nodesIn, notAList, otherShape } from "../batched-request.ts";
import { type BatchRequest, isNotEditable, type NotEditable } from "../front-end.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { findNode } from "./find-node.ts";
import { isKnownArray } from "./known-array.ts";
import { child, hasToken, namedChildren, type SyntaxTree } from "./syntax-tree.ts";

export function batchLoop(
	source: SourceFile,
	{ root }: SyntaxTree,
	request: BatchRequest,
): readonly TextEdit[] | NotEditable {
	const { text } = source;
	const call = findNode(root, request.call, ({ type }) => type === "call_expression");
	const loop = call && loopAround(root, call, request.loopStart);
	const options = call && child(call, "arguments")?.children.find(({ type }) => type === "object");
	if (!call || !loop || !options) return { notEditable: "the loop cannot be found in the file" };
	const argument = options.children.find((entry) => keyOf(text, entry) === request.argument);
	if (!argument) return { notEditable: `\`${request.argument}\` is not written in the call` };
	const turn = loop.type === "for_in_statement" ? turnOfLoop(text, loop) : turnOfMap(loop);
	if (isNotEditable(turn)) return turn;
	const name = text.slice(turn.variable.start, turn.variable.end);
	if (options.children.some((entry) => entry !== argument && isNamed(text, entry, name))) {
		return { notEditable: `another argument depends on \`${name}\` too` };
	}
	const over = text.slice(turn.over.start, turn.over.end);
	if (!isKnownArray({ text, root, at: loop, isMapped: loop.type === "call_expression" }, turn.over))
		return notAList(over);
	const step = freeName(
		text,
		loop.type === "call_expression" ? ["batch", "part", "chunk"] : ["start", "offset", "first"],
	);
	const range =
		loop.type === "call_expression"
			? `${step} * ${request.most}, (${step} + 1) * ${request.most}`
			: `${step}, ${step} + ${request.most}`;
	const batch = elementsOf({ text, argument, name }, `${over}.slice(${range})`);
	if (typeof batch !== "string") return batch;
	const input: TextEdit = { file: source.file, ...span(argument), newText: `${request.argument}: ${batch}` };
	const found = { source, root, loop, call, turn, input, step, over, most: request.most };
	return loop.type === "for_in_statement" ? inLoop(found) : inMap(found);
}

/** What a turn goes over, its variable, and what it does. */
interface Turn {
	readonly over: SyntaxNode;
	readonly variable: SyntaxNode;
	readonly body: SyntaxNode;
}

interface Found {
	readonly source: SourceFile;
	readonly root: SyntaxNode;
	readonly loop: SyntaxNode;
	readonly call: SyntaxNode;
	readonly turn: Turn;
	/** The edit that gives the request many elements. */
	readonly input: TextEdit;
	/** A name for what counts the requests. */
	readonly step: string;
	readonly over: string;
	readonly most: number;
}

function loopAround(root: SyntaxNode, call: SyntaxNode, start: number): SyntaxNode | undefined {
	const isLoop = (node: SyntaxNode) =>
		node.start === start && node.end > call.end && /^(?:for_in_statement|call_expression)$/.test(node.type);
	const around = nodesIn(root, isLoop);
	return [...around].sort((a, b) => a.end - b.end)[0];
}

function turnOfLoop(text: string, loop: SyntaxNode): Turn | NotEditable {
	const over = child(loop, "right");
	const variable = child(loop, "left");
	const body = child(loop, "body");
	if (!hasToken(loop, "of") || hasToken(loop, "await"))
		return { notEditable: "the loop waits for its elements, or takes keys" };
	if (!over || variable?.type !== "identifier" || body?.type !== "statement_block") return otherShape;
	return /^for\s*\(\s*(?:const|let)\s/.test(text.slice(loop.start, body.start)) ? { over, variable, body } : otherShape;
}

/** `texts.map(async (text) => ...)`. */
function turnOfMap(call: SyntaxNode): Turn | NotEditable {
	const callee = child(call, "function");
	const over = callee?.type === "member_expression" ? child(callee, "object") : undefined;
	const callback = child(call, "arguments")?.children.filter(({ isNamed: named }) => named);
	const [arrow, ...more] = callback ?? [];
	if (!over || arrow?.type !== "arrow_function" || more.length > 0) return otherShape;
	const body = child(arrow, "body");
	const single = child(arrow, "parameter");
	const [only, ...others] = child(arrow, "parameters")?.children.filter(({ isNamed: named }) => named) ?? [];
	const variable = single ?? (only && (child(only, "pattern") ?? only));
	if (others.length > 0) return { notEditable: "the callback takes more than the element" };
	return body && variable?.type === "identifier" ? { over, variable, body } : otherShape;
}

const vector = String.raw`\.data(?:\?\.)?\[0\][!?]?\.embedding!?`;

/** `vectors.push(reply.data[0].embedding)` becomes `vectors.push(...reply.data.map((item) => item.embedding))`. */
function inLoop({ source, loop, turn, input, step, over, most, call }: Found): readonly TextEdit[] | NotEditable {
	const { text, file } = source;
	const statements = namedChildren(turn.body);
	const [first, second] = statements;
	if (!first || statements.length > 2) return otherShape;
	const named = second ? declaredName(text, first, call) : null;
	if (second && named === null) return otherShape;
	const push = (second ?? first).children[0];
	const callee = push?.type === "call_expression" ? child(push, "function") : undefined;
	const list = callee?.type === "member_expression" ? child(callee, "object") : undefined;
	const method = callee && child(callee, "property");
	const [given, ...more] = (push && child(push, "arguments")?.children.filter(({ isNamed: named }) => named)) ?? [];
	if (
		list?.type !== "identifier" ||
		!method ||
		text.slice(method.start, method.end) !== "push" ||
		!given ||
		more.length > 0
	) {
		return otherShape;
	}
	if (isNamed(text, call, text.slice(list.start, list.end)) || text.slice(list.start, list.end) === over)
		return otherShape;
	const vectors = vectorsOf({ text, value: given, named, call });
	if (!vectors) return otherShape;
	const head = `for (let ${step} = 0; ${step} < ${over}.length; ${step} += ${most}) `;
	return [
		{ file, start: loop.start, end: turn.body.start, newText: head },
		input,
		{ file, start: given.start, end: given.start, newText: "..." },
		{ file, ...vectors.rest, newText: vectors.newText },
	];
}

/** `Promise.all(texts.map(...))` becomes as many requests as there are batches, and their vectors one list. */
function inMap({ source, root, loop, call, turn, input, step, over, most }: Found): readonly TextEdit[] | NotEditable {
	const { text, file } = source;
	const all = nodesIn(root, (node) => node.type === "call_expression" && node.start < loop.start && node.end > loop.end)
		.filter((node) =>
			/^Promise\s*\.\s*all$/.test(text.slice(child(node, "function")?.start ?? 0, child(node, "function")?.end ?? 0)),
		)
		.sort((a, b) => a.end - a.start - (b.end - b.start))[0];
	const given = all && child(all, "arguments")?.children.filter(({ isNamed: named }) => named);
	if (!all || given?.length !== 1 || given[0] !== loop)
		return { notEditable: "the vectors are not awaited together by `Promise.all`" };
	const vectors = resultOf(text, turn.body, call);
	if (!vectors) return otherShape;
	const arrow = child(loop, "arguments")?.children.find(({ type }) => type === "arrow_function");
	if (!arrow) return otherShape;
	const waiting = findParent(root, all);
	const head = `Array.from({ length: Math.ceil(${over}.length / ${most}) }, async (_, ${step}) =>`;
	const arrowEnd = text.indexOf("=>", (child(arrow, "parameters") ?? turn.variable).end) + 2;
	const isAwaited = waiting?.type === "await_expression";
	const isLetGo = waiting?.type === "member_expression" || waiting?.type === "expression_statement";
	if (isLetGo) return otherShape;
	const around: TextEdit[] = isAwaited
		? [
				{ file, start: waiting.start, end: waiting.start, newText: "(" },
				{ file, start: all.end, end: all.end, newText: ").flat()" },
			]
		: [{ file, start: all.end, end: all.end, newText: ".then((vectors) => vectors.flat())" }];
	return [
		...around,
		{ file, start: loop.start, end: arrowEnd, newText: head },
		input,
		{ file, ...vectors.rest, newText: vectors.newText },
	];
}

/** What the callback gives: `{ const reply = await request; return reply.data[0].embedding; }`, or the same in one expression. */
function resultOf(text: string, body: SyntaxNode, call: SyntaxNode): Vectors | null {
	if (body.type !== "statement_block") return vectorsOf({ text, value: body, named: null, call });
	const [first, second, ...more] = namedChildren(body);
	const named = first && second ? declaredName(text, first, call) : null;
	const returned = second ?? first;
	if (more.length > 0 || returned?.type !== "return_statement" || (second && named === null)) return null;
	const value = returned.children.find(({ isNamed: isValue }) => isValue);
	return value ? vectorsOf({ text, value, named, call }) : null;
}

/** `reply` of `const reply = await request`. */
function declaredName(text: string, statement: SyntaxNode, call: SyntaxNode): string | null {
	const [declarator, ...others] = statement.children.filter(({ type }) => type === "variable_declarator");
	const name = declarator && child(declarator, "name");
	const value = declarator && child(declarator, "value");
	if (statement.type !== "lexical_declaration" || others.length > 0 || name?.type !== "identifier" || !value)
		return null;
	const isRequest = value.end === call.end && /^await\s+$/.test(text.slice(value.start, call.start));
	return isRequest ? text.slice(name.start, name.end) : null;
}

interface Vectors {
	/** What follows the answer: `.data[0].embedding`. */
	readonly rest: Span;
	readonly newText: string;
}

interface Value {
	readonly text: string;
	readonly value: SyntaxNode;
	/** The name that holds the answer; null when the request stands in the value itself. */
	readonly named: string | null;
	readonly call: SyntaxNode;
}

function vectorsOf({ text, value, named, call }: Value): Vectors | null {
	const written = text.slice(value.start, value.end);
	const answer =
		named !== null
			? written.startsWith(named)
				? named.length
				: -1
			: /^\(\s*await\s+$/.test(text.slice(value.start, call.start)) && text[call.end] === ")"
				? call.end + 1 - value.start
				: -1;
	if (answer < 0 || !new RegExp(`^\\s*${vector}$`).test(written.slice(answer))) return null;
	const item = freeName(text, ["item", "entry", "embedded"]);
	const lead = /^\s*/.exec(written.slice(answer))?.[0] ?? "";
	const rest = { start: value.start + answer + lead.length, end: value.end };
	return { rest, newText: `.data.map((${item}) => ${item}.embedding)` };
}

interface Element {
	readonly text: string;
	readonly argument: SyntaxNode;
	/** The loop's variable. */
	readonly name: string;
}

/** The list of elements for one request: the slice itself, or a `map` of it. */
function elementsOf({ text, argument, name }: Element, slice: string): string | NotEditable {
	if (argument.type !== "pair") return text.slice(argument.start, argument.end) === name ? slice : otherShape;
	const value = child(argument, "value");
	const items = value?.type === "array" ? namedChildren(value) : value ? [value] : [];
	const [element, ...others] = items;
	if (!element || others.length > 0) return { notEditable: "each request holds several texts already" };
	const written = text.slice(element.start, element.end);
	if (written === name) return slice;
	const acting = nodesIn(element, ({ type }) =>
		/^(?:call_expression|new_expression|await_expression|yield_expression|assignment_expression|update_expression|arrow_function)$/.test(
			type,
		),
	).find((node) => {
		const callee = child(node, "function");
		const method = callee?.type === "member_expression" ? child(callee, "property") : undefined;
		return node.type !== "call_expression" || !method || !harmlessMethods.test(text.slice(method.start, method.end));
	});
	if (acting) return { notEditable: `\`${text.slice(acting.start, acting.end)}\` would be called before all requests` };
	if (!isNamed(text, element, name) || written.includes("\n") || element.type === "object") return otherShape;
	return `${slice}.map((${name}) => ${written})`;
}

function keyOf(text: string, entry: SyntaxNode): string | null {
	if (entry.type === "shorthand_property_identifier") return text.slice(entry.start, entry.end);
	const key = entry.type === "pair" ? child(entry, "key") : undefined;
	return key ? text.slice(key.start, key.end).replace(/["']/g, "") : null;
}

function findParent(root: SyntaxNode, node: SyntaxNode): SyntaxNode | undefined {
	return nodesIn(root, (other) => other.children.includes(node))[0];
}

function span({ start, end }: Span): Span {
	return { start, end };
}
