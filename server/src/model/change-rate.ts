/** How often a part of a prompt differs from the one before it: the fact on which prompt caching turns. */

/** From "the same until the next deployment" to "different in every request"; `unknown` when nothing says. */
export type ChangeRate = "deploy" | "day" | "session" | "user" | "request" | "unknown";

const order: readonly ChangeRate[] = ["deploy", "day", "session", "user", "request"];

/** True for a rate that is known to be more often than once a deployment. */
export function changesBetweenRequests(rate: ChangeRate): boolean {
	return rate !== "deploy" && rate !== "unknown";
}

/** The more frequent of two rates. `unknown` gives way to any known change and wins over `deploy`. */
export function moreFrequent(a: ChangeRate, b: ChangeRate): ChangeRate {
	if (a === "unknown") return changesBetweenRequests(b) ? b : "unknown";
	if (b === "unknown") return changesBetweenRequests(a) ? a : "unknown";
	return order.indexOf(a) >= order.indexOf(b) ? a : b;
}
