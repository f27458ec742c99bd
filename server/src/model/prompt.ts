/** A request's prompt in the order the provider hashes it, each segment with how often it changes and what it weighs. */
import type { ChangeRate } from "./change-rate.ts";
import type { PromptItem, PromptRole } from "./llm-call.ts";
import type { Place } from "./source-file.ts";
import type { Confidence, Share, Tokens } from "./units.ts";

export interface Prompt {
	readonly callId: string;
	/** `whole`: every part's text is known or is a single run-time value. `part`: some parts are not visible. `none`: nothing is. */
	readonly resolved: "whole" | "part" | "none";
	/** Segments in the provider's cache order. */
	readonly segments: readonly Segment[];
	/** Tokens that are the same until the next deployment, wherever they stand. */
	readonly staticTokens: Tokens;
	/** Static tokens from the start up to the first changing or unknown segment. */
	readonly staticPrefixTokens: Tokens;
	/** What the provider can really cache of that prefix: after its minimum, its blocks and its breakpoints. */
	readonly cacheablePrefixTokens: Tokens;
	/** The first segment that changes by day, session, user or request; one of a few fixed texts does not count. */
	readonly firstChange: Segment | null;
	/** Static instruction text after `firstChange` that could stand before it; labels that only introduce a value don't count. */
	readonly staticTokensAfterFirstChange: Tokens;
	/** Tokens of holes, by an assumption about their size. */
	readonly assumedTokens: Tokens;
	/** All input tokens of a typical request: static, hidden overhead and assumed. */
	readonly inputTokens: TokenEstimate;
	readonly cachePlan: CachePlan;
	readonly expectedOutput: ExpectedOutput;
}

/** How long the answer is expected to be. */
export interface ExpectedOutput {
	/** Tokens used for the price. 0 for APIs that produce no text (embedding, moderation, rerank). */
	readonly tokens: Tokens;
	readonly low: Tokens;
	readonly high: Tokens;
	/** `estimated`: from the limit, the schema or the words of the prompt. `assumed`: a default. */
	readonly confidence: Confidence;
	/** For a person: "limit of 400 tokens", "asks for one sentence", "default for chat". */
	readonly because: string;
	/** What the expectation rests on. */
	readonly from?: "api" | "limit" | "schema" | "words" | "default";
	/** `closed`: one of a few values. `whole-text`: a text that was given, again. Absent for anything else. */
	readonly kind?: "closed" | "whole-text";
	/** The expectation before the limit cut it off; absent where the limit is all there is. */
	readonly withoutLimit?: { readonly tokens: Tokens; readonly high: Tokens };
}

export interface Segment {
	readonly role: PromptRole;
	readonly kind: "static" | "changing" | "unknown";
	readonly changes: ChangeRate;
	readonly tokens: TokenEstimate;
	readonly place: Place;
	/** Why it is static or how it changes, for a person: "`datetime.now()` is the clock". */
	readonly because: string;
	/** Source text of a changing segment, shortened; the first words of a static one. */
	readonly label: string;
	/** The static text itself; null for other kinds. */
	readonly text: string | null;
	/** Index into the call's `prompt` parts. */
	readonly part: number;
	readonly item: PromptItem | null;
	/** Only a name, tag or heading that introduces the next value: "Question: ", "<doc>". */
	readonly isLabel: boolean;
	readonly hasBreakpointAfter: boolean;
	/** What kind of value a changing segment is, such as "clock", "request-id" or "history"; null when it is of none. */
	readonly valueKind?: string | null;
	/**
	 * How many fixed texts stand here in turn, none at all counted as one of them. Each is cached by itself, so that
	 * `changes` says how often the request goes from one of them to another. Absent for every other segment.
	 */
	readonly variants?: number;
	/** It is worked out once for several requests: in front of the loop that makes them, or as their object is made. */
	readonly isKeptInLoop?: boolean;
}

export interface TokenEstimate {
	readonly tokens: Tokens;
	/** `exact`: the model's own vocabulary. `calibrated`: converted from another one. `assumed`: size of a run-time value. */
	readonly basis: "exact" | "calibrated" | "assumed";
	/** Half-width of the 90 % interval as a share of `tokens`; 0 when exact. */
	readonly relativeError: Share;
}

/** What the provider's prompt cache does with this prompt. */
export interface CachePlan {
	/** `automatic`: longest prefix. `explicit`: only at breakpoints. `none`: this provider has no prompt cache we know of. */
	readonly mode: "automatic" | "explicit" | "implicit-breakpoint" | "none" | "unknown";
	readonly minimumTokens: Tokens | null;
	readonly cacheableTokens: Tokens;
	/** Why nothing (or not all of the prefix) is cached; null when the prefix is used. */
	readonly notCachedBecause: string | null;
	/** How sure the provider's rule is. */
	readonly certainty: "certain" | "likely";
	/** Where the rule is documented. */
	readonly source: string | null;
}
