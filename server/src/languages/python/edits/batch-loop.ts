/** Makes one embedding request take many elements of the loop it stands in, where the loop only collects the vectors. */
import type { TextEdit } from "../../../model/finding.ts";
import type { SourceFile, Span } from "../../../model/source-file.ts";
import { freeName, harmlessMethods, isNamed, nodesIn, notAList, otherShape } from "../../batched-request.ts";
import type { BatchRequest, NotEditable } from "../../front-end.ts";
import type { SyntaxNode } from "../../syntax-node.ts";
import { child, namedChildren, type SyntaxTree } from "../syntax-tree.ts";
import { expressionAt } from "./find-node.ts";
import { isKnownList } from "./known-list.ts";

export function batchLoop(
	source: SourceFile,
	tree: SyntaxTree,
	request: BatchRequest,
): readonly TextEdit[] | NotEditable {
	const { text } = source;
	const call = expressionAt(tree.root, request.call);
	const loop = call && loopAround(tree.root, call, request.loopStart);
	const list = call && child(call, "arguments");
	if (!call || !loop || !list) return { notEditable: "the loop cannot be found in the file" };
	const argument = namedChildren(list).find((item) => nameOf(text, item) === request.argument);
	const value = argument && child(argument, "value");
	if (!value) return { notEditable: `\`${request.argument}\` is not written in the call` };
	const clause = loop.type === "for_statement" ? loop : onlyClause(loop);
	const variable = clause && child(clause, "left");
	const over = clause && child(clause, "right");
	if (!clause || !variable || !over) return { notEditable: "the loop goes over more than one list, or filters it" };
	if (variable.type !== "identifier") return { notEditable: "each turn takes several values" };
	if (text.slice(clause.start, variable.start).includes("async"))
		return { notEditable: "the loop waits for its elements" };
	const name = text.slice(variable.start, variable.end);
	const others = namedChildren(list).filter((item) => item !== argument);
	if (others.some((item) => isNamed(text, item, name))) {
		return { notEditable: `another argument depends on \`${name}\` too` };
	}
	const overText = text.slice(over.start, over.end);
	if (!isKnownList({ text, root: tree.root, at: loop }, over)) return notAList(overText);
	const start = freeName(text, ["start", "offset", "first_of_batch"]);
	const batch = elementsOf({ text, value, name }, `${overText}[${start} : ${start} + ${request.most}]`);
	if (typeof batch !== "string") return batch;
	const item = freeName(text, ["item", "entry", "embedded"]);
	const steps = `for ${start} in range(0, len(${overText}), ${request.most})`;
	const found = { source, tree, loop, call, value, batch, item, steps, name };
	return loop.type === "for_statement" ? inLoop(found) : inComprehension(found);
}

interface Found {
	readonly source: SourceFile;
	readonly tree: SyntaxTree;
	readonly loop: SyntaxNode;
	readonly call: SyntaxNode;
	readonly value: SyntaxNode;
	/** The elements of one request, as source. */
	readonly batch: string;
	/** A name for one of the answers. */
	readonly item: string;
	/** The head of the new loop, without its colon. */
	readonly steps: string;
	/** The old loop's variable. */
	readonly name: string;
}

/** `[(await request).data[0].embedding for text in texts]`. */
function inComprehension({
	source,
	tree,
	loop,
	call,
	value,
	batch,
	item,
	steps,
}: Found): readonly TextEdit[] | NotEditable {
	const { text, file } = source;
	const body = namedChildren(loop)[0];
	const clause = onlyClause(loop);
	if (loop.type !== "list_comprehension" || !body || !clause) return otherShape;
	const before = text.slice(body.start, call.start);
	const behind = text.slice(call.end, body.end);
	const isAwaited = /^\(\s*await\s+$/.test(before) && /^\s*\)\s*\.data\[0\]\.embedding$/.test(behind);
	if (!isAwaited && !(before === "" && /^\s*\.data\[0\]\.embedding$/.test(behind))) return otherShape;
	if (tree.comments.some((comment) => loop.start < comment.start && comment.end < loop.end)) {
		return { notEditable: "comments stand in the comprehension" };
	}
	const gap = text.slice(body.end, clause.start);
	const written = text.slice(call.start, value.start) + batch + text.slice(value.end, call.end);
	const answers = isAwaited ? `(await ${written}).data` : `${written}.data`;
	const newText = `${item}.embedding${gap}${steps}${gap}for ${item} in ${answers}`;
	return [{ file, start: body.start, end: clause.end, newText }];
}

/** `reply = request` and `vectors.append(reply.data[0].embedding)`, or both in one line. */
function inLoop({
	source,
	tree,
	loop,
	call,
	value,
	batch,
	item,
	steps,
	name,
}: Found): readonly TextEdit[] | NotEditable {
	const { text, file } = source;
	const body = child(loop, "body");
	const statements = body ? namedChildren(body) : [];
	const [first, second] = statements;
	if (!body || !first || statements.length > 2 || child(loop, "alternative")) return otherShape;
	const named = second ? assignedName(text, first, call) : null;
	if (second && named === null) return otherShape;
	const collected = appended(text, second ?? first, named, call);
	if (!collected) return otherShape;
	const { list, method, given } = collected;
	if (isNamed(text, call, list)) return otherShape;
	const after = nodesIn(
		functionAround(tree.root, loop),
		(node) => node.start >= loop.end && node.type === "identifier",
	);
	const used = [name, named].find(
		(used) => used !== null && after.some((node) => text.slice(node.start, node.end) === used),
	);
	if (used != null) return { notEditable: `\`${used}\` is used after the loop` };
	const answers = named ?? null;
	const edit = ({ start, end }: Span, newText: string): TextEdit => ({ file, start, end, newText });
	const inCall = text.slice(call.start, value.start) + batch + text.slice(value.end, call.end);
	const isAwaited = text.slice(given.start, call.start).includes("await");
	const head = text.slice(loop.start, body.start);
	const colon = loop.start + head.lastIndexOf(":");
	const heading = edit({ start: loop.start, end: headEnd(text, loop, colon) }, steps);
	if (answers !== null) {
		return [
			heading,
			edit(value, batch),
			edit(method, "extend"),
			edit(given, `${item}.embedding for ${item} in ${answers}.data`),
		];
	}
	const request = isAwaited ? `(await ${inCall}).data` : `${inCall}.data`;
	return [heading, edit(method, "extend"), edit(given, `${item}.embedding for ${item} in ${request}`)];
}

/** The colon that ends the head; a comment may stand behind it. */
function headEnd(text: string, loop: SyntaxNode, otherwise: number): number {
	const right = child(loop, "right");
	const colon = right ? text.indexOf(":", right.end) : -1;
	return colon < 0 ? otherwise : colon;
}

/** `reply` of `reply = request`. */
function assignedName(text: string, statement: SyntaxNode, call: SyntaxNode): string | null {
	const assignment = statement.children[0];
	const left = assignment?.type === "assignment" ? child(assignment, "left") : undefined;
	const right = assignment && child(assignment, "right");
	if (left?.type !== "identifier" || !right) return null;
	const before = text.slice(right.start, call.start);
	return right.end === call.end && /^(?:await\s+)?$/.test(before) ? text.slice(left.start, left.end) : null;
}

interface Appended {
	/** The list's name. */
	readonly list: string;
	/** Where `append` stands. */
	readonly method: Span;
	/** What is appended. */
	readonly given: SyntaxNode;
}

/** `vectors.append(X.data[0].embedding)`, where X is the name or the request. */
function appended(text: string, statement: SyntaxNode, named: string | null, call: SyntaxNode): Appended | null {
	const append = statement.children[0];
	const callee = append?.type === "call" ? child(append, "function") : undefined;
	const object = callee?.type === "attribute" ? child(callee, "object") : undefined;
	const method = callee && child(callee, "attribute");
	const list = append && child(append, "arguments");
	const [given, ...more] = list ? namedChildren(list) : [];
	if (object?.type !== "identifier" || !method || !given || more.length > 0) return null;
	if (text.slice(method.start, method.end) !== "append") return null;
	const written = text.slice(given.start, given.end);
	const isCollected =
		named !== null
			? written === `${named}.data[0].embedding`
			: /^(?:\(\s*await\s+)?$/.test(text.slice(given.start, call.start)) &&
				/^\s*\)?\s*\.data\[0\]\.embedding$/.test(text.slice(call.end, given.end));
	return isCollected ? { list: text.slice(object.start, object.end), method, given } : null;
}

function functionAround(root: SyntaxNode, node: SyntaxNode): SyntaxNode {
	const around = nodesIn(
		root,
		({ type, start, end }) => type === "function_definition" && start <= node.start && node.end <= end,
	);
	return around.reduce((inner, next) => (next.end - next.start < inner.end - inner.start ? next : inner), root);
}

function loopAround(root: SyntaxNode, call: SyntaxNode, start: number): SyntaxNode | undefined {
	const types =
		/^(?:for_statement|list_comprehension|generator_expression|set_comprehension|dictionary_comprehension)$/;
	return nodesIn(root, (node) => node.start === start && types.test(node.type) && call.end <= node.end).at(-1);
}

/** The only `for` of a comprehension without a condition. */
function onlyClause(comprehension: SyntaxNode): SyntaxNode | null {
	const [, clause, ...others] = namedChildren(comprehension);
	return clause?.type === "for_in_clause" && others.length === 0 ? clause : null;
}

function nameOf(text: string, argument: SyntaxNode): string | null {
	const name = argument.type === "keyword_argument" ? child(argument, "name") : undefined;
	return name ? text.slice(name.start, name.end) : null;
}

interface Element {
	readonly text: string;
	readonly value: SyntaxNode;
	/** The loop's variable. */
	readonly name: string;
}

/** The list of elements for one request: the slice itself, or a comprehension over it. */
function elementsOf({ text, value, name }: Element, slice: string): string | NotEditable {
	const items = value.type === "list" ? namedChildren(value) : [value];
	const [element, ...others] = items;
	if (!element || others.length > 0) return { notEditable: "each request holds several texts already" };
	const written = text.slice(element.start, element.end);
	if (written === name) return slice;
	const acting = nodesIn(element, ({ type }) => /^(?:call|await|yield|named_expression|lambda)$/.test(type)).find(
		(node) => {
			const callee = child(node, "function");
			const method = callee?.type === "attribute" ? child(callee, "attribute") : undefined;
			return node.type !== "call" || !method || !harmlessMethods.test(text.slice(method.start, method.end));
		},
	);
	if (acting) return { notEditable: `\`${text.slice(acting.start, acting.end)}\` would be called before all requests` };
	if (!isNamed(text, element, name) || written.includes("\n")) return otherShape;
	return `[${written} for ${name} in ${slice}]`;
}
