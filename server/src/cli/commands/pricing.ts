/** `lcpr pricing show MODEL`: every price of a model, with its source and date. */
import { type Command, Option } from "commander";
import { type ModelPrices, pricesOfModel } from "../../costs/model-prices.ts";
import { UsageProblem } from "../exit-codes.ts";
import { formatModelPrices } from "../formats/estimate-text.ts";
import { nearModelsHint } from "../near-models.ts";
import { print } from "../terminal.ts";
import { type CostCommandFlags, pricingContext } from "./cost-flags.ts";

export function register(program: Command): void {
	const pricing = program.command("pricing").description("look into the price book");
	pricing
		.command("show")
		.description("every price of a model, with its source and date")
		.argument("<model>", "the model's name, as code writes it")
		.option("--provider <name>", "only this seller")
		.option("--as-of <date>", "which prices are current on this day, YYYY-MM-DD")
		.addOption(new Option("-f, --format <format>", "how to print").choices(["text", "json"]).default("text"))
		.action((model: string, flags: CostCommandFlags) => {
			const prices = runPricingShow(model, flags);
			print(flags.format === "json" ? `${JSON.stringify(prices, null, 2)}\n` : formatModelPrices(prices));
		});
}

export function runPricingShow(model: string, flags: CostCommandFlags): ModelPrices {
	const { book, asOf } = pricingContext(flags, true);
	const provider = typeof flags.provider === "string" ? flags.provider : null;
	if (!book) throw new UsageProblem("the price book is not at hand");
	const prices = pricesOfModel(book, { model, provider, asOf });
	if (prices.offers.length > 0) return prices;
	const problem = formatModelPrices(prices).trimEnd();
	throw new UsageProblem([problem, nearModelsHint(model, book) ?? ""].join("\n").trimEnd());
}
