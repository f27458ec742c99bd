/** `lcpr compare`: offers ranked for a workload by loaded cost. */
import type { Command } from "commander";
import { type Comparison, compareOffers } from "../../costs/compare-offers.ts";
import type { NumberInput } from "../../costs/cost-inputs.ts";
import { UsageProblem } from "../exit-codes.ts";
import { formatComparison } from "../formats/estimate-text.ts";
import { withNearModels } from "../near-models.ts";
import { print } from "../terminal.ts";
import { addCostFlags, type CostCommandFlags, costInputs, pricingContext, requestNumbers } from "./cost-flags.ts";

const numbers: readonly NumberInput[] = [
	...requestNumbers,
	"batchShare",
	"gpuHourlyPrice",
	"utilization",
	"tokensPerSecond",
	"latencyTargetMilliseconds",
];

export function register(program: Command): void {
	const command = program.command("compare").description("rank offers for a workload by loaded cost");
	addCostFlags(command, numbers)
		.option("--offer <provider/model...>", "further offers to rank")
		.action((file: string | undefined, flags: CostCommandFlags) => {
			const comparison = runCompare(file, flags);
			print(flags.format === "json" ? `${JSON.stringify(comparison, null, 2)}\n` : formatComparison(comparison));
		});
}

export function runCompare(file: string | undefined, flags: CostCommandFlags): Comparison {
	const inputs = costInputs(file, flags);
	const named = Array.isArray(flags.offer) ? flags.offer.filter((offer) => typeof offer === "string") : [];
	const context = pricingContext(flags, true);
	const { comparison, problems } = compareOffers(inputs, { context, named });
	if (!comparison) throw new UsageProblem(withNearModels(problems, inputs.model, context.book).join("\n"));
	return comparison;
}
