/**
 * An SDK described as data: how a client comes to be, which method path is a request, and where model, limits and
 * prompt sit in its arguments. Plain JSON once parsed. How to write one: README.md in this folder.
 */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { ApiKind, PromptRole } from "../model/llm-call.ts";

export type SdkLanguage = "python" | "javascript";

export interface SdkDescriptor {
	readonly sdk: string;
	readonly documentation: string;
	/** Key of the price book's providers; null when client, model or address tells it. */
	readonly provider: string | null;
	readonly clients: readonly ClientDescriptor[];
	/** Steps between a client and its method that change nothing: `beta`, `with_options`. */
	readonly passthrough: readonly string[];
	/** Functions that give back a client they are handed, such as tracing wrappers. */
	readonly wrappers: readonly ClientWrapper[];
	/** Functions that name a model and its provider: `openai("gpt-5")` of the Vercel AI SDK. */
	readonly modelFactories: readonly ModelFactory[];
	/** Words one of which a file with a call mentions; empty to take them from the methods' names. */
	readonly mentions: readonly string[];
	/** Message classes and the roles they stand for. */
	readonly messageClasses: Readonly<Record<string, PromptRole>>;
	readonly calls: readonly CallDescriptor[];
	readonly examples: readonly SdkExample[];
}

export interface ClientDescriptor {
	readonly language: SdkLanguage;
	readonly module: string;
	/** Names that, called or constructed, give a client. */
	readonly names: readonly string[];
	/** Names that are clients without being called; `*` is the module itself. */
	readonly values: readonly string[];
	readonly provider: string | null;
	/** Only when an argument has one of these texts: `boto3.client("bedrock-runtime")`. */
	readonly when: { readonly at: readonly string[]; readonly is: readonly string[] } | null;
	/** The model, for clients that carry it. */
	readonly model: readonly string[];
	/** The model used when none is given. */
	readonly defaultModel: string | null;
	readonly limit: readonly string[];
	readonly baseUrl: readonly string[];
	/** Separator of a provider before the model's name, as in `openai:gpt-5` or `openai/gpt-5`. */
	readonly modelPrefix: string | null;
	/** Kinds of calls that may be made on it, by `group`; empty for all of the descriptor's. */
	readonly groups: readonly string[];
}

export interface ClientWrapper {
	readonly language: SdkLanguage;
	readonly module: string;
	readonly names: readonly string[];
	/** Where the client is among the arguments. */
	readonly client: readonly string[];
}

export interface ModelFactory {
	readonly language: SdkLanguage;
	readonly module: string;
	readonly names: readonly string[];
	readonly provider: string | null;
}

export interface CallDescriptor {
	readonly method: string;
	readonly api: ApiKind;
	readonly group: string | null;
	/** Method paths on a client, for every language: `chat.completions.create`. `()` is the client itself called. */
	readonly paths: readonly string[];
	/** Whole functions: `litellm.completion`, `ai:generateText`. */
	readonly functions: readonly string[];
	readonly model: readonly string[];
	readonly modelPrefix: string | null;
	readonly defaultModel: string | null;
	readonly limit: readonly string[];
	readonly provider: readonly string[];
	readonly prompt: readonly PromptLocation[];
	readonly options: Readonly<Record<string, readonly string[]>>;
	/** Signature by which a call on an unknown receiver is likely this one. */
	readonly likely: LikelySignature | null;
	/** Only when these arguments are given. */
	readonly requires: readonly string[];
	/** Named transform for shapes that data cannot describe. */
	readonly transform: Transform | null;
	/** For the `aws-command` transform: classes of command objects; empty for any. */
	readonly commands: readonly string[];
}

export type Transform = "langchain-chain" | "aws-command";

export interface PromptLocation {
	/** Role of the text found there; null when messages say it themselves. */
	readonly role: PromptRole | null;
	readonly at: readonly string[];
	/** `content`: text or content blocks. `messages`: a list of messages, or text. `schema`: tool or schema definitions. */
	readonly as: "content" | "messages" | "schema";
}

export interface LikelySignature {
	readonly paths: readonly string[];
	/** Arguments that must be given by name, in the first object in JavaScript. */
	readonly requires: readonly string[];
}

export interface SdkExample {
	readonly language: "python" | "typescript" | "javascript";
	readonly code: string;
	/** What must be found, in source order. */
	readonly calls: readonly ExampleCall[];
	readonly line: number;
}

export interface ExampleCall {
	readonly method: string;
	readonly model?: string | null;
	readonly provider?: string | null;
	readonly maxOutputTokens?: number;
	/** Roles of the prompt's parts in order, joined by spaces. */
	readonly roles?: string;
	readonly confidence?: string;
}

export interface DescriptorProblem {
	readonly message: string;
	/** 1-based. */
	readonly line: number;
}

const apis: readonly string[] = ["chat", "completion", "embedding", "image", "audio", "rerank", "moderation", "other"];
const knownKeys: Readonly<Record<string, readonly string[]>> = {
	descriptor: [
		"sdk",
		"documentation",
		"provider",
		"clients",
		"passthrough",
		"wrappers",
		"modelFactories",
		"mentions",
		"messageClasses",
		"calls",
		"examples",
	],
	client: [
		"module",
		"names",
		"values",
		"provider",
		"when",
		"model",
		"defaultModel",
		"limit",
		"baseUrl",
		"modelPrefix",
		"groups",
	],
	call: [
		"method",
		"api",
		"group",
		"paths",
		"functions",
		"model",
		"modelPrefix",
		"defaultModel",
		"limit",
		"provider",
		"prompt",
		"options",
		"likely",
		"requires",
		"transform",
		"commands",
	],
};

/** Reads a descriptor; what is wrong in it is reported at its line, and the rest is kept. */
export function parseSdkDescriptor(
	yaml: string,
	file: string,
): { descriptor: SdkDescriptor | null; problems: readonly DescriptorProblem[] } {
	const lines = new LineCounter();
	const document = parseDocument(yaml, { lineCounter: lines });
	const problems: DescriptorProblem[] = [];
	const report = (message: string, node: unknown) => {
		const range = isNode(node) ? node.range : null;
		problems.push({ message, line: range ? lines.linePos(range[0]).line : 1 });
	};
	for (const error of document.errors)
		problems.push({ message: error.message.split("\n")[0] ?? "", line: lines.linePos(error.pos[0]).line });
	if (!isMap(document.contents))
		return { descriptor: null, problems: [...problems, { message: `${file} is not a descriptor`, line: 1 }] };
	const root = new Section(document.contents, report, document);
	root.onlyKeys(knownKeys.descriptor ?? []);
	const sdk = root.text("sdk");
	if (sdk === null) report("`sdk` is missing", document.contents);
	const descriptor: SdkDescriptor = {
		sdk: sdk ?? file.replace(/\.ya?ml$/, ""),
		documentation: root.text("documentation") ?? "",
		provider: root.text("provider"),
		clients: byLanguage(root, "clients", readClient),
		passthrough: root.texts("passthrough"),
		wrappers: byLanguage(root, "wrappers", (section, language) => ({
			language,
			module: section.text("module") ?? "",
			names: section.texts("names"),
			client: section.texts("client"),
		})),
		modelFactories: byLanguage(root, "modelFactories", (section, language) => ({
			language,
			module: section.text("module") ?? "",
			names: section.texts("names"),
			provider: section.text("provider"),
		})),
		mentions: root.texts("mentions"),
		messageClasses: Object.fromEntries(
			(root.section("messageClasses")?.entries() ?? []).map(([key, value]) => [key, roleOf(value) ?? "unknown"]),
		),
		calls: root.sections("calls").map(readCall),
		examples: root.sections("examples").map((section) => readExample(section, lines)),
	};
	return { descriptor, problems };
}

function readClient(section: Section, language: SdkLanguage): ClientDescriptor {
	section.onlyKeys(knownKeys.client ?? []);
	const when = section.section("when");
	return {
		language,
		module: section.required("module"),
		names: section.texts("names"),
		values: section.texts("values"),
		provider: section.text("provider"),
		when: when ? { at: when.texts("at"), is: when.texts("is") } : null,
		model: section.texts("model"),
		defaultModel: section.text("defaultModel"),
		limit: section.texts("limit"),
		baseUrl: section.texts("baseUrl"),
		modelPrefix: section.text("modelPrefix"),
		groups: section.texts("groups"),
	};
}

function readCall(section: Section): CallDescriptor {
	section.onlyKeys(knownKeys.call ?? []);
	const api = section.required("api");
	if (!apis.includes(api)) section.report(`\`api\` is one of ${apis.join(", ")}`);
	const likely = section.section("likely");
	const transform = section.text("transform");
	if (transform !== null && !isTransform(transform)) section.report(`there is no transform \`${transform}\``);
	return {
		method: section.required("method"),
		api: isApi(api) ? api : "other",
		group: section.text("group"),
		paths: section.texts("paths"),
		functions: section.texts("functions"),
		model: section.texts("model"),
		modelPrefix: section.text("modelPrefix"),
		defaultModel: section.text("defaultModel"),
		limit: section.texts("limit"),
		provider: section.texts("provider"),
		prompt: section.sections("prompt").map(readPromptLocation),
		options: Object.fromEntries(
			(section.section("options")?.keys() ?? []).map((key) => [key, section.section("options")?.texts(key) ?? []]),
		),
		likely: likely ? { paths: likely.texts("paths"), requires: likely.texts("requires") } : null,
		requires: section.texts("requires"),
		transform: transform !== null && isTransform(transform) ? transform : null,
		commands: section.texts("commands"),
	};
}

function readPromptLocation(section: Section): PromptLocation {
	const role = section.text("role");
	const as = section.text("as") ?? "content";
	if (as !== "content" && as !== "messages" && as !== "schema") section.report("`as` is content, messages or schema");
	if (role !== null && roleOf(role) === null) section.report(`there is no role \`${role}\``);
	return {
		role: role === null ? null : roleOf(role),
		at: section.texts("at"),
		as: as === "messages" || as === "schema" ? as : "content",
	};
}

function readExample(section: Section, lines: LineCounter): SdkExample {
	const python = section.text("python");
	const typescript = section.text("typescript");
	return {
		language: python !== null ? "python" : typescript !== null ? "typescript" : "javascript",
		code: python ?? typescript ?? section.text("javascript") ?? "",
		calls: section.sections("calls").map((call) => {
			const maxOutputTokens = call.number("maxOutputTokens");
			const roles = call.text("roles");
			const confidence = call.text("confidence");
			return {
				method: call.required("method"),
				...(call.has("model") ? { model: call.text("model") } : {}),
				...(call.has("provider") ? { provider: call.text("provider") } : {}),
				...(maxOutputTokens === null ? {} : { maxOutputTokens }),
				...(roles === null ? {} : { roles }),
				...(confidence === null ? {} : { confidence }),
			};
		}),
		line: section.line(lines),
	};
}

function isApi(text: string): text is ApiKind {
	return apis.includes(text);
}

function isTransform(text: string): text is Transform {
	return text === "langchain-chain" || text === "aws-command";
}

function roleOf(text: unknown): PromptRole | null {
	return text === "tools" || text === "system" || text === "user" || text === "assistant" || text === "unknown"
		? text
		: null;
}

function byLanguage<T>(root: Section, key: string, read: (section: Section, language: SdkLanguage) => T): T[] {
	const languages: readonly SdkLanguage[] = ["python", "javascript"];
	const section = root.section(key);
	return languages.flatMap((language) => (section?.sections(language) ?? []).map((item) => read(item, language)));
}

function isNode(value: unknown): value is Node {
	return typeof value === "object" && value !== null && "range" in value;
}

/** A map of the YAML document, read key by key with its mistakes reported. */
class Section {
	constructor(
		private readonly map: unknown,
		private readonly reportAt: (message: string, node: unknown) => void,
		private readonly document: Document,
	) {}

	report(message: string): void {
		this.reportAt(message, this.map);
	}

	has(key: string): boolean {
		return isMap(this.map) && this.map.has(key);
	}

	keys(): readonly string[] {
		return isMap(this.map) ? this.map.items.map((item) => String(isScalar(item.key) ? item.key.value : item.key)) : [];
	}

	entries(): readonly (readonly [string, unknown])[] {
		return this.keys().map((key) => [key, this.value(key)] as const);
	}

	onlyKeys(known: readonly string[]): void {
		for (const key of this.keys()) if (!known.includes(key)) this.report(`\`${key}\` is not known here`);
	}

	text(key: string): string | null {
		const value = this.value(key);
		return value === null || value === undefined ? null : String(value);
	}

	number(key: string): number | null {
		const value = this.value(key);
		return typeof value === "number" ? value : null;
	}

	required(key: string): string {
		const text = this.text(key);
		if (text === null) this.report(`\`${key}\` is missing`);
		return text ?? "";
	}

	/** A list of texts; a single text is a list of one. */
	texts(key: string): string[] {
		const node = this.node(key);
		if (isSeq(node)) return node.items.map((item) => String(isScalar(item) ? item.value : item));
		const text = this.text(key);
		return text === null ? [] : [text];
	}

	section(key: string): Section | null {
		const node = this.node(key);
		return isMap(node) ? new Section(node, this.reportAt, this.document) : null;
	}

	sections(key: string): Section[] {
		const node = this.node(key);
		return isSeq(node) ? node.items.map((item) => new Section(item, this.reportAt, this.document)) : [];
	}

	line(lines: LineCounter): number {
		return isNode(this.map) && this.map.range ? lines.linePos(this.map.range[0]).line : 1;
	}

	private node(key: string): unknown {
		const node: unknown = isMap(this.map) ? this.map.get(key, true) : undefined;
		return isAlias(node) ? node.resolve(this.document) : node;
	}

	private value(key: string): unknown {
		const node = this.node(key);
		return isScalar(node) ? node.value : undefined;
	}
}
