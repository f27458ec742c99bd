/**
 * What the analysis reads in the code is held against what the code really sends: every example runs several times with
 * other values, its requests go through the simulated cache, and the tokens that are read there must be those of the plan.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { readRequestLog } from "../../server/src/analysis/replay/read-request-log.ts";
import { replayLog } from "../../server/src/analysis/replay/replay.ts";
import type { ReplayReport } from "../../server/src/analysis/replay/replay-report.ts";
import { loadKnowledge } from "../../server/src/workspace/knowledge.ts";
import { analyzeText } from "../harness/analyze-text.ts";
import type { SentBody } from "./loopback-provider.ts";
import { runExample } from "./run-example.ts";

// Each case bundles and runs programs, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const knowledge = await loadKnowledge();

interface Example {
	readonly folder: "support-bot" | "prompt-cache";
	readonly file: string;
	readonly language: "typescript" | "python";
	/** Makes three requests that share nothing but what never changes. */
	readonly driver: string;
	/** OpenAI's vocabulary is public, so its plan must be exact; others may be 2 % off. */
	readonly isExact: boolean;
	/** Whether the cache reads anything as the code stands, and whether a finding offers a fix that makes it. */
	readonly isCached: boolean;
	readonly hasFix: boolean;
}

const clocks = `const RealDate = Date; const times = ["1999-04-01T08:00:00Z", "2031-12-24T21:30:59Z", "0812-07-09T03:11:11Z"];
globalThis.Date = class extends RealDate { constructor() { super(times[0]); } };
const next = () => { times.push(times.shift()); };`;

/** A date that the test sets, in place of today's. */
const pythonHead = `import asyncio, datetime
from support.tickets import Customer, Message, Ticket
def ticket(name, plan, text):
    return Ticket(1, "Subject of " + name, Customer("c", name, plan, "EU"), [Message("customer", text)])
class Day(datetime.date):
    shown = None
    @classmethod
    def today(cls):
        return cls.shown
tickets = [ticket("Zoe", "Quay", "Mail is gone"), ticket("Mr Abel", "Harbour", "Where is my invoice?"), ticket("Queen", "Pier", "Help")]
days = [datetime.date(1999, 4, 1), datetime.date(2031, 12, 24), datetime.date(1812, 7, 12)]
`;

const examples: readonly Example[] = [
	{
		folder: "prompt-cache",
		file: "opening-hours.ts",
		language: "typescript",
		driver: `import { openingHours } from "./opening-hours.ts";\n${clocks}
for (const question of ["When?", "Is it open?", "Today?"]) { await openingHours(question); next(); }`,
		isExact: true,
		isCached: false,
		hasFix: true,
	},
	{
		folder: "prompt-cache",
		file: "loans.ts",
		language: "typescript",
		driver: `import { loans } from "./loans.ts";
await loans("When?", "1"); await loans("What?", "77"); await loans("Any left?", "9");`,
		isExact: true,
		isCached: true,
		hasFix: false,
	},
	{
		folder: "prompt-cache",
		file: "letters.ts",
		language: "typescript",
		driver: `import { answerLetter } from "./letters.ts";
await answerLetter("Dear all"); await answerLetter("Hello"); await answerLetter("My card is lost");`,
		isExact: false,
		isCached: false,
		hasFix: true,
	},
	{
		folder: "prompt-cache",
		file: "reading-list.ts",
		language: "typescript",
		driver: `import { readingList } from "./reading-list.ts";
await readingList("Zoe", "a novel"); await readingList("Mr Abel", "maps"); await readingList("Queen", "letters");`,
		isExact: false,
		isCached: true,
		hasFix: false,
	},
	{
		folder: "support-bot",
		file: "web/app/api/chat/route.ts",
		language: "typescript",
		driver: `import { POST } from "./web/app/api/chat/route.ts";
for (const session of ["1", "2", "3"]) {
  const messages = [{ id: session, role: "user", parts: [{ type: "text", text: ["Hi", "My site is down", "Invoice?"][session - 1] }] }];
  const request = new Request("http://localhost/api/chat", { method: "POST", headers: { "x-session": session }, body: JSON.stringify({ messages }) });
  await (await POST(request)).text();
}`,
		isExact: true,
		isCached: false,
		hasFix: true,
	},
	{
		folder: "support-bot",
		file: "web/lib/greeting.ts",
		language: "typescript",
		driver: `import { greeting } from "./web/lib/greeting.ts";
await greeting("Zoe", "/"); await greeting("Mr Abel", "/plans"); await greeting("Queen", "/help");`,
		isExact: true,
		isCached: false,
		hasFix: false,
	},
	{
		folder: "support-bot",
		file: "web/lib/classify.ts",
		language: "typescript",
		driver: `import { classify } from "./web/lib/classify.ts";
for (const text of ["Hi", "My site is down", "Invoice?"]) await classify(text).catch(() => null);`,
		isExact: true,
		isCached: false,
		hasFix: false,
	},
	{
		folder: "support-bot",
		file: "support/answer.py",
		language: "python",
		driver: `${pythonHead}
import support.answer as answer
answer.date = Day
for Day.shown, each in zip(days, tickets):
    answer.draft_answer(each)
`,
		isExact: true,
		isCached: false,
		hasFix: true,
	},
	{
		folder: "support-bot",
		file: "support/refunds.py",
		language: "python",
		driver: `${pythonHead}
from support.refunds import check_refund
for each, history in zip(tickets, [[{"paid": "1999"}], [], ["none"]]):
    check_refund(each, history)
`,
		isExact: false,
		isCached: true,
		hasFix: false,
	},
	{
		folder: "support-bot",
		file: "support/tone.py",
		language: "python",
		driver: `${pythonHead}
from support.tone import in_house_style
for each in tickets:
    asyncio.run(in_house_style(each.last_message, each.customer.name))
`,
		isExact: false,
		isCached: false,
		hasFix: false,
	},
];

it.each(examples)("$folder/$file sends what the plan says is cached", async (example) => {
	const { planned, read } = await planAndReplay(example, filesOf(example.folder));
	expect(read > 0).toBe(example.isCached);
	expectAgreement(planned, read, example.isExact);
});

describe("after the fix", () => {
	it.each(examples.filter(({ hasFix }) => hasFix))("$folder/$file sends what the plan says", async (example) => {
		const { file } = example;
		const files = filesOf(example.folder);
		const { analysis, fixed } = await analyzeText(files);
		const finding = analysis.findings.find((each) => each.place.file === file && fixed(each) !== null);
		const repaired = finding && fixed(finding);
		if (!repaired) throw new Error(`no fix: ${analysis.findings.map(({ rule, place }) => `${rule} ${place.file}`)}`);
		const { planned, read } = await planAndReplay(example, repaired);
		expect(read).toBeGreaterThan(1_000);
		expectAgreement(planned, read, example.isExact);
		// The finding may count the words in front of a value, which the provider does not keep as a whole step.
		expect(Math.abs((finding.savings?.tokensPerRequest ?? 0) - read) / read).toBeLessThan(0.02);
	});
});

function expectAgreement(planned: number, read: number, isExact: boolean): void {
	if (isExact || read === 0) expect(planned).toBe(read);
	else expect(Math.abs(planned - read) / read).toBeLessThan(0.02);
}

async function planAndReplay({ folder, file, language, driver }: Example, files: Readonly<Record<string, string>>) {
	const { analysis } = await analyzeText(files);
	const calls = analysis.calls.filter(({ call }) => call.place.file === file && call.api === "chat");
	expect(calls).toHaveLength(1);
	const sent = await runExample({ folder, files, driver, language });
	expect(sent).toHaveLength(3);
	const report = replay(sent);
	return { planned: calls[0]?.prompt.cacheablePrefixTokens ?? -1, read: report.requests.at(-1)?.readTokens ?? -1 };
}

function replay(sent: readonly SentBody[]): ReplayReport {
	const lines = sent.map(({ path, body }) => JSON.stringify({ url: path, site: "example", body }));
	const log = readRequestLog(lines.join("\n"));
	expect(log.problems).toEqual([]);
	return replayLog({ log, knowledge, asOf: "2026-11-21", interval: 10_000, firstByteAfter: 500 });
}

function filesOf(folder: string): Record<string, string> {
	const place = fileURLToPath(new URL(`../../examples/${folder}`, import.meta.url));
	const names = readdirSync(place, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
	return Object.fromEntries(
		names
			.filter((name) => /\.(ts|py|txt|json|toml)$/.test(name))
			.sort()
			.map((name) => [name, readFileSync(join(place, name), "utf8")]),
	);
}
