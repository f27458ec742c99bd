/** The result of `lcpr replay` as data. Its shape is a contract (replay.schema.json); fields may be added, never renamed. */
import type { IsoDate, Milliseconds, Share, Tokens, UsDollars } from "../../model/units.ts";
import type { MissReason } from "../../prompts/cache/simulate.ts";
import type { LogProblem } from "./read-request-log.ts";

export interface ReplayReport {
	readonly schemaVersion: 1;
	readonly pricing: { readonly snapshot: string; readonly pricedOn: IsoDate };
	readonly totals: ReplayTotals;
	/** What costs most to miss first. */
	readonly sites: readonly SiteReport[];
	readonly requests: readonly RequestReport[];
	/** Lines of the log that could not be read. */
	readonly problems: readonly LogProblem[];
	/** What was assumed, in sentences. */
	readonly assumptions: readonly string[];
}

export interface ReplayTotals {
	readonly requests: number;
	readonly inputTokens: Tokens;
	readonly readTokens: Tokens;
	readonly writtenTokens: Tokens;
	/** Share of the input tokens that is read from the cache. */
	readonly hitRate: Share;
	/** Share of the requests that read anything. */
	readonly requestHitRate: Share;
	/** Known from recorded usage; null when no request has any. */
	readonly outputTokens: Tokens | null;
	/** With the cache as simulated; output counts where it was recorded. Null when no request has a price. */
	readonly usd: UsDollars | null;
	/** The same requests without any cache. */
	readonly usdWithoutCache: UsDollars | null;
	/** What requests paid for text that an earlier request had too and that could have been read. */
	readonly lostTokens: Tokens;
	readonly lostUsd: UsDollars | null;
	/** Requests without a price, which `usd` leaves out. */
	readonly unpriced: number;
	/** What providers reported; null when the log holds no usage. */
	readonly reported: {
		readonly requests: number;
		readonly inputTokens: Tokens;
		readonly cachedTokens: Tokens;
		readonly hitRate: Share;
	} | null;
}

export interface SiteReport extends ReplayTotals {
	readonly site: string;
	/** False: the log names no site, and the requests were grouped by model and shared instructions. */
	readonly siteIsGiven: boolean;
	readonly providers: readonly string[];
	readonly models: readonly string[];
	readonly usdPerRequest: UsDollars | null;
	readonly noPriceBecause: string | null;
	/** Requests by why they missed. */
	readonly missed: Readonly<Partial<Record<MissReason, number>>>;
	/** Places where consecutive requests first differ, the dearest first. */
	readonly differences: readonly DifferenceReport[];
}

/** One place, with an example. Bytes are UTF-8. */
export interface DifferenceReport extends DifferencePlace {
	/** Pairs of consecutive requests that first differ here. */
	readonly pairs: number;
	readonly lostTokens: Tokens;
	readonly lostUsd: UsDollars | null;
	/** The example's lines in the log. */
	readonly earlierLine: number;
	readonly laterLine: number;
}

export interface DifferencePlace {
	readonly path: string;
	readonly byteInBlock: number;
	readonly byteInPrompt: number;
	/** Tokens before the difference. */
	readonly tokensBefore: Tokens;
	readonly before: string;
	readonly was: string;
	readonly is: string;
}

export interface RequestReport {
	readonly line: number;
	readonly time: Milliseconds;
	readonly site: string;
	readonly provider: string | null;
	readonly model: string | null;
	readonly inputTokens: Tokens;
	readonly readTokens: Tokens;
	/** By lifetime: `{"5m": 1200}`. */
	readonly writtenTokens: Readonly<Record<string, Tokens>>;
	readonly sharedTokens: Tokens;
	readonly missed: MissReason | null;
	readonly usd: UsDollars | null;
	readonly lostTokens: Tokens;
	readonly lostUsd: UsDollars | null;
	/** Against the request before it of the same site and conversation; null for the first and where nothing differs. */
	readonly firstDifference: (DifferencePlace & { readonly earlierLine: number }) | null;
}
