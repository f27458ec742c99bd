/**
 * Requests through a Haystack pipeline: the generator among its components names the model, the prompt builder that is
 * connected to it holds the prompt, and `run` fills the builder's template.
 */
import type { LinkedArguments, LinkedEntry, LinkedSymbol, LinkedValue } from "../model/linked-value.ts";
import { type ArgumentSources, argumentAt, propertyOf, textAt } from "./arguments.ts";
import type { ChainReading } from "./langchain-chain.ts";
import { asSymbol, type ClientMatch, matchClients } from "./match-symbol.ts";
import { lastCalled } from "./prompt-part.ts";
import type { CallToRead } from "./read-call.ts";
import { readMessages } from "./read-messages.ts";
import { clientModel, type ModelContext } from "./resolve-model.ts";

interface Component {
	readonly name: string | null;
	readonly value: LinkedSymbol;
	readonly client: ClientMatch | null;
}

/** Null when no component makes a request of the call's kind: pipelines also split, clean and store documents. */
export function readPipeline(toRead: CallToRead, sources: ArgumentSources, context: ModelContext): ChainReading | null {
	const { receiver, match } = toRead;
	if (!receiver) return null;
	const components = context.access.setUp(receiver, "add_component").flatMap((given) => componentOf(given, context));
	const embedders = components.filter(({ client }) => client?.client.groups.includes("embedder"));
	const generators = components.filter((item) => item.client && !embedders.includes(item));
	const input = argumentAt(["data", "$0"], sources, context.access)?.value ?? null;
	if (match.call.api === "embedding") {
		const [embedder] = embedders;
		if (!embedder?.client || generators.length > 0) return null;
		return { model: clientModel(embedder.client, context), prompt: messagesGiven(embedder, input, context) };
	}
	// Of several the last one writes the answer; those before it prepare what it is asked.
	const generator = generators.at(-1);
	if (!generator?.client) return null;
	const model = clientModel(generator.client, context);
	const builder = builderFor(generator, components, receiver, context);
	return { model, prompt: builder ? builtPrompt(builder, input, context) : messagesGiven(generator, input, context) };
}

function componentOf(given: LinkedArguments, context: ModelContext): readonly Component[] {
	const named = (key: string) => given.named.find((entry) => entry.key === key)?.value;
	const name = named("name") ?? given.positional[0];
	const instance = named("instance") ?? given.positional[given.named.some((entry) => entry.key === "name") ? 0 : 1];
	const value = instance ? asSymbol(instance) : null;
	if (!value) return [];
	const clients = matchClients(context.table, value, context.access);
	return [{ name: name ? textAt(name) : null, value, client: clients.find(isOfHaystack) ?? null }];
}

function isOfHaystack({ descriptor, client }: ClientMatch): boolean {
	return descriptor.sdk === "haystack" && !client.groups.includes("pipeline");
}

/** The prompt builder that is connected to the generator; the only one or the last one where no connection is seen. */
function builderFor(
	generator: Component,
	components: readonly Component[],
	pipeline: LinkedValue,
	context: ModelContext,
): Component | null {
	const builders = components.filter(({ value }) => /PromptBuilder$/.test(lastCalled(value.path)));
	const connected = context.access.setUp(pipeline, "connect").flatMap((given) => {
		const end = (index: number, key: string) => {
			const value = given.named.find((entry) => entry.key === key)?.value ?? given.positional[index];
			return (value ? textAt(value) : null)?.split(".")[0] ?? null;
		};
		return end(1, "receiver") === generator.name ? builders.filter(({ name }) => name === end(0, "sender")) : [];
	});
	const before = builders.filter((item) => components.indexOf(item) < components.indexOf(generator));
	return connected[0] ?? before.at(-1) ?? builders.at(-1) ?? null;
}

function builtPrompt(
	builder: Component,
	input: LinkedValue | null,
	context: ModelContext,
): ReturnType<typeof readMessages> {
	const { access, table } = context;
	const own = input && builder.name ? propertyOf(input, builder.name, access) : null;
	const template =
		(own ? propertyOf(own, "template", access) : null) ??
		propertyOf(builder.value, "template", access) ??
		propertyOf(builder.value, "$0", access);
	if (!template) return [];
	const variables = own ? propertyOf(own, "template_variables", access) : null;
	const given = mergedRecord([input, own, variables], builder.value);
	return readMessages(filled(template, given, context), { access, classes: table.messageClasses }, "user");
}

/** Names given to the builder itself and, as `run` allows, names given to every component. */
function mergedRecord(values: readonly (LinkedValue | null)[], at: LinkedSymbol): LinkedValue {
	const entries: LinkedEntry[] = values.flatMap((value) => (value?.kind === "record" ? value.entries : []));
	return { kind: "record", file: at.file, start: at.start, end: at.end, entries, unknownSpreads: [] };
}

/** The template of a message stands in its arguments: `ChatMessage.from_user("Answer {{ question }}")`. */
function filled(value: LinkedValue, given: LinkedValue, context: ModelContext): LinkedValue {
	switch (value.kind) {
		case "text":
			return context.access.filled(value, given);
		case "list":
			return { ...value, items: value.items.map((item) => filled(item, given, context)) };
		case "choice":
			return { ...value, options: value.options.map((option) => filled(option, given, context)) };
		case "symbol": {
			const last = value.calls.at(-1);
			if (!last) return value;
			const positional = last.positional.map((item) => filled(item, given, context));
			const named = last.named.map((entry) => ({ ...entry, value: filled(entry.value, given, context) }));
			return { ...value, calls: [...value.calls.slice(0, -1), { ...last, positional, named }] };
		}
		default:
			return value;
	}
}

/** What `run` hands to a component itself: `{"llm": {"messages": messages}}`. */
function messagesGiven(
	{ name, value }: Component,
	input: LinkedValue | null,
	context: ModelContext,
): ReturnType<typeof readMessages> {
	const { access, table } = context;
	const system = propertyOf(value, "system_prompt", access);
	const own = input && name ? propertyOf(input, name, access) : null;
	const fields = ["messages", "prompt", "text", "documents"].map((key) => (own ? propertyOf(own, key, access) : null));
	const given = fields.find((field) => field !== null) ?? null;
	const messages = { access, classes: table.messageClasses };
	return [
		...(system ? readMessages(system, messages, "system") : []),
		...(given ? readMessages(given, messages, "user") : []),
	];
}
