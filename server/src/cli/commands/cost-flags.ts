/** The flags that describe a request and its workload, shared by `estimate`, `compare` and `breakeven`. */
import { readFileSync } from "node:fs";
import { type Command, Option } from "commander";
import { parse } from "yaml";
import {
	type CostInputs,
	flagOf,
	type NumberInput,
	numberFields,
	readCostInputs,
	textFields,
} from "../../costs/cost-inputs.ts";
import type { PricingContext } from "../../costs/described-request.ts";
import { loadPriceBook } from "../../workspace/price-book.ts";
import { today } from "../../workspace/today.ts";
import { UsageProblem } from "../exit-codes.ts";

export interface CostCommandFlags {
	readonly format: "text" | "json";
	readonly asOf?: string;
	readonly [name: string]: unknown;
}

/** Adds a flag for every input, the file argument and the format. */
export function addCostFlags(command: Command, numbers: readonly NumberInput[]): Command {
	command.argument("[file]", "YAML or JSON file with the same inputs, named in camel case; flags win over it");
	command.option("--file <file>", "the same file, as a flag");
	for (const [name, description] of Object.entries(textFields)) {
		command.addOption(new Option(`${flagOf(name)} <name>`, description));
	}
	for (const name of numbers) {
		command.addOption(new Option(`${flagOf(name)} <number>`, numberFields[name].description));
	}
	command.option("--as-of <date>", "use the prices of this day, YYYY-MM-DD");
	return command.addOption(
		new Option("-f, --format <format>", "how to print").choices(["text", "json"]).default("text"),
	);
}

/** What the file and the flags say together. Every problem is told at once, each naming its field. */
export function costInputs(file: string | undefined, flags: CostCommandFlags): CostInputs {
	const { format: _format, asOf: _asOf, offer: _offer, file: named, ...given } = flags;
	const path = file ?? (typeof named === "string" ? named : undefined);
	const { inputs, problems } = readCostInputs({ ...(path === undefined ? {} : readInputFile(path)), ...given });
	if (problems.length > 0) throw new UsageProblem(problems.join("\n"));
	return inputs;
}

/** The price book is only loaded when something must be looked up in it. */
export function pricingContext(flags: CostCommandFlags, needsBook: boolean): PricingContext {
	const asOf = flags.asOf ?? today();
	if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf))
		throw new UsageProblem(`asOf (--as-of) must be a date YYYY-MM-DD, got "${asOf}"`);
	return { asOf, book: needsBook ? loadPriceBook() : null };
}

function readInputFile(path: string): Record<string, unknown> {
	let data: unknown;
	try {
		data = parse(readFileSync(path === "-" ? 0 : path, "utf8"), { maxAliasCount: 100 });
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new UsageProblem(`${path} could not be read as YAML or JSON: ${reason}`);
	}
	if (typeof data !== "object" || data === null || Array.isArray(data)) {
		throw new UsageProblem(`${path} must hold a mapping of inputs, such as \`inputTokens: 800\``);
	}
	return { ...data };
}
