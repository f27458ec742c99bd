/** The flags that describe a request and its workload, shared by `estimate`, `compare` and `breakeven`. */
import { readFileSync } from "node:fs";
import { type Command, Option } from "commander";
import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import {
	type CostInputs,
	flagOf,
	type InputReading,
	type NumberInput,
	numberFields,
	readCostInputs,
	textFields,
} from "../../costs/cost-inputs.ts";
import type { PricingContext } from "../../costs/described-request.ts";
import { loadPriceBook } from "../../workspace/price-book.ts";
import { today } from "../../workspace/today.ts";
import { isDay } from "../day.ts";
import { UsageProblem } from "../exit-codes.ts";

export interface CostCommandFlags {
	readonly format: "text" | "json";
	readonly asOf?: string;
	readonly [name: string]: unknown;
}

/** The inputs of every command: a request and what goes wrong with it. */
export const requestNumbers: readonly NumberInput[] = [
	"inputTokens",
	"outputTokens",
	"requests",
	"retryRate",
	"qualityGate",
	"engineeringHours",
	"hourlyRate",
	"repairCost",
	"cacheHitRate",
];

/** Inputs that describe what is paid: prices for tokens, or a rented GPU. */
export const offerNumbers: readonly NumberInput[] = [
	"inputPrice",
	"outputPrice",
	"cachedInputPrice",
	"gpuHourlyPrice",
	"utilization",
	"tokensPerSecond",
	"prefillTokensPerSecond",
];

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
export function costInputs(argument: string | undefined, flags: CostCommandFlags): CostInputs {
	const { format: _format, asOf: _asOf, offer: _offer, file: named, ...given } = flags;
	const path = argument ?? (typeof named === "string" ? named : undefined);
	const file = path === undefined ? { inputs: {}, problems: [] } : readInputFile(path, given);
	const flagged = readCostInputs(given);
	const problems = [...file.problems, ...flagged.problems];
	if (problems.length > 0) throw new UsageProblem(problems.join("\n"));
	return { ...file.inputs, ...flagged.inputs };
}

/** The price book is only loaded when something must be looked up in it. */
export function pricingContext(flags: CostCommandFlags, needsBook: boolean): PricingContext {
	const asOf = flags.asOf ?? today();
	if (!isDay(asOf)) throw new UsageProblem(`asOf (--as-of) must be a day YYYY-MM-DD, got "${asOf}"`);
	return { asOf, book: needsBook ? loadPriceBook() : null };
}

/** Every problem with its line and column. What a flag says as well is not looked at. */
function readInputFile(path: string, flags: Readonly<Record<string, unknown>>): InputReading {
	const lines = new LineCounter();
	let document: Document;
	let data: unknown;
	try {
		document = parseDocument(readFileSync(path === "-" ? 0 : path, "utf8"), {
			lineCounter: lines,
			prettyErrors: false,
		});
		const [broken] = document.errors;
		if (broken) throw new Error(`line ${lines.linePos(broken.pos[0]).line}: ${broken.message}`);
		data = document.toJS({ maxAliasCount: 100 });
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new UsageProblem(`${path} could not be read as YAML or JSON: ${reason}`);
	}
	if (typeof data !== "object" || data === null || Array.isArray(data)) {
		throw new UsageProblem(`${path} must hold a mapping of inputs, such as \`inputTokens: 800\``);
	}
	const inputs: CostInputs[] = [];
	const problems: string[] = [];
	for (const [name, value] of Object.entries(data)) {
		if (Object.hasOwn(flags, name) && flags[name] !== undefined) continue;
		const read = readCostInputs({ [name]: value });
		inputs.push(read.inputs);
		const node = document.get(name, true);
		const { line, col } = lines.linePos(isNode(node) && node.range ? node.range[0] : 0);
		problems.push(...read.problems.map((problem) => `${path}:${line}:${col}: ${problem}`));
	}
	return { inputs: Object.assign({}, ...inputs), problems };
}
