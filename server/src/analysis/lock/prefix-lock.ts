/** The prefix lock: what each call's cached prefix looks like now, small enough to be committed and read in a diff. */
import type { LlmCall } from "../../model/llm-call.ts";
import type { Prompt, Segment } from "../../model/prompt.ts";
import type { Tokens } from "../../model/units.ts";
import type { TokenCounter } from "../../prompts/tokens/token-counter.ts";
import { compareText } from "../compare-text.ts";
import type { AnalyzedCall } from "../program-analysis.ts";

export interface PrefixLock {
	readonly lockVersion: 1;
	/** Sorted by id. */
	readonly calls: readonly LockedCall[];
}

export interface LockedCall {
	/** File, function and which call of that function: lines may move without changing it. */
	readonly id: string;
	readonly provider: string | null;
	readonly model: string | null;
	/** Static tokens at the beginning, and what of them the provider can cache. */
	readonly prefixTokens: Tokens;
	readonly cacheableTokens: Tokens;
	readonly hash: string;
	/** The prefix in paragraphs, so that a change can be named. */
	readonly parts: readonly LockedPart[];
}

export interface LockedPart {
	readonly role: string;
	readonly tokens: Tokens;
	readonly hash: string;
	/** The first words, for a person. */
	readonly begins: string;
}

/** A call of today with what locking made of it. */
export interface LockableCall {
	readonly locked: LockedCall;
	readonly analyzed: AnalyzedCall;
}

/** From a text to a short hash that is the same on every machine. */
export type HashText = (text: string) => string;

/** Calls with a fixed beginning, sorted by id; the others have nothing that could be locked. */
export function lockableCalls(
	calls: readonly AnalyzedCall[],
	{ hash, tokens }: { readonly hash: HashText; readonly tokens: TokenCounter },
): readonly LockableCall[] {
	const seen = new Map<string, number>();
	return [...calls]
		.sort((a, b) => compareText(a.call.place.file, b.call.place.file) || a.call.place.start - b.call.place.start)
		.flatMap((analyzed) => {
			const { call, prompt } = analyzed;
			const base = `${call.place.file} ${call.functionName ?? "(module)"}`;
			const ordinal = (seen.get(base) ?? 0) + 1;
			seen.set(base, ordinal);
			if (!isCachedApi(call) || prompt.staticPrefixTokens === 0) return [];
			const id = ordinal === 1 ? base : `${base} ${ordinal}`;
			return [{ analyzed, locked: lockCall(id, { call, prompt, hash, tokens }) }];
		})
		.sort((a, b) => compareText(a.locked.id, b.locked.id));
}

export function prefixLock(calls: readonly LockableCall[]): PrefixLock {
	return { lockVersion: 1, calls: calls.map(({ locked }) => locked) };
}

function isCachedApi({ api }: LlmCall): boolean {
	return api === "chat" || api === "completion";
}

interface LockInput {
	readonly call: LlmCall;
	readonly prompt: Prompt;
	readonly hash: HashText;
	readonly tokens: TokenCounter;
}

function lockCall(id: string, { call, prompt, hash, tokens }: LockInput): LockedCall {
	const model = { provider: call.provider, name: call.model.name };
	const parts = prefixOf(prompt).flatMap((segment) =>
		paragraphs(segment.text ?? segment.label).map((text) => ({
			role: segment.role,
			tokens: segment.text === null ? segment.tokens.tokens : tokens.count(text, model).tokens,
			hash: hash(text),
			begins: beginning(text),
		})),
	);
	return {
		id,
		provider: call.provider,
		model: call.model.name,
		prefixTokens: prompt.staticPrefixTokens,
		cacheableTokens: prompt.cacheablePrefixTokens,
		hash: hash(parts.map((part) => `${part.role} ${part.hash}`).join("\n")),
		parts,
	};
}

/** The static beginning; up to its last cache marker where it has one, since nothing behind it is kept. */
function prefixOf({ segments }: Prompt): readonly Segment[] {
	const end = segments.findIndex(({ kind }) => kind !== "static");
	const prefix = end < 0 ? segments : segments.slice(0, end);
	const marked = prefix.findLastIndex(({ hasBreakpointAfter }) => hasBreakpointAfter);
	return marked < 0 ? prefix : prefix.slice(0, marked + 1);
}

/** Cut before the blank lines between them, so that text added at the end leaves the last one as it is. */
function paragraphs(text: string): readonly string[] {
	return text.split(/(?<=[^\n])(?=\n[ \t]*\n)/);
}

const shownCharacters = 40;

function beginning(text: string): string {
	const line = text.trim().split("\n")[0] ?? "";
	return line.length <= shownCharacters ? line : `${line.slice(0, shownCharacters - 1).trimEnd()}…`;
}
