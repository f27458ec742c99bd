/** An agent's workflow is a chain of requests: its costs add up and its failures compound. */
import type { Share, UsDollars } from "../model/units.ts";

export interface WorkflowStep {
	readonly loadedUsdPerRequest: UsDollars;
	/** Share of this step's requests that fail for good: those that do not pass the quality gate. */
	readonly failureRate: Share;
	/** How often the step runs in one workflow. */
	readonly requests: number;
}

export interface WorkflowCost {
	readonly requests: number;
	/** Sum of the loaded costs of all requests of one run. */
	readonly usdPerRun: UsDollars;
	/** Share of runs in which at least one request fails: 1 - Π(1 - failure rate). */
	readonly failureRate: Share;
	/**
	 * What a run that succeeds from end to end costs when one failed request fails the run; null when none succeeds.
	 * A step's own failures are taken out of its loaded cost first, so that they are not counted twice.
	 */
	readonly usdPerSuccessfulRun: UsDollars | null;
}

export function workflowCost(steps: readonly WorkflowStep[]): WorkflowCost {
	let usdPerRun = 0;
	let requests = 0;
	let success = 1;
	let usdSpentPerRun = 0;
	for (const step of steps) {
		usdPerRun += step.loadedUsdPerRequest * step.requests;
		usdSpentPerRun += step.loadedUsdPerRequest * (1 - step.failureRate) * step.requests;
		requests += step.requests;
		success *= (1 - step.failureRate) ** step.requests;
	}
	return {
		requests,
		usdPerRun,
		failureRate: 1 - success,
		usdPerSuccessfulRun: success > 0 ? usdSpentPerRun / success : null,
	};
}
