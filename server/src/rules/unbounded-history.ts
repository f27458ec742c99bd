/** Finds conversations that only grow: every turn sends all turns before it again. */
import { usdSavedByShorterInput } from "../costs/savings.ts";
import { countText, usdText } from "../model/figures.ts";
import { defineRule } from "./rule.ts";

/** A conversation for a person to compare with: so many turns of so many tokens. */
const turns = 50;
const tokensPerTurn = 400;

export const unboundedHistory = defineRule({
	id: "unbounded-history",
	summary: "The list of messages only grows, so every turn pays for all turns before it.",
	group: "budget",
	defaultSeverity: "information",
	preset: "standard",
	fix: "none",
	noFixBecause: "what may be forgotten depends on what the conversation is for",
	since: "0.1.0",
	options: {
		minimumConversationUsd: {
			unit: "usd",
			default: 0.5,
			description: "US dollars that the input of 50 turns of 400 tokens must cost.",
		},
	},
	checkProgram({ calls, options, report }) {
		const reported = new Set<string>();
		for (const { call, cost } of calls) {
			const list = call.surroundings?.growing.find(({ lives, isTrimmed }) => lives === "object" && !isTrimmed);
			if (!list || !cost.cost || (call.api !== "chat" && call.api !== "completion")) continue;
			const tokens = (tokensPerTurn * turns * (turns + 1)) / 2;
			const usd = usdSavedByShorterInput(cost.cost.prices, tokens);
			// Several requests may send the same list: it is one conversation.
			const key = `${list.file} ${list.start}`;
			if (usd < options.minimumConversationUsd || reported.has(key)) continue;
			reported.add(key);
			const last = usdSavedByShorterInput(cost.cost.prices, tokensPerTurn * turns);
			report(call, {
				at: { file: call.place.file, ...call.nameSpan },
				message: `\`${list.label}\` only grows, and every request sends all of it.`,
				why: `The cost grows with the square of the turns: ${turns} turns of ${countText(tokensPerTurn)} tokens send ${countText(tokens)} tokens of input, ${usdText(usd)} uncached, and the last alone ${usdText(last)}. Long conversations gain from summing up or pruning old turns (a third less in published runs); short ones lose by it, because each cut discards the cache.`,
				related: [{ file: list.file, start: list.start, end: list.end, message: "a turn is added here" }],
			});
		}
	},
});
