/** Reads a team's costs out of plain data, whether it came from a file or from an editor's settings. */
import type { TokenPrices } from "../model/cost.ts";
import type { Share } from "../model/units.ts";
import {
	type CostConfiguration,
	type MatchedProfile,
	noConfiguration,
	type OwnModelPrice,
	type WorkloadProfile,
} from "./configuration.ts";
import { type ConfigurationProblem, ConfigurationReader, type ValuePath } from "./configuration-reader.ts";
import type { GpuOffer, ModelThroughput } from "./gpu-offers.ts";
import { providerKey } from "./provider-names.ts";
import { type PriceRegion, priceRegions } from "./region-premiums.ts";
import { archetypeOrder, dataRules } from "./vendors.ts";
import type { Workload, WorkloadValue } from "./workload.ts";
import { type PresetName, presets } from "./workload-presets.ts";

export interface ConfigurationReading {
	readonly configuration: CostConfiguration;
	readonly problems: readonly ConfigurationProblem[];
}

/** Reads the `workload`, `workloads` and `pricing` of plain data; `sourceOf` names the place of a value for a person. */
export function readCostConfiguration(data: unknown, sourceOf: (path: ValuePath) => string): ConfigurationReading {
	const reader = new ConfigurationReader(sourceOf);
	const root = reader.record(data, []);
	if (!root) return { configuration: noConfiguration, problems: reader.problems };
	const pricing = reader.record(root.pricing, ["pricing"]);
	if (pricing)
		reader.knownKeys(pricing, { path: ["pricing"], known: ["discounts", "factors", "regions", "models", "gpus"] });
	const configuration: CostConfiguration = {
		workload: root.workload === undefined ? null : readProfile(reader, root.workload, ["workload"]),
		workloads: reader
			.list(root.workloads, ["workloads"])
			.flatMap((entry, index) => readMatched(reader, entry, ["workloads", index])),
		priceFactors: new Map([...readFactors(reader, pricing?.factors), ...readDiscounts(reader, pricing?.discounts)]),
		priceFactorSources: new Map(
			(["factors", "discounts"] as const).flatMap((kind) =>
				Object.keys(reader.record(pricing?.[kind], ["pricing", kind]) ?? {}).map(
					(provider) => [providerKey(provider), reader.sourceOf(["pricing", kind, provider])] as const,
				),
			),
		),
		regions: readRegions(reader, pricing?.regions),
		models: reader
			.list(pricing?.models, ["pricing", "models"])
			.flatMap((entry, index) => readModel(reader, entry, ["pricing", "models", index])),
		...readGpus(reader, pricing?.gpus),
	};
	return { configuration, problems: reader.problems };
}

/** Limits of a number: at least (or above) the minimum, at most the maximum. */
const workloadNumbers = {
	requestsPerMonth: { minimum: 0, above: true },
	retryRate: { minimum: 0 },
	qualityGatePassRate: { minimum: 0, above: true, maximum: 1 },
	repairUsdPerFailure: { minimum: 0 },
	engineeringHoursPerMonth: { minimum: 0 },
	engineeringUsdPerHour: { minimum: 0 },
	cacheHitRate: { minimum: 0, maximum: 1 },
	batchShare: { minimum: 0, maximum: 1 },
	gpuUtilization: { minimum: 0, above: true, maximum: 1 },
	requestsPerWorkflow: { minimum: 1 },
	inputTokens: { minimum: 0 },
	outputTokens: { minimum: 0 },
} as const satisfies Record<keyof Workload, { minimum: number; above?: boolean; maximum?: number }>;

const profileKeys = [...Object.keys(workloadNumbers), "preset", "assumed", "latencyTargetMilliseconds", "dataRules"];

function readProfile(
	reader: ConfigurationReader,
	data: unknown,
	path: ValuePath,
	more: readonly string[] = [],
): WorkloadProfile {
	const fields = reader.record(data, path) ?? {};
	reader.knownKeys(fields, { path, known: [...profileKeys, ...more] });
	const assumed = typeof fields.assumed === "string" ? [fields.assumed] : fields.assumed;
	const guessed = new Set<string>(reader.choices(assumed, [...path, "assumed"], Object.keys(workloadNumbers)));
	const values: { -readonly [Name in keyof Workload]?: WorkloadValue } = {};
	for (const [name, limits] of Object.entries(workloadNumbers)) {
		const value = reader.number(fields[name], [...path, name], limits);
		if (value === null) continue;
		const confidence = guessed.has(name) ? "assumed" : "measured";
		values[name as keyof Workload] = { value, confidence, from: reader.sourceOf([...path, name]) };
	}
	return {
		preset: reader.choice(fields.preset, [...path, "preset"], Object.keys(presets) as PresetName[]),
		presetFrom: fields.preset === undefined ? null : reader.sourceOf([...path, "preset"]),
		values,
		latencyTargetMilliseconds: reader.number(fields.latencyTargetMilliseconds, [...path, "latencyTargetMilliseconds"], {
			minimum: 0,
			above: true,
		}),
		dataRules: reader.choices(fields.dataRules, [...path, "dataRules"], dataRules),
	};
}

function readMatched(reader: ConfigurationReader, data: unknown, path: ValuePath): readonly MatchedProfile[] {
	const fields = reader.record(data, path);
	if (!fields) return [];
	const match = reader.record(fields.match, [...path, "match"]);
	if (!match) {
		reader.report(path, "a workload needs `match` with `files`, `functions`, `calls` or `models`");
		return [];
	}
	const kinds = ["files", "functions", "calls", "models"] as const;
	reader.knownKeys(match, { path: [...path, "match"], known: kinds });
	const [files, functions, calls, models] = kinds.map((kind) => reader.texts(match[kind], [...path, "match", kind]));
	const profile = readProfile(reader, fields, path, ["name", "match"]);
	const name = typeof fields.name === "string" ? fields.name : `workload ${Number(path.at(-1)) + 1}`;
	return [
		{ ...profile, name, files: files ?? [], functions: functions ?? [], calls: calls ?? [], models: models ?? [] },
	];
}

function readRegions(reader: ConfigurationReader, data: unknown): ReadonlyMap<string, PriceRegion> {
	const path = ["pricing", "regions"];
	const regions = Object.entries(reader.record(data, path) ?? {}).flatMap(([provider, value]) => {
		const region = reader.choice(value, [...path, provider], priceRegions);
		return region === null ? [] : [[providerKey(provider), region] as const];
	});
	return new Map(regions);
}

function readFactors(reader: ConfigurationReader, data: unknown): readonly (readonly [string, Share])[] {
	return Object.entries(reader.record(data, ["pricing", "factors"]) ?? {}).flatMap(([provider, value]) => {
		const factor = reader.number(value, ["pricing", "factors", provider], { minimum: 0, above: true });
		return factor === null ? [] : [[providerKey(provider), factor] as const];
	});
}

function readDiscounts(reader: ConfigurationReader, data: unknown): readonly (readonly [string, Share])[] {
	return Object.entries(reader.record(data, ["pricing", "discounts"]) ?? {}).flatMap(([provider, value]) => {
		const discount = reader.number(value, ["pricing", "discounts", provider], { minimum: 0, maximum: 1 });
		return discount === null ? [] : [[providerKey(provider), 1 - discount] as const];
	});
}

const priceNames = [
	"input",
	"output",
	"cacheRead",
	"cacheWrite5m",
	"cacheWrite1h",
	"batchInput",
	"batchOutput",
] as const;

function readModel(reader: ConfigurationReader, data: unknown, path: ValuePath): readonly OwnModelPrice[] {
	const fields = reader.record(data, path);
	if (!fields) return [];
	reader.knownKeys(fields, { path, known: ["provider", "model", "from", "asOf", ...priceNames] });
	const provider = reader.text(fields.provider, [...path, "provider"]);
	const model = reader.text(fields.model, [...path, "model"]);
	if (provider === null || model === null) {
		reader.report(path, "an own price needs `provider` and `model`");
		return [];
	}
	const prices: { -readonly [Name in keyof TokenPrices]?: number } = {};
	for (const name of priceNames) {
		const price = reader.number(fields[name], [...path, name], { minimum: 0 });
		if (price !== null) prices[name] = price;
	}
	const from = reader.date(fields.from, [...path, "from"]);
	const asOf = reader.date(fields.asOf, [...path, "asOf"]);
	return [{ provider: providerKey(provider), model, prices, from, asOf, source: reader.sourceOf(path) }];
}

function readGpus(reader: ConfigurationReader, data: unknown): Pick<CostConfiguration, "gpus" | "throughputs"> {
	const gpus: GpuOffer[] = [];
	const throughputs: ModelThroughput[] = [];
	reader.list(data, ["pricing", "gpus"]).forEach((entry, index) => {
		const path = ["pricing", "gpus", index];
		const fields = reader.record(entry, path);
		if (!fields) return;
		reader.knownKeys(fields, {
			path,
			known: ["id", "name", "gpu", "archetype", "usdPerGpuHour", "scaleToZero", "tokensPerSecond", "model"],
		});
		const id = reader.text(fields.id, [...path, "id"]);
		const usdPerGpuHour = reader.number(fields.usdPerGpuHour, [...path, "usdPerGpuHour"], { minimum: 0 });
		if (id === null || usdPerGpuHour === null) {
			reader.report(path, "an own GPU needs `id` and `usdPerGpuHour`");
			return;
		}
		const gpu = reader.text(fields.gpu, [...path, "gpu"]) ?? id;
		gpus.push({
			id,
			vendor: "own",
			name: reader.text(fields.name, [...path, "name"]) ?? id,
			gpu,
			archetype: reader.choice(fields.archetype, [...path, "archetype"], archetypeOrder) ?? "bare-metal-dedicated",
			lane: null,
			usdPerGpuHour,
			scaleToZero: fields.scaleToZero === true,
			price: { source: reader.sourceOf(path), asOf: "given", confidence: "user" },
		});
		const tokensPerSecond = reader.number(fields.tokensPerSecond, [...path, "tokensPerSecond"], {
			minimum: 0,
			above: true,
		});
		if (tokensPerSecond === null) return;
		const model = reader.text(fields.model, [...path, "model"]) ?? "70b-fp8";
		throughputs.push({ model, gpu, tokensPerSecond, source: reader.sourceOf(path) });
	});
	return { gpus, throughputs };
}
