/** `lcpr replay`: what a log of requests reads from the providers' prompt caches, and what keeps it from reading more. */
import { readFileSync } from "node:fs";
import { type Command, Option } from "commander";
import { readRequestLog } from "../../analysis/replay/read-request-log.ts";
import { replayLog } from "../../analysis/replay/replay.ts";
import type { TokenPrices } from "../../model/cost.ts";
import { loadKnowledge } from "../../workspace/knowledge.ts";
import { today } from "../../workspace/today.ts";
import { isDay } from "../day.ts";
import { exitCodes, UsageProblem } from "../exit-codes.ts";
import { replayText } from "../formats/replay-text.ts";
import { print, terminalStyle } from "../terminal.ts";

interface ReplayFlags {
	readonly format: "text" | "json";
	readonly provider?: string;
	readonly model?: string;
	readonly inputPrice?: string;
	readonly outputPrice?: string;
	readonly cachedInputPrice?: string;
	readonly cacheWritePrice?: string;
	readonly interval: string;
	readonly firstByte: string;
	readonly capacity?: string;
	readonly asOf?: string;
}

const help = `
Each line of the file is one JSON object: a request body as it was sent (OpenAI chat or responses, Anthropic messages,
Gemini generateContent, Bedrock converse), or {"body": ..., and any of "time", "url", "site", "usage", "conversation",
"organisation", "firstByteMs"} around it. OpenAI's batch files are read as they are.
  {"time": "2026-11-21T09:00:00Z", "site": "support.answer", "body": {"model": "gpt-5.5", "messages": [...]}}

The cache is simulated by each provider's documented rules. Nothing leaves this machine.
Exit codes: 0 replayed, 2 could not run.`;

export function register(program: Command): void {
	program
		.command("replay")
		.description(
			"replay logged requests: cache hit rate and cost by call site, and what keeps prompts out of the cache",
		)
		.argument("<file>", "requests, one JSON object a line; - for standard input")
		.addOption(new Option("-f, --format <format>", "how to print").choices(["text", "json"]).default("text"))
		.option("--provider <name>", "take all requests for requests to this provider")
		.option("--model <name>", "take all requests for requests to this model")
		.option("--input-price <usd>", "USD for a million input tokens, over the price book's")
		.option("--output-price <usd>", "USD for a million output tokens")
		.option("--cached-input-price <usd>", "USD for a million input tokens read from the cache")
		.option("--cache-write-price <usd>", "USD for a million input tokens written to the cache")
		.option("--interval <seconds>", "between requests whose time is not recorded", "1")
		.option("--first-byte <seconds>", "from a request to the beginning of its response, where not recorded", "0.5")
		.option("--capacity <tokens>", "what one cache keeps at most; unbounded when left out")
		.option("--as-of <date>", "use the prices of this day, YYYY-MM-DD")
		.addHelpText("after", help)
		.action(async (file: string, flags: ReplayFlags) => {
			process.exitCode = await runReplay(file, flags);
		});
}

async function runReplay(file: string, flags: ReplayFlags): Promise<number> {
	const asOf = flags.asOf ?? today();
	if (!isDay(asOf))
		throw new UsageProblem(`--as-of ${asOf}: not a day. Write it as YYYY-MM-DD, for example 2026-09-23.`);
	const interval = numberFlag("--interval", flags.interval) ?? 1;
	const firstByte = numberFlag("--first-byte", flags.firstByte) ?? 0.5;
	const capacityTokens = numberFlag("--capacity", flags.capacity);
	const log = readRequestLog(readLog(file));
	if (log.requests.length === 0) {
		const [first] = log.problems;
		throw new UsageProblem(
			first ? `${file}:${first.line}: ${first.because}` : `${file} holds no requests: it is empty.`,
		);
	}
	const report = replayLog({
		log,
		knowledge: await loadKnowledge(),
		asOf,
		interval: interval * 1_000,
		firstByteAfter: firstByte * 1_000,
		prices: pricesOf(flags),
		...(flags.provider === undefined ? {} : { provider: flags.provider }),
		...(flags.model === undefined ? {} : { model: flags.model }),
		...(capacityTokens === undefined ? {} : { capacityTokens }),
	});
	print(flags.format === "json" ? `${JSON.stringify(report, null, 2)}\n` : replayText(report, terminalStyle()));
	return exitCodes.clean;
}

function readLog(file: string): string {
	try {
		return readFileSync(file === "-" ? 0 : file, "utf8");
	} catch (error) {
		throw new UsageProblem(`${file} could not be read: ${error instanceof Error ? error.message : String(error)}`);
	}
}

function pricesOf(flags: ReplayFlags): Partial<TokenPrices> {
	const input = numberFlag("--input-price", flags.inputPrice);
	const output = numberFlag("--output-price", flags.outputPrice);
	const cacheRead = numberFlag("--cached-input-price", flags.cachedInputPrice);
	const cacheWrite = numberFlag("--cache-write-price", flags.cacheWritePrice);
	return {
		...(input === undefined ? {} : { input }),
		...(output === undefined ? {} : { output }),
		...(cacheRead === undefined ? {} : { cacheRead }),
		...(cacheWrite === undefined ? {} : { cacheWrite5m: cacheWrite, cacheWrite1h: cacheWrite }),
	};
}

function numberFlag(name: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const value = Number(text);
	if (text.trim() === "" || !Number.isFinite(value) || value < 0) {
		throw new UsageProblem(`${name} ${text}: not a number of at least 0.`);
	}
	return value;
}
