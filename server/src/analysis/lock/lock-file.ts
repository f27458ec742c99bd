/** Writes and reads the lock file: JSON with one line for each part, so that a diff shows what of a prompt changed. */
import type { LockedCall, LockedPart, PrefixLock } from "./prefix-lock.ts";

export const lockFileName = "lcpr.lock.json";

export function lockText(lock: PrefixLock): string {
	const calls = lock.calls.map(({ parts, ...call }) => {
		const fields = Object.entries(call).map(
			([name, value]) => `\t\t\t${JSON.stringify(name)}: ${JSON.stringify(value)}`,
		);
		const lines = parts.map((part) => `\t\t\t\t${JSON.stringify(part)}`);
		return `\t\t{\n${[...fields, `\t\t\t"parts": [\n${lines.join(",\n")}\n\t\t\t]`].join(",\n")}\n\t\t}`;
	});
	const list = calls.length === 0 ? "[]" : `[\n${calls.join(",\n")}\n\t]`;
	return `{\n\t"lockVersion": ${lock.lockVersion},\n\t"calls": ${list}\n}\n`;
}

/** The lock, or a sentence that says what is wrong with the text. */
export function readLock(text: string): PrefixLock | string {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		return `not JSON: ${error instanceof Error ? error.message : String(error)}`;
	}
	const { lockVersion, calls } = fieldsOf(value);
	if (lockVersion !== 1)
		return `\`lockVersion\` is ${JSON.stringify(lockVersion) ?? "missing"}, and this version reads 1`;
	if (!Array.isArray(calls)) return "`calls` is missing";
	const read: LockedCall[] = [];
	for (const [index, entry] of calls.entries()) {
		const call = readCall(entry);
		if (call === null) return `call ${index + 1} is not complete`;
		read.push(call);
	}
	return { lockVersion: 1, calls: read };
}

function readCall(value: unknown): LockedCall | null {
	const { id, provider, model, prefixTokens, cacheableTokens, hash, parts } = fieldsOf(value);
	if (typeof id !== "string" || typeof hash !== "string" || !Array.isArray(parts)) return null;
	if (typeof prefixTokens !== "number" || typeof cacheableTokens !== "number") return null;
	const read = parts.flatMap((part) => readPart(part) ?? []);
	if (read.length !== parts.length) return null;
	return { id, provider: textOf(provider), model: textOf(model), prefixTokens, cacheableTokens, hash, parts: read };
}

function readPart(value: unknown): LockedPart | null {
	const { role, tokens, hash, begins } = fieldsOf(value);
	if (typeof role !== "string" || typeof tokens !== "number" || typeof hash !== "string") return null;
	return { role, tokens, hash, begins: textOf(begins) ?? "" };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function textOf(value: unknown): string | null {
	return typeof value === "string" ? value : null;
}
