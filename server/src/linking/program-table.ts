/** Tables over all files of a program, made when first asked for and anew when linking has read further files. */
import type { Evaluator } from "./evaluator.ts";

export function programTable<T>(make: (evaluator: Evaluator) => T): (evaluator: Evaluator) => T {
	const tables = new WeakMap<Evaluator, { readonly files: number; readonly table: T }>();
	return (evaluator) => {
		const before = tables.get(evaluator);
		if (before?.files === evaluator.units.size) return before.table;
		const table = make(evaluator);
		tables.set(evaluator, { files: evaluator.units.size, table });
		return table;
	};
}
