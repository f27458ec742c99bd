/** Finds text that changes between requests and stands before static text, which keeps the static text out of the prompt cache. */
import { countText, usdText } from "../model/figures.ts";
import type { RelatedPlace } from "../model/finding.ts";
import type { Prompt, Segment } from "../model/prompt.ts";
import { type BlockedText, blockedText } from "./caching/blocked-text.ts";
import { type CacheProspect, cacheableOf, cacheProspect, cacheReadSavings } from "./caching/cache-prospect.ts";
import { planMove } from "./caching/move-plan.ts";
import { providerName } from "./provider-name.ts";
import { defineRule, type RuleContext } from "./rule.ts";

const options = {
	minimumStaticTokens: {
		unit: "tokens",
		default: 50,
		description: "Static tokens that must stand behind the first change.",
	},
	minimumSavingsUsd: {
		unit: "usd",
		default: 0.00002,
		description: "US dollars a request that the move must save, where the price is known.",
	},
} as const;

export const dynamicTextBeforeStaticPrefix = defineRule({
	id: "dynamic-text-before-static-prefix",
	summary:
		"Text that changes between requests stands before static text, which is therefore never read from the cache.",
	group: "caching",
	defaultSeverity: "warning",
	preset: "quiet",
	fix: "changes-prompt",
	fixTitle: "Move static text first",
	since: "0.1.0",
	options,
	check(context) {
		const { call, prompt, cost, knowledge, report } = context;
		const prospect = cacheProspect(call, prompt, knowledge);
		const blocked = blockedText(prompt);
		if (!prospect || !blocked || blocked.tokens < context.options.minimumStaticTokens) return;

		const now = cacheableOf(blocked.prefixTokens, prospect);
		if (cacheableOf(prompt.staticTokens, prospect) <= now) return;

		const model = { provider: call.provider, name: call.model.name };
		const planned = planMove({
			call,
			prompt,
			blocked,
			countTokens: (text) => knowledge.tokens.count(text, model).tokens,
		});
		const plan = planned && cacheableOf(planned.prefixTokens, prospect) > now ? planned : null;
		const after = plan?.prefixTokens ?? blocked.prefixTokens + blocked.tokens;
		const gained = cacheableOf(after, prospect) - now;
		const usd = cacheReadSavings(gained, blocked.missShare, cost);
		if (gained < context.options.minimumStaticTokens || (usd ?? 1) < context.options.minimumSavingsUsd) return;

		const title = titleOf({ before: blocked.prefixTokens, after, usd: prospect.needs === "marker" ? null : usd });
		report({
			at: blocked.change.place,
			message: `\`${blocked.change.label}\` ${rateInWords(blocked.change)} and stands before ${countText(blocked.tokens)} static tokens.`,
			why: whyNotCached(context, { blocked, prospect, now, usd }),
			related: relatedPlaces(blocked),
			savings: { tokensPerRequest: gained, usdPerRequest: usd },
			fix: plan?.intention(title) ?? null,
			noFixBecause: "no one text or list holds both the value and the static text that could move",
			isQuiet: standsBehindHistory(blocked) || isWholeSystemPrompt(blocked, prompt),
		});
	},
});

interface Figures {
	readonly blocked: BlockedText;
	readonly prospect: CacheProspect;
	/** Tokens the cache takes as the prompt stands. */
	readonly now: number;
	readonly usd: number | null;
}

function whyNotCached(
	{ call, cost, knowledge }: RuleContext<typeof options>,
	{ blocked, prospect, now, usd }: Figures,
): string {
	const cache = `${providerName(call.provider, knowledge.priceBook) ?? "the provider"}'s prompt cache`;
	const minimum = `which needs ${countText(prospect.minimumTokens)} tokens unchanged from the start`;
	const lost =
		now > 0
			? `Only the first ${countText(now)} tokens can be read from ${cache}.`
			: `None of them can be read from ${cache}, ${minimum}.`;
	const marker = prospect.needs === "marker" ? " and marking where the static part ends" : "";
	const whole = cost.cost ? ` of ${usdText(cost.cost.usdPerRequest)}` : "";
	const likely = prospect.isCertain ? "about" : "probably about";
	const gain = usd === null ? "would let them be cached" : `saves ${likely} ${usdText(usd)}${whole} a request`;
	const assumed = blocked.missShare < 1 ? ", if every second request comes from somebody else" : "";
	return `${lost} Moving it behind them${marker} ${gain}${assumed}.`;
}

function titleOf({ before, after, usd }: { before: number; after: number; usd: number | null }): string {
	const gain = usd === null || usd <= 0 ? "" : `, saves ${usdText(usd)} a request`;
	return `Move static text first: cacheable prefix ${countText(before)} → ${countText(after)} tokens${gain}`;
}

function rateInWords({ changes }: Segment): string {
	if (changes === "user") return "differs from user to user";
	if (changes === "session") return "differs from conversation to conversation";
	return "changes on every request";
}

/** A fixed reminder behind the conversation so far is there on purpose: the last words weigh most. */
function standsBehindHistory({ change, segments }: BlockedText): boolean {
	return change.changes === "session" && segments.every((segment) => segment.part !== change.part);
}

/** A system prompt of which the code shows nothing may well be the static text itself, handed through. */
function isWholeSystemPrompt({ change }: BlockedText, { segments }: Prompt): boolean {
	return change.role === "system" && segments.every((segment) => segment === change || segment.part !== change.part);
}

function relatedPlaces({ segments }: BlockedText): readonly RelatedPlace[] {
	return segments.slice(0, 5).map(({ place, tokens }) => ({
		...place,
		message: `${countText(tokens.tokens)} static tokens that could be cached`,
	}));
}
