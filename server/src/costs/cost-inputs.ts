/** The numbers a person may give to price a request by hand: read from flags or a file, checked, named in every error. */

interface NumberField {
	readonly description: string;
	readonly minimum: number;
	/** True when the minimum itself is impossible. */
	readonly above?: boolean;
	readonly maximum?: number;
}

/** Every number, by the name it has in a file; the flag is the same in kebab case. */
export const numberFields = {
	inputTokens: { description: "input tokens of a request", minimum: 0 },
	outputTokens: { description: "output tokens of a request", minimum: 0 },
	requests: { description: "requests a month", minimum: 0, above: true },
	retryRate: { description: "extra attempts for each request; 0.03 is 3 %, above 1 is possible", minimum: 0 },
	qualityGate: { description: "share of requests that pass the quality gate", minimum: 0, above: true, maximum: 1 },
	repairCost: { description: "USD to repair a request that fails the quality gate", minimum: 0 },
	engineeringHours: { description: "engineering hours a month", minimum: 0 },
	hourlyRate: { description: "USD for an engineering hour", minimum: 0 },
	cacheHitRate: { description: "share of input tokens read from the prompt cache", minimum: 0, maximum: 1 },
	batchShare: { description: "share of requests sent through a batch API", minimum: 0, maximum: 1 },
	inputPrice: { description: "USD for a million input tokens", minimum: 0 },
	outputPrice: { description: "USD for a million output tokens", minimum: 0 },
	cachedInputPrice: {
		description: "USD for a million cached input tokens; without it they cost the input price",
		minimum: 0,
	},
	gpuHourlyPrice: { description: "USD for a GPU and hour, rented for the whole month", minimum: 0 },
	utilization: {
		description: "share of a GPU's throughput that real traffic reaches",
		minimum: 0,
		above: true,
		maximum: 1,
	},
	tokensPerSecond: { description: "output tokens a second of one GPU at full load", minimum: 0, above: true },
	prefillTokensPerSecond: {
		description: "input tokens a second of one GPU; give it when inputs are long",
		minimum: 0,
		above: true,
	},
	callsPerWorkflow: { description: "requests one agent workflow makes", minimum: 1 },
	latencyTargetMilliseconds: { description: "longest acceptable time for a request", minimum: 0, above: true },
	adapters: { description: "fine-tuned adapters to serve, on shared GPUs or on an endpoint each", minimum: 1 },
	migrationCost: { description: "USD spent once to move to another offer", minimum: 0 },
} as const satisfies Record<string, NumberField>;

export type NumberInput = keyof typeof numberFields;

export const textFields = {
	provider: "who sells the model, as in the price book",
	model: "the model's name, as code writes it",
	region: "where requests must stay, where that costs more: us at Anthropic, regional at Vertex AI",
	preset: "chat, rag-extraction, code-generation, agent-workflow or batch-embeddings",
} as const;

export type TextInput = keyof typeof textFields;

export type CostInputs = { readonly [Name in NumberInput]?: number } & { readonly [Name in TextInput]?: string };

export interface InputReading {
	readonly inputs: CostInputs;
	/** One sentence each, naming the field. */
	readonly problems: readonly string[];
}

/** Reads names in camel, kebab or snake case; numbers may be given as text. Values that are undefined are left out. */
export function readCostInputs(raw: Readonly<Record<string, unknown>>): InputReading {
	const inputs: Record<string, number | string> = {};
	const problems: string[] = [];
	for (const [written, value] of Object.entries(raw)) {
		if (value === undefined) continue;
		const name = camelCase(written);
		if (isNumberInput(name)) {
			const number = toNumber(value);
			const problem = number === null ? "must be a number" : outOfRange(number, numberFields[name]);
			if (problem === null && number !== null) inputs[name] = number;
			else problems.push(`${name} (${flagOf(name)}) ${problem}, got ${shown(value)}`);
		} else if (name in textFields) {
			if (typeof value === "string" && value.trim() !== "") inputs[name] = value.trim();
			else problems.push(`${name} (${flagOf(name)}) must be a text, got ${shown(value)}`);
		} else {
			problems.push(
				`unknown field ${written}; known are ${[...Object.keys(numberFields), ...Object.keys(textFields)].join(", ")}`,
			);
		}
	}
	return { inputs, problems };
}

/** `--quality-gate` for `qualityGate`. */
export function flagOf(name: string): string {
	return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function outOfRange(value: number, field: NumberField): string | null {
	const low = field.above ? value > field.minimum : value >= field.minimum;
	const high = field.maximum === undefined || value <= field.maximum;
	if (low && high) return null;
	const lowest = field.above ? `above ${field.minimum}` : `at least ${field.minimum}`;
	return `must be ${lowest}${field.maximum === undefined ? "" : ` and at most ${field.maximum}`}`;
}

function toNumber(value: unknown): number | null {
	if (typeof value === "number") return Number.isFinite(value) ? value : null;
	if (typeof value !== "string" || value.trim() === "") return null;
	const number = Number(value.trim());
	return Number.isFinite(number) ? number : null;
}

function shown(value: unknown): string {
	return typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
}

function isNumberInput(name: string): name is NumberInput {
	return Object.hasOwn(numberFields, name);
}

function camelCase(name: string): string {
	return name.replaceAll(/[-_]([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
