/**
 * Requests through LangChain's pipes and chains: the model is one of the stages, the prompt template another,
 * and what is passed to `invoke` fills the template.
 */

import type { LinkedArguments, LinkedChoice, LinkedSymbol, LinkedValue, TextPart } from "../model/linked-value.ts";
import type { PromptPart } from "../model/llm-call.ts";
import { type ArgumentSources, argumentAt, propertyOf } from "./arguments.ts";
import { matchClients } from "./match-symbol.ts";
import { lastCalled } from "./prompt-part.ts";
import type { CallToRead } from "./read-call.ts";
import { readMessages } from "./read-messages.ts";
import { clientModel, type ModelAndProvider, type ModelContext, modelBehind } from "./resolve-model.ts";

export interface ChainReading {
	readonly model: ModelAndProvider;
	readonly prompt: readonly PromptPart[];
}

/** Null when no stage is a model: retrievers, parsers and tools have `invoke` as well. */
export function readChain(
	{ receiver }: CallToRead,
	sources: ArgumentSources,
	context: ModelContext,
): ChainReading | null {
	const client = (stage: LinkedSymbol) =>
		matchClients(context.table, stage, context.access).find(
			(match) => match.client.model.length > 0 && !match.client.groups.includes("embedding"),
		);
	const stages = receiver ? stagesOf(receiver, (stage) => client(stage) !== undefined, 0) : [];
	let model: ModelAndProvider | null = null;
	let template: LinkedSymbol | null = null;
	for (const stage of stages) {
		if (stage.kind === "choice") {
			model ??= modelBehind(stage, context);
			continue;
		}
		if (isTemplate(stage)) template = stage;
		const match = model ? undefined : client(stage);
		if (match) model = clientModel(match, context);
	}
	if (!model) return null;
	const input = argumentAt(["$0", "input", "inputs", "messages"], sources, context.access)?.value ?? null;
	return {
		model,
		prompt: template
			? templateParts(template, input, context)
			: input
				? readMessages(input, messageContext(context))
				: [],
	};
}

/** The stages of `a | b`, `a.pipe(b)`, `RunnableSequence.from([a, b])`, `LLMChain(llm=, prompt=)`, `AgentExecutor(agent=)`. */
function stagesOf(
	value: LinkedValue,
	isModel: (stage: LinkedSymbol) => boolean,
	depth: number,
): readonly (LinkedSymbol | LinkedChoice)[] {
	if (depth > 8) return [];
	if (value.kind === "choice") {
		// One of several models: which of them is settled where models are.
		if (value.options.filter((option) => option.kind === "symbol" && isModel(option)).length > 1) return [value];
		for (const option of value.options) {
			const stages = stagesOf(option, isModel, depth + 1);
			if (stages.length > 0) return stages;
		}
		return [];
	}
	if (value.kind === "record") return value.entries.flatMap((entry) => stagesOf(entry.value, isModel, depth + 1));
	if (value.kind === "list") return value.items.flatMap((item) => stagesOf(item, isModel, depth + 1));
	if (value.kind !== "symbol") return [];
	const { path, calls } = value;
	if (path.startsWith("|()"))
		return (calls[0]?.positional ?? []).flatMap((stage) => stagesOf(stage, isModel, depth + 1));
	const pipe = path.indexOf(".pipe()");
	if (pipe > 0) {
		const count = path.slice(0, pipe).split("()").length - 1;
		const base: LinkedSymbol = { ...value, path: path.slice(0, pipe), calls: calls.slice(0, count) };
		const piped = calls.slice(count).flatMap((given) => given.positional.slice(0, 1));
		return [...stagesOf(base, isModel, depth + 1), ...piped.flatMap((stage) => stagesOf(stage, isModel, depth + 1))];
	}
	const last = calls.at(-1);
	if (
		/(RunnableSequence(\(\)|\.from\(\))|RunnableParallel\(\)|LLMChain\(\)|ConversationChain\(\)|LLMChain\.from_string\(\)|create_stuff_documents_chain\(\)|createStuffDocumentsChain\(\)|load_qa_chain\(\)|loadQAChain\(\)|load_summarize_chain\(\)|loadSummarizationChain\(\)|ConversationalRetrievalChain\.from_llm\(\)|RetrievalQA\.from_chain_type\(\)|RetrievalQA\.from_llm\(\)|RetrievalQAChain\.fromLLM\(\)|create_retrieval_chain\(\)|createRetrievalChain\(\)|create_history_aware_retriever\(\)|GraphCypherQAChain\.from_llm\(\)|RunnableWithMessageHistory\(\)|create_extraction_chain\(\)|create_tagging_chain\(\)|create_sql_query_chain\(\)|create_structured_output_runnable\(\)|AgentExecutor(\(\)|\.from_agent_and_tools\(\)|\.fromAgentAndTools\(\))|initialize_agent\(\)|initializeAgentExecutorWithOptions\(\)|create_(tool_calling|openai_functions|openai_tools|xml|json_chat|structured_chat|self_ask_with_search|sql|pandas_dataframe|csv)_agent\(\)|create(ToolCalling|OpenAIFunctions|OpenAITools|Xml|StructuredChat|React|Sql)Agent\(\))$/.test(
			path,
		) &&
		last
	)
		return argumentsOf(last).flatMap((argument) => stagesOf(argument, isModel, depth + 1));
	return [value];
}

function argumentsOf(given: LinkedArguments): readonly LinkedValue[] {
	return [...given.named.map((entry) => entry.value), ...given.positional];
}

function isTemplate(stage: LinkedSymbol): boolean {
	return (
		/(PromptTemplate|MessagePromptTemplate)(\(\)|\.(from_messages|from_template|fromMessages|fromTemplate|from_file)\(\))(\.partial\(\))?$/.test(
			stage.path,
		) || /hub[.:]pull\(\)$/.test(stage.path)
	);
}

function messageContext(context: ModelContext) {
	return { access: context.access, classes: context.table.messageClasses };
}

/** The template's messages with its `{names}` as run-time values, or as what `invoke` is given for them. */
export function templateParts(
	template: LinkedSymbol,
	input: LinkedValue | null,
	context: ModelContext,
): readonly PromptPart[] {
	const made = template.calls.at(0);
	const source = made
		? (made.positional[0] ??
			propertyOf({ ...template, calls: [made] }, "template", context.access) ??
			propertyOf({ ...template, calls: [made] }, "messages", context.access))
		: null;
	const whole = source?.kind === "record" ? (propertyOf(source, "template", context.access) ?? source) : source;
	if (!whole) return [];
	return readMessages(filledTemplate(whole, input, 0), messageContext(context));
}

export function filledTemplate(
	value: LinkedValue,
	input: LinkedValue | null,
	depth: number,
	places = bracedNames,
): LinkedValue {
	if (depth > 6) return value;
	switch (value.kind) {
		case "text":
			return { ...value, parts: value.parts.flatMap((part) => filledPart(part, input, places)) };
		case "list":
			// The role of a pair stays as it is; it holds no braces.
			return { ...value, items: value.items.map((item) => filledTemplate(item, input, depth + 1, places)) };
		case "choice":
			return { ...value, options: value.options.map((option) => filledTemplate(option, input, depth + 1, places)) };
		case "symbol": {
			const name = lastCalled(value.path);
			if (name === "MessagesPlaceholder") return placeholder(value);
			if (!/PromptTemplate|from_template|fromTemplate/.test(value.path)) return value;
			const first =
				value.calls.at(-1)?.positional[0] ??
				value.calls.at(-1)?.named.find((entry) => entry.key === "template" || entry.key === "prompt")?.value;
			const role = /System/.test(value.path) ? "system" : /AI/.test(value.path) ? "ai" : "human";
			if (!first) return value;
			const place = { file: value.file, start: value.start, end: value.end };
			const text = {
				kind: "text" as const,
				...place,
				parts: [{ kind: "literal" as const, ...place, text: role, verbatim: false }],
			};
			return { kind: "list", form: "tuple", ...place, items: [text, filledTemplate(first, input, depth + 1, places)] };
		}
		default:
			return value;
	}
}

/** LangChain's places: a name in single braces; a double brace stands for a brace. */
const bracedNames = /\{\{|\}\}|\{([A-Za-z_][\w.]*)\}/g;

function placeholder(value: LinkedSymbol): LinkedValue {
	const given = value.calls.at(-1);
	const named = given?.positional[0] ?? given?.named.find((entry) => entry.key === "variable_name")?.value;
	const name = named?.kind === "text" && named.parts[0]?.kind === "literal" ? named.parts[0].text : "messages";
	const place = { file: value.file, start: value.start, end: value.end };
	return {
		kind: "hole",
		...place,
		origin: {
			...place,
			label: name,
			source: { kind: "parameter", name, functionName: "invoke", type: null },
			from: [],
		},
	};
}

function filledPart(part: TextPart, input: LinkedValue | null, places: RegExp): readonly TextPart[] {
	if (part.kind !== "literal") return [part];
	const parts: TextPart[] = [];
	let from = 0;
	const literal = (start: number, end: number): TextPart => ({
		...part,
		text: part.text.slice(start, end).replaceAll("{{", "{").replaceAll("}}", "}"),
		verbatim: false,
		start: part.verbatim ? part.start + start : part.start,
		end: part.verbatim ? part.start + end : part.end,
	});
	for (const match of part.text.matchAll(places)) {
		const name = match[1];
		if (name === undefined) continue;
		if (match.index > from) parts.push(literal(from, match.index));
		from = match.index + match[0].length;
		const place = {
			file: part.file,
			start: part.verbatim ? part.start + match.index : part.start,
			end: part.verbatim ? part.start + from : part.end,
		};
		const given = input?.kind === "record" ? input.entries.find((entry) => entry.key === name)?.value : undefined;
		if (given?.kind === "text") parts.push(...given.parts);
		else
			parts.push({
				kind: "hole",
				...place,
				origin:
					given?.kind === "hole"
						? given.origin
						: {
								...place,
								label: name,
								source: { kind: "parameter", name, functionName: "invoke", type: null },
								from: [],
							},
			});
	}
	if (from < part.text.length) parts.push(literal(from, part.text.length));
	return parts;
}
