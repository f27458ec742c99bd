/**
 * The fields of a data class of the workspace with what they hold: what a pydantic model or a dataclass given as a
 * response format asks the model to write. Classes it names are looked up in its own file only.
 */
import type { Expression } from "../model/expression.ts";
import type { ClassSummary, FileSummary } from "../model/file-summary.ts";
import type { DataField, DataType } from "../model/linked-value.ts";
import { labelOf } from "./label.ts";

/** Classes within classes looked into. */
const deepest = 3;

/** What an answer in the shape of the class holds; null for a class without annotated fields. */
export function dataTypeOf(summary: FileSummary, item: ClassSummary, depth = 0): DataType | null {
	if (isEnumeration(item)) return { kind: "choice", values: item.fields.length };
	if (depth >= deepest) return null;
	const inherited = item.bases.flatMap((base) => {
		const parent = base.kind === "name" ? classNamed(summary, base.name) : undefined;
		const type = parent && parent !== item ? dataTypeOf(summary, parent, depth + 1) : null;
		return type?.kind === "object" ? type.fields : [];
	});
	const own = item.fields.flatMap((field): readonly DataField[] =>
		field.annotation && !field.name.startsWith("_") && field.name !== "model_config"
			? [{ name: field.name, type: typeOf(summary, field.annotation, depth + 1) }]
			: [],
	);
	const fields = [...inherited.filter(({ name }) => !own.some((field) => field.name === name)), ...own];
	return fields.length > 0 ? { kind: "object", fields } : null;
}

function typeOf(summary: FileSummary, annotation: Expression, depth: number): DataType {
	switch (annotation.kind) {
		case "name":
		case "member":
			return namedType(summary, annotation.kind === "name" ? annotation.name : annotation.property, depth);
		case "index":
			return genericType(summary, annotation, depth);
		case "operation": {
			const operands = annotation.operands.filter((operand) => operand.kind !== "null");
			const [first] = operands;
			return annotation.operator === "|" && first ? typeOf(summary, first, depth) : unknownType;
		}
		default:
			return unknownType;
	}
}

const unknownType: DataType = { kind: "unknown" };

function namedType(summary: FileSummary, name: string, depth: number): DataType {
	if (name === "bool") return { kind: "boolean" };
	if (/^(int|float|Decimal|conint|confloat|date|datetime|PositiveInt|NonNegativeInt)$/.test(name))
		return { kind: "number" };
	if (name === "str" || name === "constr") return { kind: "text" };
	if (/^(list|List|Sequence)$/.test(name)) return { kind: "list", of: unknownType };
	const item = classNamed(summary, name);
	return (item && dataTypeOf(summary, item, depth)) ?? unknownType;
}

function genericType(
	summary: FileSummary,
	{ object, index }: Extract<Expression, { kind: "index" }>,
	depth: number,
): DataType {
	const name = object.kind === "name" ? object.name : object.kind === "member" ? object.property : "";
	const options = index.kind === "list" ? index.items.map((item) => item.value) : [index];
	const [first] = options;
	if (!first) return unknownType;
	if (name === "Literal") return { kind: "choice", values: options.length };
	if (/^(list|List|Sequence|Iterable|set|Set|tuple|Tuple)$/.test(name))
		return { kind: "list", of: typeOf(summary, first, depth) };
	if (/^(Optional|Annotated|Union|Required|NotRequired|Final)$/.test(name)) return typeOf(summary, first, depth);
	return unknownType;
}

export function isEnumeration({ bases }: ClassSummary): boolean {
	return bases.some((base) => {
		const name = base.kind === "name" ? base.name : base.kind === "member" ? base.property : "";
		return /^(Str|Int)?Enum$/.test(name);
	});
}

function classNamed(summary: FileSummary, name: string): ClassSummary | undefined {
	return summary.classes.find((item) => item.name === name);
}

/**
 * True for a class that only holds data, so that what it holds changes as often as where it comes from: models, typed
 * dictionaries, data classes. What a service holds is set up once.
 */
export function holdsOnlyData({ bases, decorators, methods }: ClassSummary): boolean {
	const isModel = bases.some((base) => dataBases.test(labelOf(base)));
	return (
		isModel ||
		methods.length === 0 ||
		decorators.some((decorator) => /^(\w+\.)?(dataclass|define|frozen|attrs|s)\b/.test(labelOf(decorator)))
	);
}

const dataBases = /\b(BaseModel|TypedDict|NamedTuple|SQLModel|RootModel|Struct|\w*State|\w*Input|\w*Request)$/;
