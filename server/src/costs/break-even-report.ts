/** From which volume on rented GPUs cost less than paying for tokens, and how soon a move pays for itself. */
import type { Assumption } from "../model/cost.ts";
import type { RequestsPerMonth, Share, Tokens, UsDollars, UsdPerMillionTokens } from "../model/units.ts";
import { type AdapterCosts, compareAdapterServing } from "./adapters.ts";
import type { CostInputs } from "./cost-inputs.ts";
import { gpuRateFrom, type PricingContext, pricesFrom, tokenUseFrom, workloadFrom } from "./described-request.ts";
import { breakEven, dedicatedUsdPerMonth, rentCrossover } from "./gpu-capacity.ts";
import { gpuCost } from "./gpu-cost.ts";
import { loadTokenCost } from "./loaded-cost.ts";
import { tokenCost } from "./token-cost.ts";
import { assumptionsOf, operationsOf } from "./workload.ts";

/** The price of a Lambda H100, used when no GPU is given. */
const defaultGpuHourlyPrice = 3.99;

export interface BreakEvenReport {
	readonly gpuHourlyPrice: UsDollars;
	readonly gpuUsdPerMonth: UsDollars;
	readonly tokensPerSecond: number;
	readonly utilization: Share;
	readonly outputPrice: UsdPerMillionTokens;
	/** Output tokens a day at which the GPU, used to this share, costs as much as the output price. */
	readonly tokensPerDay: Tokens;
	readonly tokensPerDayAtFullUtilization: Tokens;
	/** The same volume as sustained traffic: the crossover from serverless to (managed) dedicated. */
	readonly tokensPerMinute: Tokens;
	readonly gpuCapacityTokensPerDay: Tokens;
	readonly gpusAtBreakEven: number;
	/** Requests a month at which whole GPUs cost no more than this request's tokens, input included; null for never. */
	readonly requestsPerMonth: RequestsPerMonth | null;
	/** Saved in a month by renting, at the workload's volume; negative when it costs more. */
	readonly monthlySavingUsd: UsDollars | null;
	/** `migrationCost` / saving; null without a migration cost or a saving. */
	readonly paybackMonths: number | null;
	/** Serving `adapters` fine-tuned adapters; null without them. */
	readonly adapterServing: AdapterCosts | null;
	readonly assumptions: readonly Assumption[];
}

export type BreakEvenResult =
	| { readonly report: BreakEvenReport; readonly problems: readonly [] }
	| { readonly report: null; readonly problems: readonly string[] };

export function breakEvenReport(inputs: CostInputs, context: PricingContext): BreakEvenResult {
	const workload = workloadFrom(inputs);
	if (typeof workload === "string") return failed(workload);
	const use = tokenUseFrom(inputs, workload);
	const found = pricesFrom(onlyOutput(inputs), context, use);
	if (typeof found === "string")
		return failed(found.replace("inputPrice (--input-price)", "outputPrice (--output-price)"));
	const { prices } = found;
	const outputPrice = prices.output;
	if (outputPrice === null || outputPrice <= 0)
		return failed("outputPrice (--output-price) must be above 0: a free offer has no break-even");
	const gpuHourlyPrice = inputs.gpuHourlyPrice ?? defaultGpuHourlyPrice;
	if (gpuHourlyPrice <= 0) return failed("gpuHourlyPrice (--gpu-hourly-price) must be above 0: a free GPU always wins");
	const rate = gpuRateFrom(inputs, gpuHourlyPrice, workload);
	const operations = operationsOf(workload);
	const usdPerRequest = tokenCost(prices, use).usdPerRequest;
	const real = breakEven(rate, outputPrice);
	const onTokens = loadTokenCost(usdPerRequest, operations).monthlyUsd;
	const onGpus = gpuCost(
		{ usdPerGpuHour: gpuHourlyPrice, scaleToZero: false },
		{ use, workload, tokensPerSecond: rate.tokensPerSecond },
	);
	const saving = use.outputTokens > 0 ? onTokens - onGpus.cost.monthlyUsd : null;
	return {
		problems: [],
		report: {
			gpuHourlyPrice,
			gpuUsdPerMonth: dedicatedUsdPerMonth(1, gpuHourlyPrice),
			tokensPerSecond: rate.tokensPerSecond,
			utilization: rate.utilization,
			outputPrice,
			tokensPerDay: real.tokensPerDay,
			tokensPerDayAtFullUtilization: breakEven({ ...rate, utilization: 1 }, outputPrice).tokensPerDay,
			tokensPerMinute: real.tokensPerMinute,
			gpuCapacityTokensPerDay: real.gpuCapacityPerDay,
			gpusAtBreakEven: real.gpusAtThatVolume,
			requestsPerMonth:
				use.outputTokens > 0 ? rentCrossover({ retryRate: operations.retryRate, ...use }, rate, usdPerRequest) : null,
			monthlySavingUsd: saving,
			paybackMonths:
				inputs.migrationCost !== undefined && saving !== null && saving > 0 ? inputs.migrationCost / saving : null,
			adapterServing:
				inputs.adapters === undefined
					? null
					: compareAdapterServing({ adapters: inputs.adapters, demand: { ...operations, ...use }, rate }),
			assumptions: assumptionsOf(workload),
		},
	};
}

/** An output price alone is enough for a break-even; input tokens then cost nothing. */
function onlyOutput(inputs: CostInputs): CostInputs {
	if (inputs.model !== undefined || inputs.inputPrice !== undefined || inputs.outputPrice === undefined) return inputs;
	return { ...inputs, inputPrice: 0 };
}

function failed(problem: string): BreakEvenResult {
	return { report: null, problems: [problem] };
}
