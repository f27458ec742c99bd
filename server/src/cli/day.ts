/** Days as people write them on the command line. */

/** True for a day that exists, written as YYYY-MM-DD. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) return false;
	return new Date(text).toISOString().startsWith(text);
}
