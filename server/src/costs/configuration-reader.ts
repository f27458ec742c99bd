/** Reads typed values out of plain data and keeps what is wrong, with the path to it. */
import type { IsoDate } from "../model/units.ts";

/** Keys and indexes from the root of the data: `["workloads", 0, "retryRate"]`. */
export type ValuePath = readonly (string | number)[];

export interface ConfigurationProblem {
	readonly path: ValuePath;
	/** One sentence that names the field and what would be right. */
	readonly message: string;
}

export interface NumberLimits {
	readonly minimum: number;
	/** True when the minimum itself is impossible. */
	readonly above?: boolean;
	readonly maximum?: number;
}

export class ConfigurationReader {
	readonly problems: ConfigurationProblem[] = [];
	readonly sourceOf: (path: ValuePath) => string;

	constructor(sourceOf: (path: ValuePath) => string) {
		this.sourceOf = sourceOf;
	}

	report(path: ValuePath, message: string): void {
		this.problems.push({ path, message });
	}

	/** Null when absent or wrong; only what is wrong is reported. So with every method. */
	record(value: unknown, path: ValuePath): Readonly<Record<string, unknown>> | null {
		if (isAbsent(value)) return null;
		if (typeof value === "object" && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
		this.report(path, `${name(path)} must be a mapping`);
		return null;
	}

	list(value: unknown, path: ValuePath): readonly unknown[] {
		if (isAbsent(value)) return [];
		if (Array.isArray(value)) return value;
		this.report(path, `${name(path)} must be a list`);
		return [];
	}

	number(value: unknown, path: ValuePath, limits: NumberLimits): number | null {
		if (isAbsent(value)) return null;
		const isNumber = typeof value === "number" && Number.isFinite(value);
		const isWithin =
			isNumber &&
			(limits.above ? value > limits.minimum : value >= limits.minimum) &&
			(limits.maximum === undefined || value <= limits.maximum);
		if (isWithin) return value;
		const lowest = limits.above ? `above ${limits.minimum}` : `of at least ${limits.minimum}`;
		const highest = limits.maximum === undefined ? "" : ` and at most ${limits.maximum}`;
		this.report(path, `${name(path)} must be a number ${lowest}${highest}`);
		return null;
	}

	text(value: unknown, path: ValuePath): string | null {
		if (isAbsent(value)) return null;
		if (typeof value === "string" && value.trim() !== "") return value.trim();
		this.report(path, `${name(path)} must be a text`);
		return null;
	}

	/** One text or a list of texts. */
	texts(value: unknown, path: ValuePath): readonly string[] {
		const items = typeof value === "string" ? [value] : this.list(value, path);
		return items.flatMap((item, index) => this.text(item, [...path, index]) ?? []);
	}

	choice<Choice extends string>(value: unknown, path: ValuePath, choices: readonly Choice[]): Choice | null {
		if (isAbsent(value)) return null;
		const chosen = choices.find((choice) => choice === value);
		if (chosen === undefined) this.report(path, `${name(path)} must be one of ${choices.join(", ")}`);
		return chosen ?? null;
	}

	choices<Choice extends string>(value: unknown, path: ValuePath, choices: readonly Choice[]): readonly Choice[] {
		return this.list(value, path).flatMap((item, index) => this.choice(item, [...path, index], choices) ?? []);
	}

	date(value: unknown, path: ValuePath): IsoDate | null {
		if (isAbsent(value)) return null;
		if (typeof value === "string" && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value)) return value;
		this.report(path, `${name(path)} must be a date, YYYY-MM-DD`);
		return null;
	}

	/** Reports keys that mean nothing here: most of them are slips. */
	knownKeys(
		fields: Readonly<Record<string, unknown>>,
		{ path, known }: { path: ValuePath; known: readonly string[] },
	): void {
		for (const key of Object.keys(fields)) {
			if (!known.includes(key)) this.report([...path, key], `unknown field ${key}; known are ${known.join(", ")}`);
		}
	}
}

function isAbsent(value: unknown): value is null | undefined {
	return value === undefined || value === null;
}

function name(path: ValuePath): string {
	return path.filter((step) => typeof step === "string").at(-1) ?? "the file";
}
