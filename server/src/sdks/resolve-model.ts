/** Which model a request names, how that is known, and which provider it goes to. */

import type { LinkedValue, Origin } from "../model/linked-value.ts";
import type { ModelSource, ResolvedModel } from "../model/llm-call.ts";
import type { Place } from "../model/source-file.ts";
import { type ArgumentSources, argumentAt, textAt, unknownSpreadOf, type ValueAccess } from "./arguments.ts";
import { type ClientMatch, matchClients, matchModelFactory, type SdkMatch, wrappedValue } from "./match-symbol.ts";
import { providerOfPrefix, providerOfUrl, vendorOfModel } from "./providers.ts";
import { modelBehindAlias } from "./resolve-alias.ts";
import type { SdkTable } from "./sdk-table.ts";

export interface ModelContext {
	readonly table: SdkTable;
	readonly access: ValueAccess;
	/** The call expression; a value written inside it is a literal. */
	readonly place: Place;
	readonly environment: ReadonlyMap<string, string>;
	/** What visible callers pass for a parameter. */
	received(value: LinkedValue): readonly LinkedValue[];
}

export interface ModelAndProvider {
	readonly model: ResolvedModel;
	readonly provider: string | null;
	/** The client that carries the model, when the call names one instead of a model. */
	readonly client: ClientMatch | null;
	/** The model is a fake made for tests: nothing is sent. */
	readonly isStandIn?: boolean;
}

export function resolveModel(match: SdkMatch, sources: ArgumentSources, context: ModelContext): ModelAndProvider {
	const { call, client } = match;
	const found = argumentAt(call.model, sources, context.access);
	const onClient = client
		? argumentAt(client.client.model, { ...sources, call: client.arguments }, context.access)
		: null;
	const given = found ?? onClient;
	const fallback = call.defaultModel ?? (client ? defaultOf(client) : null);
	const provider = providerOf(client, sources, context) ?? descriptorProvider(match, sources, context);
	if (!given) {
		const passedOn = passedOnModel(match, sources, context);
		if (passedOn) return withPrefix(passedOn, call.modelPrefix ?? client?.client.modelPrefix ?? null, provider);
		if (fallback !== null && !unknownSpreadOf(sources))
			return { model: named(fallback, "constant", null), provider: provider.known, client: null };
		return { model: unknown(whyMissing(match, sources)), provider: provider.known, client: null };
	}
	const inner = modelBehind(given.value, context);
	if (inner) return { ...inner, provider: inner.provider ?? provider.known };
	if (isStandIn(given.value))
		return { model: unknown("a stand-in for tests"), provider: null, client: null, isStandIn: true };
	const written = modelName(given.value, context);
	const model = modelBehindAlias(written, client, sources, context, (value) => modelName(value, context)) ?? written;
	const prefix = call.modelPrefix ?? client?.client.modelPrefix ?? null;
	return withPrefix(model, prefix, provider);
}

/** `create(**params)` where visible callers give `params`: the model among them. */
function passedOnModel({ call }: SdkMatch, sources: ArgumentSources, context: ModelContext): ResolvedModel | null {
	const spread = unknownSpreadOf(sources);
	if (!spread) return null;
	const names: string[] = [];
	let place: Place | null = null;
	for (const value of context.received(spread).flatMap(flatOptions)) {
		if (value.kind !== "record") continue;
		const given = {
			positional: sources.language === "python" ? [] : [value],
			named: value.entries,
			unknownSpreads: [],
		};
		const found = argumentAt(call.model, { ...sources, call: given }, context.access);
		const model = found ? modelName(found.value, context) : null;
		if (model?.name === null || model === null) continue;
		place ??= model.place;
		names.push(model.name, ...model.alternatives);
	}
	const [first, ...others] = [...new Set(names)];
	return first === undefined
		? null
		: { name: first, from: "parameter", alternatives: others, unknownBecause: null, place };
}

/** A model given as an object: a client that carries it, or a factory's result. */
function modelBehind(value: LinkedValue, context: ModelContext): ModelAndProvider | null {
	const results: ModelAndProvider[] = [];
	const options = flatOptions(value).flatMap((option) =>
		option.kind === "hole" ? suppliedOptions(option, context) : [option],
	);
	for (const option of options) {
		if (option.kind !== "symbol") continue;
		const wrapped = wrappedValue(context.table, option, context.access);
		const inner = wrapped ? modelBehind(wrapped, context) : null;
		if (inner) {
			results.push(inner);
			continue;
		}
		const made = matchModelFactory(context.table, option);
		if (made) {
			const model = modelName(made.model, context);
			const url = made.made
				? baseUrlOf(
						["baseURL", "base_url"],
						{ call: made.made, client: null, steps: null, language: made.factory.language },
						context,
					)
				: null;
			const isRedirected = url !== null;
			results.push({
				model,
				provider: isRedirected ? url.provider : (made.factory.provider ?? providerOfName(model.name)),
				client: null,
			});
			continue;
		}
		const [client] = matchClients(context.table, option, context.access);
		if (!client || client.client.model.length === 0) continue;
		results.push(clientModel(client, context));
	}
	const first = results.find((result) => result.model.name !== null) ?? results[0];
	if (!first) return null;
	const others = results.filter((result) => result !== first);
	const alternatives = others.flatMap((other) =>
		other.model.name !== null && other.model.name !== first.model.name ? [other.model.name] : [],
	);
	return { ...first, model: { ...first.model, alternatives: [...first.model.alternatives, ...alternatives] } };
}

/** An instance of a class that calls itself a fake, or a fake of the SDK. */
function isStandIn(value: LinkedValue): boolean {
	const name =
		value.kind === "symbol"
			? value.path
			: value.kind === "hole" && value.origin.source.kind === "attribute"
				? value.origin.source.className
				: value.kind === "function"
					? value.name
					: "";
	return /fake|mock|stub|dummy/i.test(name);
}

/** What a parameter may stand for: its default and what visible callers pass. */
function suppliedOptions(value: Extract<LinkedValue, { kind: "hole" }>, context: ModelContext): readonly LinkedValue[] {
	if (value.origin.source.kind !== "parameter") return [];
	const fallback = value.origin.source.fallback;
	return [...(fallback ? [fallback] : []), ...context.received(value)].flatMap(flatOptions);
}

function flatOptions(value: LinkedValue): readonly LinkedValue[] {
	return value.kind === "choice" ? value.options.flatMap(flatOptions) : [value];
}

/** The model that a client carries. */
export function clientModel(match: ClientMatch, context: ModelContext): ModelAndProvider {
	const sources: ArgumentSources = {
		call: match.arguments,
		client: match.arguments,
		steps: null,
		language: match.language,
	};
	const given = argumentAt(match.client.model, sources, context.access);
	const provider = providerOf(match, sources, context) ?? {
		known: match.client.provider ?? match.descriptor.provider,
		isSure: true,
	};
	if (!given) {
		const fallback = defaultOf(match);
		const model =
			fallback === null
				? unknown(isSeenMade(match) ? "the client names no model" : "where the client is made is not visible")
				: named(fallback, "constant", null);
		return { model, provider: provider.known, client: match };
	}
	const inner = given.value.kind === "symbol" ? modelBehind(given.value, context) : null;
	if (inner) return inner;
	return { ...withPrefix(modelName(given.value, context), match.client.modelPrefix, provider), client: match };
}

/** A library's default counts only where it is seen that the construction gives no other. */
function defaultOf(match: ClientMatch): string | null {
	return isSeenMade(match) ? match.client.defaultModel : null;
}

function isSeenMade({ client, arguments: given }: ClientMatch): boolean {
	return given !== null || client.values.length > 0;
}

interface KnownProvider {
	readonly known: string | null;
	/** False when a prefix of the model's name may say better. */
	readonly isSure: boolean;
}

/** The provider a client's class or address tells. */
function providerOf(match: ClientMatch | null, sources: ArgumentSources, context: ModelContext): KnownProvider | null {
	if (!match) return null;
	const url = baseUrlOf(match.client.baseUrl, { ...sources, call: match.arguments, language: match.language }, context);
	// Only OpenAI's client is commonly pointed at other vendors by an address that is not visible.
	if (url && (url.provider !== null || match.client.provider === "openai"))
		return { known: url.provider, isSure: true };
	return match.client.provider === null
		? null
		: { known: match.client.provider, isSure: match.client.modelPrefix === null };
}

function descriptorProvider(
	{ descriptor, call }: SdkMatch,
	sources: ArgumentSources,
	context: ModelContext,
): KnownProvider {
	const named = argumentAt(call.provider, sources, context.access);
	const text = named ? textAt(named.value) : null;
	if (text !== null) return { known: providerOfPrefix(text) ?? providerOfUrl(text), isSure: true };
	const url = baseUrlOf(["api_base", "base_url"], sources, context);
	if (url && descriptor.provider === null) return { known: url.provider, isSure: url.provider !== null };
	return { known: descriptor.provider, isSure: descriptor.provider !== null };
}

function baseUrlOf(
	locations: readonly string[],
	sources: ArgumentSources,
	context: ModelContext,
): { provider: string | null } | null {
	const found = argumentAt(locations, sources, context.access);
	if (!found) return null;
	const text = beginningOf(found.value, context);
	if (text !== null) return { provider: providerOfUrl(text) };
	// An address from the environment that is usually unset changes nothing that is known.
	const isOptional = found.value.kind === "hole" && found.value.origin.source.kind === "environment";
	return isOptional ? null : { provider: null };
}

/** The literal beginning of a text, which is enough to tell a host. */
function beginningOf(value: LinkedValue, context: ModelContext): string | null {
	if (value.kind === "text") {
		const first = value.parts[0];
		return first?.kind === "literal" ? first.text : null;
	}
	if (value.kind === "choice") {
		for (const option of value.options) {
			const text = beginningOf(option, context);
			if (text !== null) return text;
		}
		return null;
	}
	const fallback = value.kind === "hole" ? fallbackOf(value.origin) : null;
	return fallback ? beginningOf(fallback, context) : null;
}

function withPrefix(model: ResolvedModel, separator: string | null, provider: KnownProvider): ModelAndProvider {
	if (model.name === null || separator === null)
		return { model, provider: provider.known ?? vendorOf(model), client: null };
	const at = model.name.indexOf(separator);
	const prefixed = at > 0 ? providerOfPrefix(model.name.slice(0, at)) : null;
	if (prefixed !== null)
		return {
			model: separator === ":" ? { ...model, name: model.name.slice(at + 1) } : model,
			provider: provider.isSure && provider.known ? provider.known : prefixed,
			client: null,
		};
	return { model, provider: provider.known ?? providerOfName(model.name), client: null };
}

/** An address that is not visible leaves the model's own vendor as the best guess. */
function vendorOf(model: ResolvedModel): string | null {
	return model.name === null ? null : vendorOfModel(model.name);
}

function providerOfName(name: string | null): string | null {
	if (name === null) return null;
	const slash = name.indexOf("/");
	return (slash > 0 ? providerOfPrefix(name.slice(0, slash)) : null) ?? vendorOfModel(name);
}

/** The name itself, followed through constants, defaults, choices and visible callers. */
export function modelName(value: LinkedValue, context: ModelContext, depth = 0): ResolvedModel {
	const place: Place = { file: value.file, start: value.start, end: value.end };
	switch (value.kind) {
		case "text": {
			const text = knownText(value, context);
			if (text !== null && text !== "") return { ...named(text, sourceOf(value, context), place) };
			return { ...unknown("the name is put together at run time"), place };
		}
		case "choice": {
			const options = value.options
				.filter((option) => option.kind !== "null")
				.map((option) => modelName(option, context, depth + 1));
			const known = options.filter((option) => option.name !== null);
			const [first] = known;
			if (!first) return options[0] ?? unknown("no option is known");
			const names = new Set([...known.flatMap((option) => [option.name ?? "", ...option.alternatives])]);
			names.delete(first.name ?? "");
			return { ...first, alternatives: [...names] };
		}
		case "hole":
			return holeName(value, context, depth);
		case "symbol":
			return { ...unknown(`\`${shortPath(value.path)}\` gives it at run time`), place };
		default:
			return { ...unknown("it is not a text"), place };
	}
}

function holeName(value: Extract<LinkedValue, { kind: "hole" }>, context: ModelContext, depth: number): ResolvedModel {
	const { origin } = value;
	const place: Place = { file: origin.file, start: origin.start, end: origin.end };
	const { source } = origin;
	const fallback = fallbackOf(origin);
	if (source.kind === "environment") {
		const given = source.variable === null ? undefined : context.environment.get(source.variable);
		if (fallback) {
			const known = modelName(fallback, context, depth + 1);
			if (known.name !== null) return { ...known, from: "environment-default" };
		}
		if (given) return named(given, "environment-default", place);
		return {
			...unknown(
				source.variable
					? `the environment variable ${source.variable} gives it and has no default here`
					: "an environment variable gives it",
			),
			place,
		};
	}
	if (source.kind === "parameter") {
		const own = fallback ? modelName(fallback, context, depth + 1) : null;
		const received = depth < 4 ? context.received(value).map((item) => modelName(item, context, depth + 2)) : [];
		const known = received.filter((item) => item.name !== null);
		const names = [
			...new Set([
				...(own?.name ? [own.name] : []),
				...known.flatMap((item) => [item.name ?? "", ...item.alternatives]),
			]),
		];
		const [first, ...alternatives] = names;
		if (first !== undefined) return { name: first, from: "parameter", alternatives, unknownBecause: null, place };
		return {
			...unknown(`the caller of \`${source.functionName}\` gives it as \`${source.name}\``),
			from: "parameter",
			place,
		};
	}
	if (
		source.kind === "member" ||
		source.kind === "attribute" ||
		source.kind === "element" ||
		source.kind === "local-call"
	) {
		const inner = origin.from.find((item) => item.source.kind === "environment");
		if (inner && source.kind !== "member") return holeName({ ...value, origin: inner }, context, depth + 1);
		return { ...unknown(`\`${origin.label}\` gives it at run time`), place };
	}
	return { ...unknown(source.kind === "unknown" ? source.because : `\`${origin.label}\` gives it at run time`), place };
}

function fallbackOf(origin: Origin): LinkedValue | null {
	const { source } = origin;
	return (source.kind === "environment" || source.kind === "parameter" ? source.fallback : null) ?? null;
}

/** Literal text, with environment defaults filled in. */
function knownText(value: Extract<LinkedValue, { kind: "text" }>, context: ModelContext): string | null {
	let text = "";
	for (const part of value.parts) {
		if (part.kind === "literal") text += part.text;
		else if (part.kind === "hole") {
			const fallback = fallbackOf(part.origin);
			const known = fallback ? modelName(fallback, context, 3).name : null;
			if (known === null) return null;
			text += known;
		} else return null;
	}
	return text;
}

function sourceOf(value: LinkedValue, { place }: ModelContext): ModelSource {
	if (/\.(json|ya?ml|toml)$/.test(value.file)) return "configuration";
	if (value.file !== place.file) return "imported-constant";
	return value.start >= place.start && value.end <= place.end ? "literal" : "constant";
}

function named(name: string, from: ModelSource, place: Place | null): ResolvedModel {
	return { name, from, alternatives: [], unknownBecause: null, place };
}

function unknown(because: string): ResolvedModel {
	return { name: null, from: "unknown", alternatives: [], unknownBecause: because, place: null };
}

function whyMissing({ call }: SdkMatch, sources: ArgumentSources): string {
	const isPassedOn = unknownSpreadOf(sources) !== null && !call.model.some((location) => location.startsWith("$0."));
	if (isPassedOn) return "it may be among arguments that are passed on as a whole";
	return call.model.length === 0 ? "this API names no model" : "the call names no model";
}

/** What a person reads at the use: a field of some call's result by its own name, else the path. */
function shortPath(path: string): string {
	const field = /\)\.([\w$]+)$/.exec(path)?.[1];
	if (field) return field;
	return path.length > 50 ? `…${path.slice(-49)}` : path;
}
