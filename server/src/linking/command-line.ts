/** Options of a command line with their defaults: argparse, click and typer. */
import type { FunctionSummary } from "../model/file-summary.ts";
import type { LinkedSymbol, LinkedValue } from "../model/linked-value.ts";
import type { Place } from "../model/source-file.ts";
import { calleeName } from "./call-sites.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Use } from "./frame.ts";
import { literalText } from "./text-parts.ts";
import { holeAt } from "./values.ts";

const parsedArguments = /^argparse\.ArgumentParser\(\)\.parse_(known_)?args\(\)$/;

/** `parser.parse_args().model`: the option's default as declared in the same file. */
export function parsedOption(
	evaluator: Evaluator,
	object: LinkedSymbol,
	property: string,
	place: Place,
	label: string,
): LinkedValue | null {
	const unit = parsedArguments.test(object.path) ? evaluator.units.get(object.file) : undefined;
	if (!unit) return null;
	for (const site of unit.summary.calls) {
		if (calleeName(site.call.callee) !== "add_argument") continue;
		const names = site.call.arguments.filter((argument) => argument.name === null && argument.value.kind === "text");
		const isOption = names.some(
			(argument) => argument.value.kind === "text" && optionName(argument.value.text) === property,
		);
		const use: Use = { frame: evaluator.openFrame(unit, site.functionId), scope: site.scope, control: site.control };
		const given = evaluator.arguments(site.call.arguments, use);
		const destination = given.named.find((entry) => entry.key === "dest");
		if (!isOption && !(destination && literalText(destination.value) === property)) continue;
		const fallback = given.named.find((entry) => entry.key === "default")?.value;
		return holeAt(place, label, {
			kind: "parameter",
			name: property,
			functionName: "the command line",
			type: null,
			...(fallback && fallback.kind !== "null" ? { fallback } : {}),
		});
	}
	return null;
}

/** `@click.option("--model", default="...")` above the function of a parameter. */
export function decoratedDefault(
	evaluator: Evaluator,
	fn: FunctionSummary,
	name: string,
	use: Use,
): LinkedValue | null {
	for (const decorator of fn.decorators) {
		if (decorator.kind !== "call" || !/^(option|argument)$/.test(calleeName(decorator.callee) ?? "")) continue;
		const isOption = decorator.arguments.some(
			(argument) =>
				argument.name === null && argument.value.kind === "text" && optionName(argument.value.text) === name,
		);
		const fallback = isOption ? decorator.arguments.find((argument) => argument.name === "default") : undefined;
		if (fallback) return evaluator.evaluate(fallback.value, use);
	}
	return null;
}

/** `typer.Option("gpt-5")`, `fastapi.Query("gpt-5")`: the default inside a declaration. */
export function declaredDefault(value: LinkedValue): LinkedValue | undefined {
	if (
		value.kind !== "symbol" ||
		!/^(typer|fastapi|cyclopts)\.(\w+\.)*(Option|Argument|Query|Body|Form|Header|Path|Cookie)\(\)$/.test(value.path)
	)
		return value;
	const given = value.calls.at(-1);
	return given?.named.find((entry) => entry.key === "default")?.value ?? given?.positional[0];
}

function optionName(text: string): string {
	return text.replace(/^-+/, "").replaceAll("-", "_");
}
