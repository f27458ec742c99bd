/** What the shell is told: 0 clean, 1 findings at or above `--fail-on`, 2 could not run. */

export const exitCodes = { clean: 0, findings: 1, couldNotRun: 2 } as const;

/** A mistake in how the program was called. Its message says what, where and what to do. */
export class UsageProblem extends Error {}
