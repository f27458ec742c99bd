import { expect, it } from "vitest";
import { decodeText, isMinified } from "../../server/src/workspace/source-text.ts";

const decode = (bytes: Uint8Array) => decodeText(bytes, bytes.length);

it("decodes UTF-8 and drops its byte order mark", () => {
	expect(decode(new TextEncoder().encode("\uFEFFgrün"))).toEqual({ text: "grün" });
});

it("decodes UTF-16 that says so", () => {
	expect(decode(Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x62, 0]))).toEqual({ text: "ab" });
});

it("calls a text with zero bytes binary", () => {
	expect(decode(Uint8Array.from([0x61, 0, 0x62]))).toEqual({ because: "binary: contains zero bytes" });
});

it("says what to do about another encoding", () => {
	expect(decode(Uint8Array.from([0x67, 0x72, 0xfc, 0x6e]))).toEqual({
		because: "not UTF-8 text; save it as UTF-8 to have it analysed",
	});
});

it("knows squeezed code by its lines", () => {
	expect(isMinified(`${"var a=1;".repeat(4000)}\n`, "vendor.js")).toBe(true);
	expect(isMinified("a()\n", "jquery.min.js")).toBe(true);
});

it("leaves a file of long prompts alone, each of them on one line", () => {
	const prompts = Array.from(
		{ length: 20 },
		(_, i) => `export const P${i} = "${"You are helpful and brief. ".repeat(150)}";`,
	);
	expect(isMinified(prompts.join("\n"), "prompts.ts")).toBe(false);
	expect(isMinified(`PROMPT = "${"x".repeat(30_000)}"\n`, "prompts.py")).toBe(false);
});

it("leaves a short file alone", () => {
	expect(isMinified("a();b();c();".repeat(100), "small.js")).toBe(false);
});
