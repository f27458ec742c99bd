/** Recognises the methods and functions that build text: `format`, `join`, `replace`, `strip`, `dedent`, `substitute`. */
import type { Argument, Call, Expression, Format, RecordEntry, TextTransform } from "../../model/expression.ts";
import { literalText } from "./reader.ts";

/** The text a call builds; null for any other call. */
export function readTextMethod(call: Call): Expression | null {
	const { callee } = call;
	const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : null;
	if (name === null) return null;
	const wrapper = wrappers[name];
	if (wrapper && isModuleFunction(callee)) return transformArgument(call, wrapper);
	if (callee.kind !== "member") return null;
	return methods[name]?.(call, callee.object) ?? transformReceiver(call, callee.object, name);
}

type MethodReader = (call: Call, receiver: Expression) => Expression | null;

const methods: Readonly<Record<string, MethodReader>> = {
	format: (call, receiver) => format(call, receiver, "python-format"),
	format_map: (call, receiver) => {
		const only = onlyArgument(call);
		if (!only) return null;
		const named: readonly RecordEntry[] =
			only.kind === "record"
				? only.entries
				: [{ key: null, value: only, spread: true, start: only.start, end: only.end }];
		return { ...span(call), kind: "format", style: "python-format", template: receiver, positional: [], named };
	},
	substitute: substitution,
	safe_substitute: substitution,
	join: (call, receiver) => {
		const items = onlyArgument(call);
		// `thread.join(5)` waits; `os.path.join(root)` builds a path.
		if (!items || items.kind === "number" || receiver.kind === "call" || isPathModule(receiver)) return null;
		return { ...span(call), kind: "join", separator: receiver, items };
	},
	replace: (call, receiver) => {
		const [search, replacement, ...others] = call.arguments;
		if (!search || !replacement || others.length > 1) return null;
		if (call.arguments.some((argument) => argument.name !== null || argument.spread)) return null;
		return { ...span(call), kind: "replace", text: receiver, search: search.value, replacement: replacement.value };
	},
};

const wrappers: Readonly<Record<string, TextTransform["name"]>> = {
	dedent: "dedent",
	cleandoc: "dedent",
};

const transforms: Readonly<Record<string, TextTransform["name"]>> = {
	strip: "trim",
	lstrip: "trim",
	rstrip: "trim",
	removeprefix: "trim",
	removesuffix: "trim",
	lower: "case",
	upper: "case",
	title: "case",
	capitalize: "case",
	casefold: "case",
	encode: "other",
	decode: "other",
};

function format(call: Call, template: Expression, style: Format["style"]): Format {
	const positional: Expression[] = [];
	const named: RecordEntry[] = [];
	for (const argument of call.arguments) {
		if (argument.name !== null) {
			named.push({ key: argument.name, value: argument.value, start: argument.start, end: argument.end });
		} else if (argument.spread === "record") {
			named.push({ key: null, value: argument.value, spread: true, start: argument.start, end: argument.end });
		} else positional.push(argument.spread ? spreadValue(argument) : argument.value);
	}
	return { kind: "format", style, template, positional, named, ...span(call) };
}

/** `*values` in a `format` call: how many places it fills cannot be seen. */
function spreadValue(argument: Argument): Expression {
	return {
		kind: "operation",
		operator: "*",
		operands: [argument.value],
		start: argument.start,
		end: argument.end,
	};
}

function substitution(call: Call, receiver: Expression): Expression | null {
	const template = templateOf(receiver);
	const filled = format(call, template, "dollar");
	const [mapping, ...others] = filled.positional;
	if (others.length > 0) return null;
	const entries: readonly RecordEntry[] = !mapping
		? []
		: mapping.kind === "record"
			? mapping.entries
			: [{ key: null, value: mapping, spread: true, start: mapping.start, end: mapping.end }];
	return { ...filled, positional: [], named: [...entries, ...filled.named] };
}

/** The text inside `Template("...")`; the receiver itself when it is a name. */
function templateOf(receiver: Expression): Expression {
	if (receiver.kind !== "call") return receiver;
	const { callee } = receiver;
	const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
	return name === "Template" ? (receiver.arguments[0]?.value ?? receiver) : receiver;
}

function transformArgument(call: Call, name: TextTransform["name"]): Expression | null {
	const text = onlyArgument(call);
	return text ? { kind: "transform", name, text, ...span(call) } : null;
}

function transformReceiver(call: Call, receiver: Expression, method: string): Expression | null {
	const name = transforms[method];
	if (!name || call.arguments.length > 1) return null;
	const argument = call.arguments[0];
	// A tokenizer's `encode` and `decode` take text or tokens; a text's take the name of an encoding.
	if (name === "other" && argument && !/^(utf|ascii|latin)/i.test(literalText(argument.value) ?? "")) return null;
	if (name === "case" && argument) return null;
	return { kind: "transform", name, text: receiver, ...span(call) };
}

/** `dedent(x)` or `textwrap.dedent(x)`, not a method of some object. */
function isModuleFunction(callee: Expression): boolean {
	if (callee.kind === "name") return true;
	if (callee.kind !== "member" || callee.object.kind !== "name") return false;
	return callee.object.name === "textwrap" || callee.object.name === "inspect";
}

function isPathModule(receiver: Expression): boolean {
	if (receiver.kind === "member") return receiver.property === "path";
	return receiver.kind === "name" && /^(os|path|posixpath|ntpath)$/.test(receiver.name);
}

function onlyArgument(call: Call): Expression | null {
	const [only, ...others] = call.arguments;
	return only && others.length === 0 && only.name === null && !only.spread ? only.value : null;
}

function span(call: Call): { start: number; end: number } {
	return { start: call.start, end: call.end };
}
