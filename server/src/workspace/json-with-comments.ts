/** Reads JSON as tsconfig files are written: with comments and trailing commas. */

/** Undefined when the text is not even that. */
export function parseJsonWithComments(text: string): unknown {
	try {
		return JSON.parse(withoutTrailingCommas(withoutComments(text.replace(/^\uFEFF/, ""))));
	} catch {
		return undefined;
	}
}

/** Strings are matched first so that `//` inside one stays. */
function withoutComments(text: string): string {
	return text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
		part.startsWith('"') ? part : " ",
	);
}

function withoutTrailingCommas(text: string): string {
	return text.replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s*[}\]])/g, (part) => (part === "," ? "" : part));
}

/** The property of a value that may be anything; undefined when there is none. */
export function property(value: unknown, name: string): unknown {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
	return (value as Readonly<Record<string, unknown>>)[name];
}

export function entriesOf(value: unknown): [string, unknown][] {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
