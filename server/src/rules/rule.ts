/**
 * What a rule is. A rule looks at one call with its prompt and its price, or at all of them, and reports what wastes money.
 * It never sees a syntax tree (fixes are intentions) and never a severity (the engine and the settings decide that).
 */
import type { WorkloadProfile } from "../costs/configuration.ts";
import type { PriceBook } from "../costs/price-book.ts";
import type { Workload } from "../costs/workload.ts";
import type { CostResult } from "../model/cost.ts";
import type { FixIntention, RelatedPlace, Savings, Severity } from "../model/finding.ts";
import type { LlmCall } from "../model/llm-call.ts";
import type { Prompt } from "../model/prompt.ts";
import type { Place } from "../model/source-file.ts";
import type { IsoDate } from "../model/units.ts";
import type { CacheRules } from "../prompts/cache/cache-rules.ts";
import type { TokenCounter } from "../prompts/tokens/token-counter.ts";

export type RuleGroup = "caching" | "output" | "budget" | "pricing" | "settings";

/** The quietest preset in which a rule runs; every louder one includes it. */
export type Preset = "quiet" | "standard" | "everything";

export const presets: readonly Preset[] = ["quiet", "standard", "everything"];

/**
 * `none`: nothing to apply. `changes-prompt`: the model reads other text, so a person must agree each time.
 * `keeps-request`: the request means exactly the same afterwards.
 */
export type FixKind = "none" | "changes-prompt" | "keeps-request";

/** A number a user may set for one rule. */
export interface RuleOption {
	readonly unit: "tokens" | "usd" | "share" | "count";
	readonly default: number;
	readonly description: string;
}

export type RuleOptions = Readonly<Record<string, RuleOption>>;
export type OptionValues<O extends RuleOptions> = { readonly [Name in keyof O]: number };

/** Facts about providers and prices that a rule may look up. */
export interface RuleKnowledge {
	readonly priceBook: PriceBook;
	readonly cacheRules: CacheRules;
	readonly tokens: TokenCounter;
}

export interface RuleReport {
	readonly at: Place;
	/** What was found, one sentence. */
	readonly message: string;
	/** Why it costs money, with the figure where it is known, and what to do. */
	readonly why: string;
	readonly related?: readonly RelatedPlace[];
	readonly savings?: Savings | null;
	readonly fix?: FixIntention | null;
	/** Alternatives to `fix`, offered beside it. */
	readonly otherFixes?: readonly FixIntention[];
	/** Why there is no fix here although the rule has one, as a clause. */
	readonly noFixBecause?: string;
	/** True keeps the finding out of the editor: in reports only. */
	readonly isQuiet?: boolean;
}

/** A call as the rules see it. */
export interface CheckedCall {
	readonly call: LlmCall;
	readonly prompt: Prompt;
	readonly cost: CostResult;
	/** How the call is used, with defaults where nobody said; absent where only the call itself is at hand. */
	readonly workload?: Workload;
	/** What the team said of it. */
	readonly profile?: WorkloadProfile;
}

export interface RuleContext<O extends RuleOptions = RuleOptions> extends CheckedCall {
	readonly asOf: IsoDate;
	readonly options: OptionValues<O>;
	readonly knowledge: RuleKnowledge;
	readonly report: (report: RuleReport) => void;
}

/** What a rule about several calls at once is given. */
export interface ProgramRuleContext<O extends RuleOptions = RuleOptions> {
	/** Every call of the program, sorted by file and place. */
	readonly calls: readonly CheckedCall[];
	readonly asOf: IsoDate;
	readonly options: OptionValues<O>;
	readonly knowledge: RuleKnowledge;
	/** The finding belongs to this call: its confidence and its comments count. */
	readonly report: (call: LlmCall, report: RuleReport) => void;
}

export interface RuleDefinition<O extends RuleOptions = RuleOptions> {
	/** Reads after "ignore" and names the bad pattern: `dynamic-text-before-static-prefix`. */
	readonly id: string;
	/** One sentence on one line: the cell in the README's table. */
	readonly summary: string;
	readonly group: RuleGroup;
	readonly defaultSeverity: Severity;
	readonly preset: Preset;
	readonly fix: FixKind;
	/** How the fix is called where it cannot be offered: "Move static text first". */
	readonly fixTitle?: string;
	/** Of a rule without a fix: why nothing can be applied, as a clause. */
	readonly noFixBecause?: string;
	/** The version that brought the rule. */
	readonly since: string;
	readonly options: O;
	/** Reports what it finds about one call; calls of `report` may be none or many. */
	readonly check?: (context: RuleContext<O>) => void;
	/** Reports what only a look at several calls shows. It runs once a program, after every keystroke: linear time, please. */
	readonly checkProgram?: (context: ProgramRuleContext<O>) => void;
}

/** A rule whose options are no longer tied to their names, so that all rules fit one list. */
export interface Rule extends Omit<RuleDefinition, "check" | "checkProgram"> {
	readonly check: (context: RuleContext) => void;
	/** Null for a rule that looks at one call at a time. */
	readonly checkProgram: ((context: ProgramRuleContext) => void) | null;
}

/** Checks a definition's option names against its checks at compile time and hands it on as a `Rule`. */
export function defineRule<const O extends RuleOptions>(definition: RuleDefinition<O>): Rule {
	const { options, check, checkProgram } = definition;
	return {
		...definition,
		check: (context) => check?.({ ...context, options: optionValues(options, context.options) }),
		checkProgram: checkProgram
			? (context) => checkProgram({ ...context, options: optionValues(options, context.options) })
			: null,
	};
}

function optionValues<O extends RuleOptions>(options: O, given: Readonly<Record<string, number>>): OptionValues<O> {
	const values: Record<string, number> = {};
	for (const [name, option] of Object.entries(options)) values[name] = given[name] ?? option.default;
	return values as OptionValues<O>;
}
