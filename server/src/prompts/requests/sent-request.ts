/** A request body as it was sent to a provider, read into blocks of its cache order. */
import type { CacheBlock, CacheRequest } from "../cache/cache-request.ts";

export type RequestFormat = "openai-chat" | "openai-responses" | "anthropic" | "gemini" | "bedrock-converse";

/** What the body alone tells; time, tenant and provider come from around it. */
export interface SentRequest
	extends Pick<
		CacheRequest,
		"model" | "cacheKey" | "lifetime" | "automaticBreakpoint" | "explicitOnly" | "blocks" | "options"
	> {
	readonly format: RequestFormat;
	/** Name of the call site, where the body's metadata tells it. */
	readonly site: string | null;
}

export type Body = Readonly<Record<string, unknown>>;

export function isBody(value: unknown): value is Body {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function bodyOf(value: unknown): Body {
	return isBody(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | null {
	return typeof value === "string" ? value : null;
}

/** Compact JSON, as SDKs send it: keys keep their order, because their order is part of what is cached. */
export function sentJson(value: unknown): string {
	return JSON.stringify(value) ?? "";
}

/** `cache_control`, `cachePoint` and their like on a block: the lifetime; null without one. */
export function markerOf(block: Body, shortest: string): string | null {
	const marker = block.cache_control ?? block.prompt_cache_breakpoint;
	if (marker === undefined || marker === null || marker === false) return null;
	return textOf(bodyOf(marker).ttl) ?? shortest;
}

/** One block for each tool, in the order sent; a marker is not part of what is hashed. */
export function toolBlocks(tools: unknown, shortest: string): CacheBlock[] {
	return listOf(tools).map((tool, index) => {
		const { cache_control: _marker, ...definition } = bodyOf(tool);
		return {
			section: "tools",
			path: `tools[${index}]`,
			role: null,
			text: sentJson(definition),
			tokens: null,
			breakpoint: markerOf(bodyOf(tool), shortest),
		};
	});
}

/** Names under which people note where a request comes from. */
export function siteOf(value: unknown): string | null {
	const fields = bodyOf(value);
	for (const name of ["site", "callSite", "call_site"]) {
		const site = textOf(fields[name]);
		if (site !== null && site !== "") return site;
	}
	return null;
}

/** Options by the cache rules' names; what is not set is left out. */
export function optionsOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) =>
			value === undefined || value === null ? [] : [[name, typeof value === "string" ? value : sentJson(value)]],
		),
	);
}
