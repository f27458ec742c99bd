/** Finds agents that run until the model itself stops: nothing in the loop counts the turns. */
import { usdSavedByShorterInput } from "../costs/savings.ts";
import { countText, usdText } from "../model/figures.ts";
import { offersTools } from "./output/offers-tools.ts";
import { defineRule } from "./rule.ts";

/** A run that went wrong, for a person to compare with. */
const turns = 100;
const tokensPerTurn = 500;

export const unboundedAgentLoop = defineRule({
	id: "unbounded-agent-loop",
	summary: "An agent runs until the model stops by itself, and nothing counts its turns.",
	group: "budget",
	defaultSeverity: "warning",
	preset: "quiet",
	fix: "none",
	noFixBecause: "how many turns a task may take is for you to say, and so is what happens then",
	since: "0.1.0",
	options: {},
	check({ call, cost: { cost }, report }) {
		if ((call.api !== "chat" && call.api !== "completion") || !offersTools(call)) return;
		const loop = call.surroundings?.loops.at(-1);
		// A framework's agent that is started again and again ends its own runs.
		if (call.surroundings?.growing.length === 0) return;
		if (loop?.kind !== "unbounded" || loop.countsTurns || loop.waits) return;
		const tokens = (tokensPerTurn * turns * (turns + 1)) / 2;
		const usd = cost ? usdSavedByShorterInput(cost.prices, tokens) : null;
		const price = usd === null ? "" : `, ${usdText(usd)} uncached`;
		report({
			at: { file: call.place.file, ...call.nameSpan },
			message: "The agent runs until the model stops calling tools, and nothing counts its turns.",
			why: `A model that keeps calling tools, because one fails or two undo each other, is never stopped. Every turn sends all turns before it: ${countText(turns)} turns of ${countText(tokensPerTurn)} tokens are ${countText(tokens)} tokens of input${price}. Count the turns, and stop at a number that no good run reaches.`,
			related: [{ ...loop.place, message: "this loop has no end of its own" }],
		});
	},
});
