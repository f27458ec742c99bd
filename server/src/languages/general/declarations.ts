/** Reads functions, methods and classes of any language into the summary. */
import type { Expression } from "../../model/expression.ts";
import type { FunctionSummary, Parameter } from "../../model/file-summary.ts";
import type { Span } from "../../model/source-file.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { type ClassContext, declareLocal, plainName, type Reader, sourceOf, spanOf } from "./reader.ts";
import { blocks, blockValue } from "./shapes.ts";

export interface ParameterDraft extends Span {
	readonly name: string;
	readonly form?: Parameter["form"];
	readonly type?: Expression | null;
	readonly default?: Expression;
	/** The parameter is a field of the class as well. */
	readonly isField?: boolean;
}

export interface FunctionDraft {
	readonly node: SyntaxNode;
	readonly name: SyntaxNode | undefined;
	readonly parameters: readonly ParameterDraft[];
	readonly body: SyntaxNode | undefined;
	readonly kind?: FunctionSummary["kind"];
	/** The class of a method that stands outside of it. */
	readonly classId?: number | null;
	readonly isAsync?: boolean;
	readonly returnType?: Expression | null;
	/** A name that stands for the object the method is called on. */
	readonly receiver?: string | null;
}

export function declareFunction(reader: Reader, draft: FunctionDraft): void {
	const { builder, table } = reader;
	const { node, body } = draft;
	const classId = draft.classId === undefined ? builder.currentClass : draft.classId;
	const kind = draft.kind ?? (classId === null ? "function" : "method");
	const around = reader.classes.at(-1);
	const wasInStatic = around?.isInStatic ?? false;
	if (around && builder.currentClass !== null) around.isInStatic = kind === "static-method";
	reader.locals.push(new Set());
	builder.inFunction(
		{
			name: draft.name ? sourceOf(reader, draft.name) : "",
			nameSpan: spanOf(draft.name ?? node),
			classId,
			kind,
			isAsync: draft.isAsync ?? false,
			isGenerator: false,
			parameters: draft.parameters.map((item) => ({
				name: item.name,
				form: item.form ?? "plain",
				...(item.default ? { default: item.default } : {}),
				...(item.type ? { annotation: item.type } : {}),
				...spanOf(item),
			})),
			decorators: [],
			...(draft.returnType ? { returnType: draft.returnType } : {}),
			...spanOf(node),
		},
		() => {
			for (const item of draft.parameters) {
				declareLocal(reader, item.name);
				if (item.isField) setField(reader, item);
			}
			if (draft.receiver) bindName(reader, draft.receiver, plainName(node, "this"));
			if (!body) return;
			if (table.returnsLast || !blocks.has(body.type)) {
				const value = blockValue(reader, body);
				if (value.kind !== "null") builder.addReturn(value, spanOf(value));
			} else reader.statement(body);
		},
	);
	reader.locals.pop();
	if (around) around.isInStatic = wasInStatic;
}

/** `this.name = name`, for parameters that are fields. */
function setField(reader: Reader, item: ParameterDraft): void {
	reader.builder.addMutation({
		target: plainName(item, "this"),
		operation: "set",
		key: item.name,
		value: plainName({ start: item.end, end: item.end }, item.name),
		...(item.type ? { annotation: item.type } : {}),
		...spanOf(item),
	});
}

function bindName(reader: Reader, name: string, value: Expression): void {
	declareLocal(reader, name);
	const at = { start: value.start, end: value.start };
	reader.builder.addBinding({ name, nameSpan: at, value: { ...value, ...at }, form: "assign", ...at });
}

export interface ClassDraft {
	readonly node: SyntaxNode;
	readonly name: string;
	readonly bases: readonly Expression[];
	readonly members: ReadonlyMap<string, boolean>;
	readonly read: () => void;
}

export function declareClass(reader: Reader, draft: ClassDraft): number {
	const context: ClassContext = { name: draft.name, members: draft.members, isInStatic: false };
	const isTop = reader.builder.currentScope === 0;
	reader.classes.push(context);
	const draftOf = { name: draft.name, bases: draft.bases, decorators: [], ...spanOf(draft.node) };
	const id = reader.builder.inClass(draftOf, draft.read);
	reader.classes.pop();
	reader.classIds.set(draft.name, id);
	if (isTop) exportName(reader, draft.name, draft.node);
	return id;
}

export function exportName(reader: Reader, name: string, at: Span): void {
	declareLocal(reader, name);
	reader.builder.addExport({ exported: name, local: name, ...spanOf(at) });
}
