/**
 * Requests through a Semantic Kernel: the model is the kernel's chat service, the prompt the text that is invoked or
 * that a function of the kernel was made of. A native function is no request.
 */
import type { LinkedArguments, LinkedSymbol, LinkedValue } from "../model/linked-value.ts";
import { type ArgumentSources, argumentAt, propertyOf, textAt } from "./arguments.ts";
import type { ChainReading } from "./langchain-chain.ts";
import { filledTemplate } from "./langchain-template.ts";
import { asSymbol } from "./match-symbol.ts";
import type { CallToRead } from "./read-call.ts";
import { readMessages } from "./read-messages.ts";
import { type ModelContext, modelBehind, resolveModel } from "./resolve-model.ts";

/** `{{$name}}` and calls of other functions, `{{plugin.function $name}}`. */
const places = /\{\{\s*\$?([A-Za-z_][\w.]*)[^}]*\}\}/g;

/** Null when what is invoked is not known to be a prompt. */
export function readKernelFunction(
	toRead: CallToRead,
	sources: ArgumentSources,
	context: ModelContext,
): ChainReading | null {
	const { receiver, match } = toRead;
	const isPrompt = match.call.method.startsWith("invoke_prompt");
	const { access } = context;
	const template = isPrompt
		? (argumentAt(["prompt", "$0"], sources, access)?.value ?? null)
		: receiver
			? templateOf(receiver, sources, context)
			: null;
	if (!template) return null;
	const given = argumentAt(["arguments", isPrompt ? "$2" : "$1"], sources, access)?.value ?? null;
	const values = given?.kind === "symbol" ? recordOf(given, sources) : given;
	const services = receiver ? servicesOf(receiver, context) : null;
	const model = (services ? modelBehind(services, context) : null) ?? resolveModel(match, sources, context);
	const classes = context.table.messageClasses;
	return { model, prompt: readMessages(filledTemplate(template, values, 0, places), { access, classes }, "user") };
}

/** The services a kernel was made with or given, as one of several. */
export function servicesOf(kernel: LinkedValue, { access }: ModelContext): LinkedValue | null {
	const listed = propertyOf(kernel, "services", access);
	const made =
		listed?.kind === "list"
			? listed.items
			: listed?.kind === "record"
				? listed.entries.map(({ value }) => value)
				: listed
					? [listed]
					: [];
	const added = access
		.setUp(kernel, "add_service")
		.flatMap(({ positional: [first], named: [entry] }) => first ?? entry?.value ?? []);
	const services = [...made, ...added].filter(
		(item) => !(item.kind === "symbol" && /Embedding|TextTo|ToText|ToAudio/.test(item.path)),
	);
	const { file, start, end } = kernel;
	return services.length === 0
		? null
		: { kind: "choice", file, start, end, options: services, condition: "service", conditionOrigin: null };
}

function templateOf(kernel: LinkedValue, sources: ArgumentSources, context: ModelContext): LinkedValue | null {
	const { access } = context;
	const invoked = argumentAt(["function", "$0"], sources, access)?.value ?? null;
	const symbol = invoked ? asSymbol(invoked) : null;
	const made = symbol?.calls.at(-1);
	if (
		symbol &&
		made &&
		/(add_function|KernelFunctionFromPrompt|create_function_from_prompt|from_prompt)\(\)$/.test(symbol.path)
	)
		return promptIn(made, symbol, context);
	const name = argumentAt(["function_name"], sources, access);
	const wanted = name ? textAt(name.value) : null;
	if (wanted === null) return null;
	for (const given of access.setUp(kernel, "add_function")) {
		const own = given.named.find((entry) => entry.key === "function_name") ?? null;
		if (own && textAt(own.value) === wanted) return promptIn(given, kernel, context);
	}
	return null;
}

/** `prompt="..."`, or the template of `prompt_template_config`. */
function promptIn(given: LinkedArguments, at: LinkedValue, { access }: ModelContext): LinkedValue | null {
	const named = (key: string) => given.named.find((entry) => entry.key === key)?.value ?? null;
	const direct = named("prompt") ?? named("template");
	if (direct) return direct;
	const settings = named("prompt_template_config");
	if (!settings) return null;
	const { file, start, end } = at;
	return propertyOf(settings, "template", access) ?? { kind: "text", file, start, end, parts: [] };
}

/** `KernelArguments(topic=topic)` as the record of what it names. */
function recordOf(symbol: LinkedSymbol, { language }: ArgumentSources): LinkedValue | null {
	const given = language === "python" ? symbol.calls.at(-1) : undefined;
	const { file, start, end } = symbol;
	return given ? { kind: "record", file, start, end, entries: given.named, unknownSpreads: [] } : null;
}
