/** `lcpr explain RULE`: a rule's page on the terminal. */
import type { Command } from "commander";
import { allRules } from "../../rules/all-rules.ts";
import { rulePages } from "../../workspace/product-files.ts";
import { UsageProblem } from "../exit-codes.ts";
import { nearestNames } from "../nearest-names.ts";
import { renderMarkdown } from "../render-markdown.ts";
import { print, terminalStyle, terminalWidth } from "../terminal.ts";

export function register(program: Command): void {
	program
		.command("explain")
		.description("say what a rule finds, why it costs money and what to do")
		.argument("[rule]", "a rule's id; without one, the list of rules")
		.action((id: string | undefined) => {
			print(id === undefined ? ruleList() : rulePage(id));
		});
}

function ruleList(): string {
	const width = Math.max(...allRules.map(({ id }) => id.length));
	return `${allRules.map(({ id, summary }) => `${id.padEnd(width)}  ${summary}`).join("\n")}\n`;
}

function rulePage(id: string): string {
	const rule = allRules.find((candidate) => candidate.id === id);
	if (!rule) {
		const near = nearestNames(
			id,
			allRules.map((candidate) => candidate.id),
		);
		const hint = near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "`lcpr explain` lists all rules.";
		throw new UsageProblem(`There is no rule ${id}. ${hint}`);
	}
	const page = rulePages().get(id) ?? `# ${id}\n\n${rule.summary}\n`;
	return renderMarkdown(page, { width: Math.min(terminalWidth(), 100), style: terminalStyle() });
}
