/** Links a small workspace given as texts, through the real front ends and the real SDK descriptors. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { FrontEnds, languageOfFile } from "../../server/src/languages/front-ends.ts";
import type { GrammarName } from "../../server/src/languages/grammars.ts";
import { linkProgram } from "../../server/src/linking/link.ts";
import type { LinkResult, WorkspaceLayout } from "../../server/src/linking/program.ts";
import type { FileSummary } from "../../server/src/model/file-summary.ts";
import type { TextPart } from "../../server/src/model/linked-value.ts";
import type { LlmCall, PromptPart } from "../../server/src/model/llm-call.ts";
import { parseSdkDescriptor } from "../../server/src/sdks/parse-descriptor.ts";
import { buildSdkTable, type SdkTable } from "../../server/src/sdks/sdk-table.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const sdkFolder = `${root}server/src/sdks/`;

export const descriptorFiles = readdirSync(sdkFolder).filter((name) => name.endsWith(".yaml"));

export const parsedDescriptors = descriptorFiles.map((name) => ({
	name,
	...parseSdkDescriptor(readFileSync(sdkFolder + name, "utf8"), name),
}));

export const sdkTable: SdkTable = buildSdkTable(
	parsedDescriptors.flatMap(({ descriptor }) => (descriptor ? [descriptor] : [])),
);

const frontEnds = new FrontEnds(
	async (name: "runtime" | GrammarName) =>
		readFileSync(
			name === "runtime"
				? `${root}node_modules/web-tree-sitter/web-tree-sitter.wasm`
				: name === "kotlin"
					? `${root}node_modules/@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm`
					: `${root}node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`,
		),
	() => () => false,
);

/** Files that are not code are texts the code may read. */
export async function linkFiles(
	files: Readonly<Record<string, string>>,
	layout: Partial<WorkspaceLayout> = {},
): Promise<LinkResult> {
	const summaries = new Map<string, FileSummary>();
	const texts = new Map<string, string>();
	for (const [file, text] of Object.entries(files)) {
		const language = languageOfFile(file);
		if (!language || language === "template") texts.set(file, text);
		if (!language) continue;
		await frontEnds.load([language]);
		const summary = frontEnds.get(language)?.summarize({ file, language, text });
		if (summary) summaries.set(file, summary);
	}
	const whole: WorkspaceLayout = {
		files: new Set(Object.keys(files)),
		pathAliases: [],
		packages: [],
		environment: new Map(),
		...layout,
	};
	return linkProgram({ summaries, layout: whole, texts }, sdkTable);
}

/** One line for each call: `a.py:3 chat.completions model=gpt-5 openai [system: You are … | user: ‹question›]`. */
export function describeCalls(calls: readonly LlmCall[]): string[] {
	return calls.map((call) => {
		const marks = `${call.kind === "wrapper" ? "wrapper " : ""}${call.confidence === "likely" ? "likely " : ""}`;
		const limit = call.maxOutputTokens.tokens === null ? "" : ` max=${call.maxOutputTokens.tokens}`;
		return `${call.id.replace(/:\d+$/, "")} ${marks}${call.method} ${call.provider ?? "?"} ${call.model.name ?? "?"}${limit} [${call.prompt.map(describePart).join(" | ")}]`;
	});
}

export function describePart(part: PromptPart): string {
	const suffix = `${part.repeatsOver ? "*" : ""}${part.onlyIf ? "?" : ""}${part.cacheBreakpoint ? "!" : ""}`;
	switch (part.content.kind) {
		case "text":
			return `${part.role}${suffix}: ${describeText(part.content.text.parts)}`;
		case "opaque":
			return `${part.role}${suffix}: ‹${part.content.origin.label}›…`;
		default:
			return `${part.role}${suffix}: ${part.content.kind}`;
	}
}

/** Holes as ‹label›, choices as (a/b), repetitions as {…}*. */
export function describeText(parts: readonly TextPart[]): string {
	return parts.map(describeTextPart).join("");
}

function describeTextPart(part: TextPart): string {
	switch (part.kind) {
		case "literal":
			return part.text;
		case "hole":
			return `‹${part.origin.label}›`;
		case "choice":
			return `(${part.options.map(describeText).join("/")})`;
		case "repeat":
			return `{${describeText(part.parts)}}*`;
	}
}
