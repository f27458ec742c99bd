/** A small scan result for tests of the formats, with names that would break a careless one. */
import type {
	CallEntry,
	CostEntry,
	FindingEntry,
	PromptEntry,
	ScanDocument,
} from "../../server/src/cli/formats/scan-document.ts";

export function promptEntry(changes: Partial<PromptEntry> = {}): PromptEntry {
	return {
		resolved: "whole",
		inputTokens: 1986,
		inputTokensBasis: "exact",
		staticTokens: 1400,
		staticPrefixTokens: 26,
		cacheablePrefixTokens: 0,
		cachePlan: {
			mode: "automatic",
			minimumTokens: 1_024,
			certainty: "certain",
			notCachedBecause: "the prefix is under the 1,024 minimum",
			source: null,
			economics: null,
		},
		firstChange: {
			file: "src/answer.py",
			line: 12,
			cell: null,
			changes: "day",
			because: "`date.today()` is the clock",
			label: "date.today()",
		},
		staticTokensAfterFirstChange: 1374,
		expectedOutputTokens: 400,
		expectedOutputLowTokens: 100,
		expectedOutputHighTokens: 1_200,
		expectedOutputBecause: "limit of 400 tokens",
		segments: [],
		...changes,
	};
}

const testPrice = { source: "test prices", asOf: "2026-11-01", confidence: "single-source" };

export function costEntry(changes: Partial<CostEntry> = {}): CostEntry {
	return {
		provider: "openai",
		model: "gpt-5.5",
		inputTokens: 1986,
		outputTokens: 400,
		usdPerRequest: 0.0219,
		loadedUsdPerRequest: 0.0254,
		outputShare: 0.55,
		requestsPerMonth: 500_000,
		monthlyUsd: 12_065,
		components: {
			tokenUsd: 0.0219,
			retryUsd: 0.0007,
			repairUsd: 0.0001,
			engineeringUsd: 0.0016,
			failedRequestsUsd: 0.0011,
		},
		range: { p10: 0.021, p50: 0.027, p90: 0.04 },
		sensitivity: [
			{ name: "qualityGatePassRate", changeForTenPercentMore: -0.05 },
			{ name: "outputTokens", changeForTenPercentMore: 0.048 },
		],
		price: testPrice,
		byArchetype: [
			{
				archetype: "direct-model-vendor",
				lane: null,
				offer: "OpenAI · gpt-5.5",
				provider: "openai",
				model: "gpt-5.5",
				usdPerRequest: 0.0219,
				loadedUsdPerRequest: 0.0254,
				sameModel: true,
				qualityCaveat: null,
				latencyCaveat: null,
				gpus: null,
				price: testPrice,
			},
			{
				archetype: "specialised-silicon",
				lane: "optimised-oss-hosts",
				offer: "Groq · gpt-oss-120b",
				provider: "groq",
				model: "gpt-oss-120b",
				usdPerRequest: 0.0004,
				loadedUsdPerRequest: 0.0022,
				sameModel: false,
				qualityCaveat: "another model",
				latencyCaveat: null,
				gpus: null,
				price: testPrice,
			},
		],
		...changes,
	};
}

export function callEntry(changes: Partial<CallEntry> = {}): CallEntry {
	return {
		id: "src/answer.py:41:40",
		file: "src/answer.py",
		line: 41,
		column: 40,
		cell: null,
		kind: "direct",
		confidence: "certain",
		likelyBecause: null,
		language: "python",
		sdk: "openai",
		method: "chat.completions",
		api: "chat",
		provider: "openai",
		model: "gpt-5.5",
		modelFrom: "literal",
		modelAlternatives: [],
		modelUnknownBecause: null,
		maxOutputTokens: 400,
		functionName: "draft_answer",
		useCase: "chat",
		reaches: [],
		suppliedBy: [],
		prompt: promptEntry(),
		cost: costEntry(),
		noCostBecause: null,
		noCostKind: null,
		assumptions: [{ name: "retryRate", value: 0.03, confidence: "assumed", from: "default" }],
		...changes,
	};
}

export function findingEntry(changes: Partial<FindingEntry> = {}): FindingEntry {
	return {
		rule: "dynamic-text-before-static-prefix",
		severity: "warning",
		quiet: false,
		message: "`date.today()` changes every day and stands before 1,374 static tokens.",
		why: "None of them can be read from the prompt cache. Move them first.",
		callId: "src/answer.py:41:40",
		file: "src/answer.py",
		line: 12,
		column: 10,
		cell: null,
		endLine: 12,
		endColumn: 22,
		savings: { tokensPerRequest: 1374, usdPerRequest: 0.0022 },
		related: [],
		fix: {
			title: "Move static text first",
			edits: [
				{ file: "src/answer.py", startLine: 11, startColumn: 1, endLine: 13, endColumn: 4, cell: null, newText: "x" },
			],
		},
		fixNotOfferedBecause: null,
		...changes,
	};
}

export function documentWith(changes: Partial<ScanDocument> = {}): ScanDocument {
	return {
		schemaVersion: 1,
		tool: { name: "lcpr", version: "1.2.3" },
		root: ".",
		pricing: { snapshot: "2026.11.01", asOf: "2026-11-01", pricedOn: "2026-11-21" },
		files: { seen: 2310, read: 7 },
		calls: [
			callEntry(),
			callEntry({
				id: "web/[id]/route.ts:23:18",
				file: "web/[id]/route.ts",
				line: 23,
				language: "typescript",
				sdk: "vercel-ai",
				model: null,
				modelFrom: "configuration",
				maxOutputTokens: null,
				prompt: promptEntry({ inputTokensBasis: "calibrated", staticTokensAfterFirstChange: 0, firstChange: null }),
				cost: null,
				noCostBecause: "the model comes from configuration",
				noCostKind: "no-model",
				assumptions: [],
			}),
		],
		findings: [findingEntry()],
		skipped: [{ file: "vendor.js", because: "minified or generated" }],
		...changes,
	};
}
