/**
 * A router's calls name an alias; its construction lists which models stand behind each. The alias itself is no model,
 * however much its text may look like one.
 */
import type { LinkedValue } from "../model/linked-value.ts";
import type { ResolvedModel } from "../model/llm-call.ts";
import { type ArgumentSources, argumentAt, propertyOf, textAt } from "./arguments.ts";
import type { ClientMatch } from "./match-symbol.ts";
import type { ModelContext } from "./resolve-model.ts";

/** The model behind an alias; null when the client has no list of its own, so that names are models. */
export function modelBehindAlias(
	alias: ResolvedModel,
	client: ClientMatch | null,
	sources: ArgumentSources,
	context: ModelContext,
	nameOf: (value: LinkedValue) => ResolvedModel,
): ResolvedModel | null {
	if (!client || client.client.aliases.length === 0 || alias.name === null) return null;
	const found = argumentAt(client.client.aliases, { ...sources, call: client.arguments }, context.access);
	if (!found) return null;
	const given = [alias.name, ...alias.alternatives];
	const entries = entriesOf(found.value);
	const models = entries.flatMap((entry) => {
		const name = propertyOf(entry, "model_name", context.access);
		const text = name ? textAt(name) : null;
		const parameters = propertyOf(entry, "litellm_params", context.access);
		const model = parameters ? propertyOf(parameters, "model", context.access) : null;
		return text !== null && given.includes(text) && model ? [nameOf(model)] : [];
	});
	const known = models.filter((model) => model.name !== null);
	const [first] = known;
	if (first) {
		const names = new Set(known.flatMap((model) => [model.name ?? "", ...model.alternatives]));
		names.delete(first.name ?? "");
		return { ...first, alternatives: [...names] };
	}
	// A list that is not visible may hold any name; one that is, and lacks this name, passes it on.
	if (models.length === 0 && entries.length > 0 && found.value.kind === "list") return null;
	const because = `\`${alias.name}\` names a group of the router, whose models are not visible`;
	return { ...alias, name: null, from: "unknown", alternatives: [], unknownBecause: because };
}

function entriesOf(value: LinkedValue): readonly LinkedValue[] {
	if (value.kind === "list") return value.items;
	if (value.kind === "choice") return value.options.flatMap(entriesOf);
	return [];
}
