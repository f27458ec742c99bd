/** Reads a log of requests, one JSON value a line: bodies as they were sent, bare or with what is known around them. */
import type { Milliseconds, Tokens } from "../../model/units.ts";
import { readRequestBody } from "../../prompts/requests/read-request.ts";
import { type Body, bodyOf, isBody, type SentRequest, siteOf, textOf } from "../../prompts/requests/sent-request.ts";
import { providerOfUrl, vendorOfModel } from "../../sdks/providers.ts";
import { readUsage } from "./read-usage.ts";

/** What the provider reported of a request. */
export interface ReportedUsage {
	readonly inputTokens: Tokens;
	readonly cachedTokens: Tokens;
	readonly outputTokens: Tokens | null;
}

export interface LoggedRequest {
	/** 1-based line of the log. */
	readonly line: number;
	/** Null when the log does not say. */
	readonly time: Milliseconds | null;
	readonly firstByteAfter: Milliseconds | null;
	readonly site: string | null;
	/** Requests of one conversation are compared with one another; null when the log does not say. */
	readonly conversation: string | null;
	readonly organisation: string | null;
	readonly provider: string | null;
	readonly sent: SentRequest;
	readonly usage: ReportedUsage | null;
}

export interface LogProblem {
	readonly line: number;
	readonly because: string;
}

export interface RequestLog {
	readonly requests: readonly LoggedRequest[];
	readonly problems: readonly LogProblem[];
}

/** Lines that cannot be read are named and left out; empty lines are nothing. */
export function readRequestLog(text: string): RequestLog {
	const requests: LoggedRequest[] = [];
	const problems: LogProblem[] = [];
	for (const [index, lineText] of text
		.replace(/^\uFEFF/, "")
		.split(/\r\n|\n/)
		.entries()) {
		if (lineText.trim() === "") continue;
		const line = index + 1;
		const read = readLine(lineText, line);
		if (typeof read === "string") problems.push({ line, because: read });
		else requests.push(read);
	}
	return { requests, problems };
}

function readLine(text: string, line: number): LoggedRequest | string {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		return `not JSON: ${error instanceof Error ? error.message : String(error)}`;
	}
	if (!isBody(value)) return "not a JSON object";
	const isWrapped = isBody(value.body) || typeof value.body === "string";
	const around = isWrapped ? value : {};
	const body = isWrapped ? innerBody(value.body) : value;
	if (body === null) return "`body` is text that is not a JSON object";
	const url = textOf(around.url);
	const sent = readRequestBody(body, url);
	if (sent === null) {
		return "not a request body: expected `messages` (OpenAI chat, Anthropic), `input` (OpenAI responses) or `contents` (Gemini)";
	}
	if (sent.blocks.length === 0) return "the request has no content";
	const time = timeOf(around);
	if (typeof time === "string") return time;
	const model = sent.model ?? textOf(around.model);
	return {
		line,
		time,
		firstByteAfter: numberOf(around.firstByteMs),
		site: siteOf(around) ?? siteOf(around.metadata) ?? sent.site,
		conversation: firstText(around, ["conversation", "conversationId", "session", "sessionId"]),
		organisation: firstText(around, ["organisation", "organization", "workspace"]),
		provider: textOf(around.provider) ?? providerOf(url, model, sent),
		sent: { ...sent, model },
		usage: readUsage(around.usage ?? bodyOf(around.response).usage ?? bodyOf(around.response).usageMetadata),
	};
}

function innerBody(body: unknown): Body | null {
	if (isBody(body)) return body;
	try {
		const inner: unknown = JSON.parse(String(body));
		return isBody(inner) ? inner : null;
	} catch {
		return null;
	}
}

/** Milliseconds since 1970, from ISO 8601, seconds or milliseconds; null without a time, a sentence for a broken one. */
function timeOf(around: Body): Milliseconds | null | string {
	for (const name of ["time", "timestamp", "ts", "createdAt", "created_at"]) {
		const value = around[name];
		if (value === undefined || value === null) continue;
		if (typeof value === "number" && Number.isFinite(value)) return value < 100_000_000_000 ? value * 1_000 : value;
		const parsed = typeof value === "string" ? Date.parse(withZone(value)) : Number.NaN;
		return Number.isNaN(parsed)
			? `\`${name}\` is not a time: write ISO 8601, or seconds or milliseconds since 1970`
			: parsed;
	}
	return null;
}

/** A time without a zone is taken for UTC, so that a log reads the same on every machine. */
function withZone(time: string): string {
	const iso = time.trim().replace(/^(\d{4}-\d{2}-\d{2}) /, "$1T");
	return /T[\d:.,]+$/.test(iso) ? `${iso}Z` : iso;
}

function firstText(fields: Body, names: readonly string[]): string | null {
	for (const name of names) {
		const text = textOf(fields[name]);
		if (text !== null && text !== "") return text;
	}
	return null;
}

function providerOf(url: string | null, model: string | null, { format }: SentRequest): string {
	const host = url === null ? null : providerOfUrl(url);
	// A recording made against a server of one's own, or through a proxy, is a request to the model's vendor.
	if (host !== null && host !== "local") return host;
	if (format === "bedrock-converse") return "bedrock";
	const vendor = model === null ? null : vendorOfModel(model);
	return vendor ?? (format === "anthropic" ? "anthropic" : format === "gemini" ? "google" : "openai");
}

function numberOf(value: unknown): number | null {
	return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}
