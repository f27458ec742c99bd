/** What of a prompt stands behind its first costly change, and so is sent at full price with every request. */
import type { Prompt, Segment } from "../../model/prompt.ts";
import type { Share, Tokens } from "../../model/units.ts";

export interface BlockedText {
	/** The first part that differs between requests that follow each other closely. */
	readonly change: Segment;
	/** Tokens from the start of the prompt up to the change that stay the same for at least a day. */
	readonly prefixTokens: Tokens;
	/** Static segments behind the change, labels left out. */
	readonly segments: readonly Segment[];
	readonly tokens: Tokens;
	/** Share of requests in which the change makes the cache miss. */
	readonly missShare: Share;
}

/**
 * A date that changes once a day costs one miss a day, so it is passed over. A value of a user or a conversation
 * misses at every change of user; we assume two requests each before the cache forgets. So is a system prompt that is
 * handed through whole: nothing says that it is another one each time, and what stands behind it can be judged by itself.
 */
export function blockedText(prompt: Prompt): BlockedText | null {
	const at = prompt.segments.findIndex((segment) => missShareOf(segment) > 0 && !isUnseenSystem(segment, prompt));
	const change = prompt.segments[at];
	if (!change) return null;
	const segments = prompt.segments.slice(at + 1).filter((segment) => segment.kind === "static" && !segment.isLabel);
	return {
		change,
		prefixTokens: stablePrefix(prompt.segments.slice(0, at)),
		segments,
		// The prompt's own figure also leaves out the label lines inside of segments.
		tokens: change === prompt.firstChange ? prompt.staticTokensAfterFirstChange : tokensOf(segments),
		missShare: missShareOf(change),
	};
}

/** The system text as a whole, of which neither words nor origin are known. */
function isUnseenSystem(segment: Segment, { segments }: Prompt): boolean {
	const { role, part, valueKind, text } = segment;
	if (role !== "system" || text !== null || (valueKind ?? null) !== null) return false;
	return segments.every((other) => other === segment || other.part !== part);
}

export function tokensOf(segments: readonly Segment[]): Tokens {
	return segments.reduce((sum, segment) => sum + segment.tokens.tokens, 0);
}

/** A segment that a cache can keep for hours: static, or changing with the day. */
export function isStable(segment: Segment): boolean {
	return segment.kind === "static" || segment.changes === "day";
}

function stablePrefix(segments: readonly Segment[]): Tokens {
	const end = segments.findIndex((segment) => !isStable(segment));
	return tokensOf(end < 0 ? segments : segments.slice(0, end));
}

function missShareOf(segment: Segment): Share {
	// Each of a few fixed texts is cached by itself.
	if (segment.kind !== "changing" || segment.variants !== undefined) return 0;
	if (segment.changes === "request") return 1;
	return segment.changes === "user" || segment.changes === "session" ? 0.5 : 0;
}
