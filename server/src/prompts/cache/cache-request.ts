/** A request as a prompt cache sees it: blocks of content in the order of the body, with what marks and what invalidates them. */
import type { Milliseconds, Tokens } from "../../model/units.ts";
import type { CacheSection } from "./cache-rules.ts";

export interface CacheBlock {
	readonly section: CacheSection;
	/** Where it stands in the body: `messages[2].content[0]`. */
	readonly path: string;
	/** Who speaks; null for tools and schemas. */
	readonly role: string | null;
	/** What is sent: text as it is, tools and schemas as compact JSON, an image by its address or data. */
	readonly text: string;
	/** Tokens where the text does not tell them, as for an image; null to count the text. */
	readonly tokens: Tokens | null;
	/** Lifetime of a cache marker behind this block, `5m` or `1h`; null without one. */
	readonly breakpoint: string | null;
}

export interface CacheRequest {
	readonly time: Milliseconds;
	/** From the request to the first byte of its response: until then nothing it writes can be read. */
	readonly responseStartsAfter: Milliseconds;
	readonly provider: string | null;
	readonly model: string | null;
	/** Whose cache it is; requests of two organisations share nothing. */
	readonly organisation: string | null;
	/** `prompt_cache_key` and its like: steers requests of one key to one machine. */
	readonly cacheKey: string | null;
	/** Lifetime the request asks for as a whole, such as `24h`; null for the provider's own. */
	readonly lifetime: string | null;
	/** A marker for the whole request, which the provider puts behind the last block: its lifetime; null without one. */
	readonly automaticBreakpoint: string | null;
	/** Only the request's own markers count, where the provider would otherwise set one too. */
	readonly explicitOnly: boolean;
	readonly blocks: readonly CacheBlock[];
	/** Options by the names of the cache rules (`tool_choice`, `thinking`), written as text. */
	readonly options: Readonly<Record<string, string>>;
}
