/** `lcpr lock`: what the file says of a call, what a check finds, and what stays silent. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkLock } from "../../server/src/analysis/lock/check-lock.ts";
import { lockText, readLock } from "../../server/src/analysis/lock/lock-file.ts";
import { lockableCalls, type PrefixLock, prefixLock } from "../../server/src/analysis/lock/prefix-lock.ts";
import { lockCheckDocument, lockCheckText } from "../../server/src/cli/formats/lock-text.ts";
import { plainStyle } from "../../server/src/cli/formats/terminal-style.ts";
import { loadKnowledge } from "../../server/src/workspace/knowledge.ts";
import { analyzeText } from "../harness/analyze-text.ts";

const knowledge = await loadKnowledge();
const hash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);
const sections = ["Tone", "Money", "Mail"].map(
	(title) =>
		`# ${title}\n${Array.from({ length: 40 }, (_, index) => `Rule ${index}: say what ${title} needs and nothing else.`).join("\n")}`,
);
const rules = sections.join("\n\n");

const openAi = (prompt: string, model = "gpt-5.5") => `from openai import OpenAI
client = OpenAI()
RULES = """${prompt}"""
def answer(question):
    return client.chat.completions.create(model="${model}", max_tokens=200, messages=[
        {"role": "system", "content": RULES}, {"role": "user", "content": question}])
`;
const claude = (prompt: string) => `import anthropic
client = anthropic.Anthropic()
RULES = """${prompt}"""
def answer(question):
    return client.messages.create(model="claude-sonnet-4-6", max_tokens=200,
        system=[{"type": "text", "text": RULES, "cache_control": {"type": "ephemeral"}}],
        messages=[{"role": "user", "content": question}])
`;

async function lockable(code: string) {
	const { analysis } = await analyzeText({ "app/answer.py": code });
	return { calls: lockableCalls(analysis.calls, { hash, tokens: knowledge.tokens }), summaries: analysis.summaries };
}

async function lockOf(code: string): Promise<PrefixLock> {
	return prefixLock((await lockable(code)).calls);
}

async function check(before: string, after: string) {
	const { calls, summaries } = await lockable(after);
	const result = checkLock(await lockOf(before), calls, knowledge.cacheRules);
	return {
		...result,
		text: lockCheckText(lockCheckDocument(result, { lock: "lcpr.lock.json", summaries }), plainStyle),
	};
}

describe("the file", () => {
	it("names a call by file and function, and its prefix by paragraphs", async () => {
		const [call] = (await lockOf(openAi(rules))).calls;
		expect(call).toMatchObject({ id: "app/answer.py answer", provider: "openai", model: "gpt-5.5" });
		expect(call?.parts.map(({ begins }) => begins)).toEqual(["# Tone", "# Money", "# Mail"]);
		expect(call?.cacheableTokens).toBeGreaterThan(1_000);
	});

	it("is the same text when it is read and written again", async () => {
		const text = lockText(await lockOf(openAi(rules)));
		const read = readLock(text);
		expect(typeof read === "string" ? read : lockText(read)).toBe(text);
		expect(text.split("\n").filter((line) => line.includes('"begins"'))).toHaveLength(3);
	});

	it("is refused with the reason when it is broken or of another version", () => {
		expect(readLock("{")).toMatch(/^not JSON: /);
		expect(readLock('{"lockVersion": 2}')).toBe("`lockVersion` is 2, and this version reads 1");
		expect(readLock('{"lockVersion": 1, "calls": [{}]}')).toBe("call 1 is not complete");
	});
});

describe("a check", () => {
	it("finds nothing when lines move, what follows the prefix changes or the limit does", async () => {
		const moved = `# a comment\n\n\n${openAi(rules).replace('"content": question', '"content": "Q: " + question').replace("200", "300")}`;
		const { changes, text } = await check(openAi(rules), moved);
		expect(changes).toEqual([]);
		expect(text).toBe("No cached prefix changed (1 call).\n");
	});

	it("names the part that changed and prices one cold rewrite", async () => {
		const after = openAi(rules.replace("# Tone\nRule 0: say", "# Tone\nRule 0: write"));
		const { changes, text } = await check(openAi(rules), after);
		expect(changes).toMatchObject([
			{ kind: "changed", because: 'the system text that begins "# Tone" differs, after 0 tokens' },
		]);
		const [change] = changes;
		expect(change?.rewriteTokens).toBe(change?.cacheableTokensAfter);
		expect(change?.rewriteUsd).toBeCloseTo(((change?.rewriteTokens ?? 0) * 5) / 1_000_000, 12);
		expect(text).toContain("1 cached prefix changed, $");
		expect(text).toContain("app/answer.py answer  line 129");
	});

	it("counts only what comes after the change where any shared beginning can be read", async () => {
		const edit = (text: string) => text.replace("# Mail\nRule 0: say", "# Mail\nRule 0: write");
		const [automatic] = (await check(openAi(`${rules}\n\n${rules}`), openAi(`${rules}\n\n${edit(rules)}`))).changes;
		expect(automatic?.rewriteTokens).toBeLessThan((automatic?.cacheableTokensAfter ?? 0) / 2);
		const [marked] = (await check(claude(`${rules}\n\n${rules}`), claude(`${rules}\n\n${edit(rules)}`))).changes;
		expect(marked?.rewriteTokens).toBe(marked?.cacheableTokensAfter);
	});

	it("finds nothing when text only goes on behind an automatically cached prefix", async () => {
		expect((await check(openAi(rules), openAi(`${rules}\n\n# Sales\n${sections[1]}`))).changes).toEqual([]);
		expect((await check(claude(rules), claude(`${rules}\n\n# Sales\n${sections[1]}`))).changes).toHaveLength(1);
	});

	it("says when a value now stands before the rules and nothing is cached any more", async () => {
		const clock = openAi(rules).replace('RULES = """', 'import datetime\nRULES = f"""Now: {datetime.datetime.now()}\n');
		const { changes } = await check(openAi(rules), clock);
		expect(changes[0]).toMatchObject({ kind: "changed", cacheableTokensAfter: 0, rewriteTokens: 0 });
	});

	it("tells another model, a new call and one that is gone", async () => {
		const other = await check(openAi(rules), openAi(rules, "gpt-5.4"));
		expect(other.changes[0]?.because).toBe("the model was gpt-5.5 and is gpt-5.4");
		const renamed = await check(openAi(rules), openAi(rules).replace("def answer", "def reply"));
		expect(renamed.changes.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
			"gone app/answer.py answer",
			"new app/answer.py reply",
		]);
	});

	it("ignores prompts too short to be cached, before and after", async () => {
		expect((await check(openAi("Be kind."), openAi("Be very kind."))).changes).toEqual([]);
		expect((await check("", openAi("Be kind."))).changes).toEqual([]);
	});
});
