/** Which provider a request goes to: told by the client's class or address, by an argument, or by the model's name. */
import type { LinkedValue } from "../model/linked-value.ts";
import type { ResolvedModel } from "../model/llm-call.ts";
import { type ArgumentSources, argumentAt, textAt } from "./arguments.ts";
import { asSymbol, type ClientMatch, matchClients, type SdkMatch } from "./match-symbol.ts";
import { fallbackOf } from "./model-name.ts";
import { providerOfPrefix, providerOfUrl, vendorOfModel } from "./providers.ts";
import type { ModelAndProvider, ModelContext } from "./resolve-model.ts";

export interface KnownProvider {
	readonly known: string | null;
	/** False when a prefix of the model's name may say better, or an address that is not visible leads elsewhere. */
	readonly isSure: boolean;
}

/** The provider a client's class or address tells. */
export function providerOf(
	match: ClientMatch | null,
	sources: ArgumentSources,
	context: ModelContext,
): KnownProvider | null {
	if (!match) return null;
	const own = { ...sources, call: match.arguments, language: match.language };
	const inner = argumentAt(match.client.inner, own, context.access);
	const through = inner ? asSymbol(inner.value) : null;
	const [client] = through ? matchClients(context.table, through, context.access) : [];
	if (client) return providerOf(client, sources, context);
	const url = baseUrlOf(match.client.baseUrl, own, context);
	// Only OpenAI's client is commonly pointed at other vendors by an address that is not visible.
	if (url && (url.provider !== null || match.client.provider === "openai"))
		return { known: url.provider, isSure: true };
	return match.client.provider === null
		? null
		: { known: match.client.provider, isSure: match.client.modelPrefix === null && url === null };
}

export function descriptorProvider(
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

export function baseUrlOf(
	locations: readonly string[],
	sources: ArgumentSources,
	context: ModelContext,
): { provider: string | null } | null {
	const found = argumentAt(locations, sources, context.access);
	if (!found) return null;
	const providers = new Set(beginningsOf(found.value).map(providerOfUrl));
	const [only = null] = providers;
	if (providers.size > 0) return { provider: providers.size === 1 ? only : null };
	return isUsuallyUnset(found.value) ? null : { provider: null };
}

/** `OPENAI_BASE_URL`, the SDK's own variable, changes nothing that is known; one of the program's own is there to be set. */
function isUsuallyUnset(value: LinkedValue): boolean {
	if (value.kind !== "hole" || value.origin.source.kind !== "environment") return false;
	return /openai|anthropic/i.test(value.origin.source.variable ?? "");
}

/** The literal beginnings that an address may have, which are enough to tell a host. */
function beginningsOf(value: LinkedValue): readonly string[] {
	if (value.kind === "text") {
		const first = value.parts[0];
		return first?.kind === "literal" ? [first.text] : [];
	}
	if (value.kind === "choice") {
		const usual = value.usual === undefined ? undefined : value.options[value.usual];
		const beginnings = usual ? beginningsOf(usual) : [];
		return beginnings.length > 0 ? beginnings : value.options.flatMap(beginningsOf);
	}
	const fallback = value.kind === "hole" ? fallbackOf(value.origin) : null;
	return fallback ? beginningsOf(fallback) : [];
}

export function withPrefix(model: ResolvedModel, separator: string | null, provider: KnownProvider): ModelAndProvider {
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
	return providerOfName(model.name === null ? null : model.name.replace(/^litellm\//, ""));
}

export function providerOfName(name: string | null): string | null {
	if (name === null) return null;
	const slash = name.indexOf("/");
	return (slash > 0 ? providerOfPrefix(name.slice(0, slash)) : null) ?? vendorOfModel(name);
}
