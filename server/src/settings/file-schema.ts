/** The JSON Schema of `lcpr.yaml`: the settings of the editor, nested as a file nests them, and a team's costs. */
import costs from "../costs/configuration.schema.json" with { type: "json" };
import settings from "./settings.schema.json" with { type: "json" };

/** The part of JSON Schema that our schemas use. */
export interface Schema {
	readonly type?: string | readonly string[];
	readonly description?: string;
	readonly markdownDescription?: string;
	readonly enum?: readonly unknown[];
	readonly markdownEnumDescriptions?: readonly string[];
	readonly default?: unknown;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly exclusiveMinimum?: number;
	readonly pattern?: string;
	readonly required?: readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly additionalProperties?: boolean | Schema;
	readonly items?: Schema;
	readonly oneOf?: readonly Schema[];
}

export const settingsFileSchema: Schema = {
	type: "object",
	properties: { ...nested(settings as Schema), ...(costs as Schema).properties },
};

/** The schema of what stands under a path; `*` is any item of a list. Null where the schema says nothing. */
export function schemaAt(schema: Schema, path: readonly string[]): Schema | null {
	const [step, ...rest] = path;
	if (step === undefined) return schema;
	for (const choice of [schema, ...(schema.oneOf ?? [])]) {
		const { additionalProperties: others } = choice;
		const next =
			step === "*" ? choice.items : (choice.properties?.[step] ?? (typeof others === "object" ? others : undefined));
		const found = next ? schemaAt(next, rest) : null;
		if (found) return found;
	}
	return null;
}

/** `lcpr.hover.enabled` becomes `hover: { enabled }`. */
function nested({ properties = {} }: Schema): Record<string, Schema> {
	const root: Record<string, Schema> = {};
	for (const [key, schema] of Object.entries(properties)) {
		const [first = "", second] = key.replace(/^lcpr\./, "").split(".");
		if (second === undefined) root[first] = schema;
		else root[first] = { type: "object", properties: { ...root[first]?.properties, [second]: schema } };
	}
	return root;
}
