/** Finds models in the price book by the names and patterns they are listed under. */
import { looseKey, modelIdentity } from "./model-names.ts";
import type { PriceBook, PricedModel, PricedProvider } from "./price-book.ts";

export interface ProviderIndex {
	readonly provider: PricedProvider;
	readonly names: ReadonlyMap<string, PricedModel>;
	readonly looseNames: ReadonlyMap<string, PricedModel>;
	/** Models by what they are, whatever they are called; the last way to find one. */
	readonly identities: ReadonlyMap<string, PricedModel>;
	/** Longest first: the most specific pattern wins. */
	readonly patterns: readonly Pattern[];
}

interface Pattern {
	readonly text: string;
	readonly kind: "prefix" | "suffix" | "part";
	readonly model: PricedModel;
}

/** The model whose most specific pattern fits. */
export function matchPattern(index: ProviderIndex, name: string): PricedModel | undefined {
	const lower = name.toLowerCase();
	return index.patterns.find(({ text, kind }) => {
		if (kind === "prefix") return lower.startsWith(text);
		return kind === "suffix" ? lower.endsWith(text) : lower.includes(text);
	})?.model;
}

const indexes = new WeakMap<PriceBook, ReadonlyMap<string, ProviderIndex>>();

/** By provider; built on first use and kept as long as the book, which itself stays plain data. */
export function indexOf(book: PriceBook): ReadonlyMap<string, ProviderIndex> {
	const known = indexes.get(book);
	if (known) return known;
	const index = new Map(book.providers.map((provider) => [provider.id, indexProvider(provider)]));
	indexes.set(book, index);
	return index;
}

function indexProvider(provider: PricedProvider): ProviderIndex {
	const names = new Map<string, PricedModel>();
	const patterns: Pattern[] = [];
	for (const model of provider.models) {
		for (const rule of model.match) {
			if (!rule.includes("*")) names.set(rule.toLowerCase(), model);
			else patterns.push({ text: rule.replaceAll("*", "").toLowerCase(), kind: patternKind(rule), model });
		}
	}
	// Ids win over other models' aliases, dated aliases (written by hand) over both.
	for (const model of provider.models) names.set(model.id.toLowerCase(), model);
	for (const model of provider.models) for (const alias of model.aliases) names.set(alias.name.toLowerCase(), model);
	const looseNames = new Map([...names].map(([name, model]) => [looseKey(name), model]));
	patterns.sort((a, b) => b.text.length - a.text.length || (a.text < b.text ? -1 : 1));
	const identities = new Map([...provider.models].reverse().map((model) => [modelIdentity(model.id), model]));
	return { provider, names, looseNames, identities, patterns };
}

function patternKind(rule: string): Pattern["kind"] {
	if (rule.startsWith("*")) return rule.endsWith("*") ? "part" : "suffix";
	return "prefix";
}
