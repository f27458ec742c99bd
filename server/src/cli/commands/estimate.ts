/** `lcpr estimate`: the loaded cost of a request described by numbers. */
import type { Command } from "commander";
import type { NumberInput } from "../../costs/cost-inputs.ts";
import { estimateRequest, type RequestEstimate } from "../../costs/cost-request.ts";
import { UsageProblem } from "../exit-codes.ts";
import { formatEstimate } from "../formats/estimate-text.ts";
import { withNearModels } from "../near-models.ts";
import { print } from "../terminal.ts";
import {
	addCostFlags,
	type CostCommandFlags,
	costInputs,
	offerNumbers,
	pricingContext,
	requestNumbers,
} from "./cost-flags.ts";

const numbers: readonly NumberInput[] = [...requestNumbers, "batchShare", ...offerNumbers, "callsPerWorkflow"];

export function register(program: Command): void {
	const command = program
		.command("estimate")
		.description("loaded cost of one request, from prices, a model's name or a rented GPU");
	addCostFlags(command, numbers).action((file: string | undefined, flags: CostCommandFlags) => {
		const estimate = runEstimate(file, flags);
		print(flags.format === "json" ? `${JSON.stringify(estimate, null, 2)}\n` : formatEstimate(estimate));
	});
}

export function runEstimate(file: string | undefined, flags: CostCommandFlags): RequestEstimate {
	const inputs = costInputs(file, flags);
	const context = pricingContext(flags, inputs.model !== undefined);
	const { estimate, problems } = estimateRequest(inputs, context);
	if (!estimate) throw new UsageProblem(withNearModels(problems, inputs.model, context.book).join("\n"));
	return estimate;
}
