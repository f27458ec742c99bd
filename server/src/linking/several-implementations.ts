/** What is known of a call that may reach one of several requests: what they have in common. */
import { familyOf } from "../sdks/choose-model.ts";
import type { CallReading } from "../sdks/read-call.ts";

/** Of several classes that the receiver may be of, only what they agree on is known. */
export function sharedReading(known: CallReading, other: CallReading): CallReading {
	const model: CallReading["model"] =
		known.model.name === other.model.name
			? known.model
			: {
					name: null,
					from: "unknown",
					alternatives: [],
					unknownBecause: "several implementations of the method are possible",
					place: null,
				};
	return { ...known, model, provider: known.provider === other.provider ? known.provider : null };
}

/** The names seen here fit no model of this client's vendor: another of the clients runs. */
export function isRefused({ model }: CallReading): boolean {
	return model.name === null && model.alternatives.length > 0;
}

/**
 * A call that may reach one of several requests is only sure of what they have in common. `isOther`: they stand in
 * different functions; of requests in one function the first is the usual one, and others repeat it.
 */
export function commonReading(known: CallReading, other: CallReading, isOther: boolean): CallReading {
	if (known.provider === other.provider) return known;
	const names = [known.model.name, other.model.name].filter((name) => name !== null);
	if (isOther && names.length === 2 && new Set(names).size === 2) {
		const unknownBecause = "several implementations of the method are possible";
		const alternatives = [...new Set([...names, ...known.model.alternatives, ...other.model.alternatives])];
		return {
			...known,
			provider: null,
			model: { ...known.model, name: null, from: "unknown", alternatives, unknownBecause },
		};
	}
	// The same model at its own vendor and at another: the vendor is the usual one.
	if (names.length === 2 && familyOf(names[0] ?? "") === other.provider) return { ...known, provider: other.provider };
	const model: CallReading["model"] =
		(known.model.from === "unknown" && !isRefused(known)) || known.model.name === other.model.name
			? {
					...known.model,
					unknownBecause: known.model.name === null ? "several implementations of the method are possible" : null,
				}
			: known.model;
	return { ...known, provider: known.model.name === null ? null : known.provider, model };
}
