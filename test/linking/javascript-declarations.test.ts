/** What JavaScript declarations say on their own: declared results, defaults of destructured parameters, required modules. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const calls = async (text: string) => describeCalls((await linkFiles({ "a.ts": text })).calls);

describe("the declared type of what a function returns", () => {
	it("says what a function without a readable body gives", async () => {
		expect(
			await calls(`import OpenAI from "openai";
interface Registry { lookup(name: string): unknown }
declare const registry: Registry;
function getClient(): OpenAI { throw new Error("set up first"); }
export async function ask(q: string) {
  return getClient().chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: q }] });
}`),
		).toEqual(["a.ts:6 chat.completions openai gpt-4o [user: ‹q›]"]);
	});

	it("says what an unknown result is", async () => {
		expect(
			await calls(`import OpenAI from "openai";
import { container } from "./container";
class Service {
  private getClient(): OpenAI { return container.get("openai"); }
  ask(q: string) {
    return this.getClient().chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: q }] });
  }
}`),
		).toEqual(["a.ts:6 chat.completions openai gpt-4o [user: ‹q›]"]);
	});

	it("gives way to a body that says more", async () => {
		expect(
			await calls(`import OpenAI from "openai";
function getClient(): OpenAI { return new OpenAI({ baseURL: "https://api.groq.com/openai/v1" }); }
export const ask = (q: string) =>
  getClient().chat.completions.create({ model: "llama-3.3-70b-versatile", messages: [{ role: "user", content: q }] });`),
		).toEqual(["a.ts:4 chat.completions groq llama-3.3-70b-versatile [user: ‹q›]"]);
	});

	it("stays silent for a type of another kind", async () => {
		expect(
			await calls(`import { Twilio } from "twilio";
declare function getClient(): Twilio;
export const send = () => getClient().messages.create({ body: "x", to: "y" });`),
		).toEqual([]);
	});
});

describe("a function used as a value", () => {
	it("is not what its name stands for outside", async () => {
		expect(
			await calls(`import OpenAI from "openai";
const client = new OpenAI();
const run = wrap(function client() { return null; });
export const ask = (q: string) =>
  client.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: q }] });`),
		).toEqual(["a.ts:5 chat.completions openai gpt-4o [user: ‹q›]"]);
	});
});

describe("defaults of destructured parameters", () => {
	it("are used when no argument is known", async () => {
		expect(
			await calls(`import OpenAI from "openai";
interface Deps { model?: string; limit?: number }
const client = new OpenAI();
export async function ask(q: string, { model = "gpt-4o-mini", limit = 300 }: Deps) {
  return client.chat.completions.create({ model, max_tokens: limit, messages: [{ role: "user", content: q }] });
}`),
		).toEqual(["a.ts:5 chat.completions openai gpt-4o-mini max=300 [user: ‹q›]"]);
	});

	it("of a class type are used too", async () => {
		expect(
			await calls(`import OpenAI from "openai";
class Deps { model?: string; }
const client = new OpenAI();
export async function ask(q: string, { model = "gpt-4o-mini" }: Deps = {}) {
  return client.chat.completions.create({ model, messages: [{ role: "user", content: q }] });
}`),
		).toEqual(["a.ts:5 chat.completions openai gpt-4o-mini [user: ‹q›]"]);
	});
});

describe("parameters that are properties", () => {
	it("keep the fields of their default", async () => {
		expect(
			await calls(`import OpenAI from "openai";
class Service {
  private client = new OpenAI();
  constructor(private opts = { model: "gpt-4o", limit: 200 }) {}
  ask(q: string) {
    return this.client.chat.completions.create({ model: this.opts.model, max_tokens: this.opts.limit, messages: [{ role: "user", content: q }] });
  }
}`),
		).toEqual(["a.ts:6 chat.completions openai gpt-4o max=200 [user: ‹q›]"]);
	});
});

describe("a required module", () => {
	const ask = (head: string) => `${head}
exports.ask = (q) => client.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: q }] });`;
	it.each([
		'const OpenAI = require("openai"); const client = new OpenAI();',
		'const { OpenAI } = require("openai"); const client = new OpenAI();',
		'const OpenAI = require("openai").default; const client = new OpenAI();',
		'const openai = require("openai"); const client = new openai.OpenAI();',
	])("gives the client: %s", async (head) => {
		expect(describeCalls((await linkFiles({ "a.js": ask(head) })).calls)).toEqual([
			"a.js:2 chat.completions openai gpt-4o [user: ‹q›]",
		]);
	});
	it("that is not there leaves the call likely", async () => {
		expect(
			describeCalls((await linkFiles({ "a.js": ask('const C = require("./mine"); const client = new C();') })).calls),
		).toEqual(["a.js:2 likely chat.completions openai gpt-4o [user: ‹q›]"]);
	});
});
