/** Kotlin's blocks after a call: scope functions, builders filled in by `apply`, and coroutines around a request. */
import type { Argument, Expression } from "../../model/expression.ts";
import { makeCall } from "../general/calls.ts";
import { nullAt, type Reader, sourceOf, spanOf } from "../general/reader.ts";
import { memberOf, readLambda } from "../general/shapes.ts";
import { named, ofType, part } from "../general/syntax-tree.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { readTypedArguments } from "./kotlin-calls.ts";

/** Functions whose value is that of their block. */
const evaluated: ReadonlySet<string> = new Set([
	"run",
	"let",
	"with",
	"lazy",
	"use",
	"runBlocking",
	"runCatching",
	"runInterruptible",
	"withContext",
	"withTimeout",
	"withTimeoutOrNull",
	"coroutineScope",
	"supervisorScope",
]);

/** What a call with a block gives when its function is one of the language's own; null for any other function. */
export function readScopeFunction(
	reader: Reader,
	node: SyntaxNode,
	given: { readonly callee: Expression; readonly lambda: SyntaxNode },
): Expression | null {
	const { callee, lambda } = given;
	const called = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
	const object = callee.kind === "member" ? callee.object : null;
	if (object && (called === "apply" || called === "also")) {
		const filled = reader.chains.has(object) ? fillBuilder(reader, object, lambda) : null;
		if (!filled) reader.expression(lambda);
		return filled ?? object;
	}
	if (!evaluated.has(called)) return null;
	const block = reader.expression(lambda);
	const passed = object && called !== "run" ? [{ name: null, value: object, ...spanOf(object) }] : [];
	return { kind: "call", callee: block, arguments: passed, ...spanOf(node) };
}

/** `Params.builder().apply { model(x); addUserMessage(y) }`: the block's calls are steps of the chain. */
function fillBuilder(reader: Reader, builder: Expression, lambda: SyntaxNode): Expression | null {
	const statements = statementsOf(lambda);
	let chain = builder;
	for (const statement of statements) {
		const callee = named(statement)[0];
		if (statement.type !== "call_expression" || !callee) return null;
		const name = callee.type === "identifier" ? callee : named(callee).at(-1);
		const isOnIt =
			callee.type === "navigation_expression" && /^(it|this)$/.test(sourceOf(reader, named(callee)[0] ?? callee));
		if (!name || (callee.type !== "identifier" && !isOnIt)) return null;
	}
	for (const statement of statements) {
		const callee = named(statement)[0] ?? statement;
		const name = callee.type === "identifier" ? callee : (named(callee).at(-1) ?? callee);
		const list = ofType(statement, "value_arguments");
		const step = memberOf(chain, sourceOf(reader, name), name, { start: builder.start, end: name.end });
		chain = makeCall(reader, statement, { callee: step, arguments: readTypedArguments(reader, list), list });
	}
	return chain;
}

export function readBlock(reader: Reader, node: SyntaxNode): Expression {
	const taken = ofType(node, "lambda_parameters") ?? findIt(reader, node);
	return readLambda(reader, node, taken, { ...node, type: "lambda_body" });
}

/** The statements of a block; the last gives its value. */
export function readBlockBody(reader: Reader, node: SyntaxNode): Expression {
	const statements = statementsOf(node);
	const last = statements.at(-1);
	for (const statement of statements) if (statement !== last) reader.statement(statement);
	if (last && reader.table.expressions[last.type]) return reader.expression(last);
	if (last) reader.statement(last);
	return nullAt(node);
}

function statementsOf(lambda: SyntaxNode): readonly SyntaxNode[] {
	return named(lambda).filter((child) => child.type !== "lambda_parameters");
}

/** A block that names no parameter may speak of `it`. */
function findIt(reader: Reader, node: SyntaxNode): SyntaxNode | undefined {
	for (const child of named(node)) {
		if (child.type === "identifier" && sourceOf(reader, child) === "it") return child;
		const inner = child.type === "lambda_literal" ? undefined : findIt(reader, child);
		if (inner) return inner;
	}
	return undefined;
}

/**
 * `chatCompletionRequest { model = ModelId("gpt-4o"); messages { user { content = x } } }`: a block that fills in what
 * its function makes, read as a call with named arguments. Null for blocks that do anything else.
 */
export function readFilledIn(reader: Reader, callee: SyntaxNode, lambda: SyntaxNode): readonly Argument[] | null {
	if (callee.type !== "identifier" || !isFilling(reader, lambda)) return null;
	return statementsOf(lambda).map((statement): Argument => {
		if (statement.type === "assignment") {
			const name = part(statement, "left") ?? statement;
			const value = reader.expression(part(statement, "right") ?? statement);
			return { name: sourceOf(reader, name), value, ...spanOf(statement) };
		}
		const name = named(statement)[0] ?? statement;
		const inner = innerBlock(statement);
		const items = (inner ? statementsOf(inner) : []).map((item) => ({ value: reader.expression(item) }));
		return {
			name: sourceOf(reader, name),
			value: { kind: "list", form: "list", items, ...spanOf(statement) },
			...spanOf(statement),
		};
	});
}

/** True when every statement sets a name the file does not know or fills a list in the same way. */
function isFilling(reader: Reader, lambda: SyntaxNode): boolean {
	const statements = statementsOf(lambda);
	return (
		statements.length > 0 &&
		ofType(lambda, "lambda_parameters") === undefined &&
		statements.every((statement) => {
			const left = part(statement, "left");
			if (statement.type === "assignment")
				return (
					left?.type === "identifier" &&
					part(statement, "operator") !== undefined &&
					isPlainSet(reader, statement, left)
				);
			const inner = innerBlock(statement);
			return (
				inner !== undefined &&
				named(statement)[0]?.type === "identifier" &&
				statementsOf(inner).every((item) => innerBlock(item) !== undefined)
			);
		})
	);
}

function isPlainSet(reader: Reader, statement: SyntaxNode, left: SyntaxNode): boolean {
	const sign = part(statement, "operator");
	return (
		sign !== undefined &&
		sourceOf(reader, sign) === "=" &&
		!reader.locals.some((names) => names.has(sourceOf(reader, left)))
	);
}

function innerBlock(statement: SyntaxNode): SyntaxNode | undefined {
	return statement.type === "call_expression" && !ofType(statement, "value_arguments")
		? ofType(ofType(statement, "annotated_lambda"), "lambda_literal")
		: undefined;
}
