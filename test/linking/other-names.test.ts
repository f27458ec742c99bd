/** Functions called under a name that is not their own: renamed by imports and exports, default exports, lambdas. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const python = `from openai import OpenAI
c = OpenAI()
def ask(text):
    return c.chat.completions.create(model="gpt-5", messages=[{"role": "user", "content": text}])
def say(text):
    print(text)
`;
const script = `import OpenAI from "openai";
const c = new OpenAI();
const ask = (text: string) => c.chat.completions.create({ model: "gpt-5", messages: [{ role: "user", content: text }] });
const say = (text: string) => console.log(text);
`;

async function wrappers(files: Record<string, string>): Promise<readonly string[]> {
	const { calls } = await linkFiles(files);
	return describeCalls(calls.filter((call) => call.kind === "wrapper")).map((line) =>
		line.replace(/ wrapper chat.completions openai gpt-5/, ""),
	);
}

describe("a function imported under another name", () => {
	it("is found where the import renames it (Python)", async () => {
		const user = `from llm import ask as other, say as tell
def inside():
    from llm import ask as local
    local("Write about the hills")
other("Write about the sea")
tell("Write about the sea")
`;
		expect(await wrappers({ "llm.py": python, "user.py": user })).toEqual([
			"user.py:4 [user: Write about the hills]",
			"user.py:5 [user: Write about the sea]",
		]);
	});

	it("is found where the import renames it (TypeScript)", async () => {
		const user = `import { ask as other, say as tell } from "./llm";
other("Write about the sea");
tell("Write about the sea");
`;
		const required = `const { ask: other } = require("./llm");
other("Write about the hills");
`;
		expect(
			await wrappers({ "llm.ts": `${script}export { ask, say };\n`, "required.js": required, "user.ts": user }),
		).toEqual(["required.js:2 [user: Write about the hills]", "user.ts:2 [user: Write about the sea]"]);
	});

	it("is found behind a package that renames it (Python)", async () => {
		const files = {
			"kit/__init__.py": "from .llm import ask as complete, say as tell\n",
			"kit/llm.py": python,
			"user.py": 'from kit import complete, tell\ncomplete("Write about the sea")\ntell("Write about the sea")\n',
		};
		expect(await wrappers(files)).toEqual(["user.py:2 [user: Write about the sea]"]);
		const { wrapperNames } = await linkFiles(files);
		expect(wrapperNames).toEqual(["ask", "complete"]);
	});

	it("is found behind exports that rename it (TypeScript)", async () => {
		const files = {
			"llm.ts": `${script}export { ask as askModel, say as tellModel };\n`,
			"index.ts": 'export { askModel as complete, tellModel as tell } from "./llm";\n',
			"user.ts":
				'import { complete, tell } from "./index";\ncomplete("Write about the sea");\ntell("Write about the sea");\n',
		};
		expect(await wrappers(files)).toEqual(["user.ts:2 [user: Write about the sea]"]);
		const { wrapperNames } = await linkFiles(files);
		expect(wrapperNames).toEqual(["ask", "askModel", "complete"]);
	});

	it("is found as a default export, whatever the import calls it", async () => {
		const files = {
			"lib/call-model.ts": `${script}export default ask;\n`,
			"lib/unnamed/index.ts": `${script.replace("const ask =", "export default")}`,
			"lib/print.ts": `${script}export default say;\n`,
			"kit.ts": 'export { default as complete } from "./lib/call-model";\n',
			"user.ts": `import model from "./lib/call-model.js";
import other from "./lib/unnamed";
import print from "./lib/print";
import { complete } from "./kit";
model("Write about the sea");
other("Write about the hills");
print("Write about the sea");
complete("Write about the woods");
`,
		};
		expect(await wrappers(files)).toEqual([
			"user.ts:5 [user: Write about the sea]",
			"user.ts:6 [user: Write about the hills]",
			"user.ts:8 [user: Write about the woods]",
		]);
		const { wrapperNames } = await linkFiles(files);
		expect(wrapperNames).toEqual(["/call-model", "/unnamed", "ask", "complete"]);
	});

	it("is found where it is taken out of an object under another name", async () => {
		const code = `${script}const kit = { ask, say };
const { ask: other, say: tell } = kit;
other("Write about the sea");
tell("Write about the sea");
`;
		expect(await wrappers({ "a.ts": code })).toEqual(["a.ts:7 [user: Write about the sea]"]);
	});
});

describe("a method kept under another name", () => {
	it("is found where only the base class's method is visible (Python)", async () => {
		const code = `${python}class Model:
    def infer(self, text):
        raise NotImplementedError
    def log(self, text):
        print(text)
class Remote(Model):
    def infer(self, text):
        return c.chat.completions.create(model="gpt-5", messages=[{"role": "user", "content": text}])
class Filter:
    def __init__(self, llm: Model):
        self.send = llm.infer
        self.note = llm.log
    def run(self, text):
        self.note(f"Summarize in one line: {text}")
        return self.send(f"Summarize in one line: {text}")
Filter(Remote())
`;
		expect(await wrappers({ "a.py": code })).toEqual(["a.py:21 [user: Summarize in one line: ‹text›]"]);
	});

	it("is found where it is bound to its object (TypeScript)", async () => {
		const code = `${script}class Remote {
  infer(text: string) { return ask(text); }
  log(text: string) { return say(text); }
}
const remote = new Remote();
const send = remote.infer.bind(remote);
const note = remote.log.bind(remote);
export const run = (text: string) => send("Summarize in one line: " + text);
export const tell = (text: string) => note("Summarize in one line: " + text);
`;
		expect(await wrappers({ "a.ts": code })).toEqual(["a.ts:12 [user: Summarize in one line: ‹text›]"]);
	});
});

describe("a function without a name of its own", () => {
	it("is found by the name it is kept under (Python)", async () => {
		const code = `${python}def run(text):
    short = lambda part: ask(part)
    quiet = lambda part: say(part)
    short(f"Summarize in one line: {text}")
    quiet(f"Summarize in one line: {text}")
def repair(generate, text):
    return generate(f"Mend this text: {text}")
repair(lambda part: ask(part), text)
`;
		expect(await wrappers({ "a.py": code })).toEqual([
			"a.py:10 [user: Summarize in one line: ‹text›]",
			"a.py:13 [user: Mend this text: ‹text›]",
		]);
	});

	it("is found by the name it is kept under (TypeScript)", async () => {
		const code = `${script}const run = (text: string) => {
  const short = (part: string) => ask(part);
  const quiet = (part: string) => say(part);
  short("Summarize in one line: " + text);
  quiet("Summarize in one line: " + text);
};
const repair = (generate: (part: string) => unknown, text: string) => generate("Mend this text: " + text);
repair((part) => ask(part), text);
`;
		expect(await wrappers({ "a.ts": code })).toEqual([
			"a.ts:8 [user: Summarize in one line: ‹text›]",
			"a.ts:11 [user: Mend this text: ‹text›]",
		]);
	});
});

describe("a function in a table of tables", () => {
	it("is called by its key, whichever entry it may be (Python)", async () => {
		const code = `${python}MODELS = {"gpt": {"fn": ask, "log": say, "limit": 1}}
MODELS.update({"other": {"fn": ask, "log": say, "limit": 2}})
def by_table(name, text):
    method = MODELS[name]["fn"]
    log = MODELS[name]["log"]
    log(text)
    return method(text)
def by_get(name, text):
    return MODELS.get(name).get("fn")(text)
def logged(name, text):
    log = MODELS[name]["log"]
    return log(text)
by_table("gpt", "Write about the sea")
by_get(name, "Write about the hills")
logged(name, "Write about the sea")
`;
		expect(await wrappers({ "a.py": code })).toEqual([
			"a.py:19 [user: Write about the sea]",
			"a.py:20 [user: Write about the hills]",
		]);
	});

	it("is called by its key, whichever entry it may be (TypeScript)", async () => {
		const code = `${script}const models: Record<string, any> = { gpt: { fn: ask, log: say, limit: 1 } };
const byTable = (name: string, text: string) => {
  const method = models[name].fn;
  return method(text);
};
const byIndex = (name: string, text: string) => models[name]["fn"](text);
const logged = (name: string, text: string) => {
  const log = models[name]["log"];
  return log(text);
};
byTable("gpt", "Write about the sea");
byIndex("gpt", "Write about the hills");
logged("gpt", "Write about the sea");
`;
		expect(await wrappers({ "a.ts": code })).toEqual([
			"a.ts:15 [user: Write about the sea]",
			"a.ts:16 [user: Write about the hills]",
		]);
	});
});
