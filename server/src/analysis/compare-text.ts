/** Orders texts by UTF-16 unit, the same on every machine; a locale's order is not. */
export function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
