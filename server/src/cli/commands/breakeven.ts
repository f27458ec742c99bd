/** `lcpr breakeven`: the volume from which rented GPUs cost less than paying for tokens. */
import type { Command } from "commander";
import { type BreakEvenReport, breakEvenReport } from "../../costs/break-even-report.ts";
import type { NumberInput } from "../../costs/cost-inputs.ts";
import { UsageProblem } from "../exit-codes.ts";
import { formatBreakEven } from "../formats/estimate-text.ts";
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

const numbers: readonly NumberInput[] = [...requestNumbers, ...offerNumbers, "adapters", "migrationCost"];

export function register(program: Command): void {
	const command = program
		.command("breakeven")
		.description("volume from which rented GPUs cost less than paying for tokens");
	addCostFlags(command, numbers).action((file: string | undefined, flags: CostCommandFlags) => {
		const report = runBreakEven(file, flags);
		print(flags.format === "json" ? `${JSON.stringify(report, null, 2)}\n` : formatBreakEven(report));
	});
}

export function runBreakEven(file: string | undefined, flags: CostCommandFlags): BreakEvenReport {
	const inputs = costInputs(file, flags);
	const context = pricingContext(flags, inputs.model !== undefined);
	const { report, problems } = breakEvenReport(inputs, context);
	if (!report) throw new UsageProblem(withNearModels(problems, inputs.model, context.book).join("\n"));
	return report;
}
