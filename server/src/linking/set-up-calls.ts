/**
 * What an object of a library is given piece by piece after it was made: `pipeline.add_component(name, part)`,
 * `kernel.add_service(service)`, `chat.append(message)`. The place where it is made tells one object from another.
 */
import type { LinkedArguments, LinkedSymbol, LinkedValue } from "../model/linked-value.ts";
import { type CallSites, useOfSite } from "./call-sites.ts";
import type { Evaluator } from "./evaluator.ts";
import { optionsOf } from "./values.ts";

/** Calls of one name looked through; a method's name such as `append` stands everywhere. */
const mostSites = 200;

export class SetUpCalls {
	private readonly known = new Map<string, readonly LinkedArguments[]>();

	constructor(
		private readonly evaluator: Evaluator,
		private readonly sites: CallSites,
	) {}

	/** Arguments of the calls of `method` on the object, in source order. */
	of(object: LinkedValue, method: string): readonly LinkedArguments[] {
		const made = optionsOf(object).filter(isMade);
		return made.flatMap((symbol) => this.ofSymbol(symbol, method));
	}

	private ofSymbol(made: LinkedSymbol, method: string): readonly LinkedArguments[] {
		const key = `${made.file}:${made.start}:${made.end}:${method}`;
		const before = this.known.get(key);
		if (before) return before;
		// What is asked for again while it is worked out is not known yet.
		this.known.set(key, []);
		const found = this.sites
			.named(method)
			.filter(({ unit }) => unit.file === made.file)
			.slice(0, mostSites)
			.flatMap((item) => {
				const { callee, arguments: given } = item.site.call;
				if (callee.kind !== "member") return [];
				const use = useOfSite(this.evaluator, item);
				const objects = optionsOf(this.evaluator.evaluate(callee.object, use));
				return objects.some((object) => isSame(object, made)) ? [this.evaluator.arguments(given, use)] : [];
			});
		this.known.set(key, found);
		return found;
	}
}

function isMade(value: LinkedValue): value is LinkedSymbol {
	return value.kind === "symbol" && value.path.endsWith("()");
}

/** `a.add(x).add(y)` is written on what the first call gives back: the object itself. */
function isSame(value: LinkedValue, made: LinkedSymbol): boolean {
	if (value.kind !== "symbol" || value.file !== made.file || value.start !== made.start) return false;
	return value.end === made.end || value.path.startsWith(`${made.path}.`);
}
