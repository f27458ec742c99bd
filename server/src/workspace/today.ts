/** The day, for prices that change: the core has no clock of its own. */
import type { IsoDate } from "../model/units.ts";

export function today(): IsoDate {
	return new Date().toISOString().slice(0, 10);
}
