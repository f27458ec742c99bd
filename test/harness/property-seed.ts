/**
 * Gives properties one seed in CI, so that a change is judged by the same examples as the run before it. Everywhere else
 * examples are drawn anew each time, which is how the rare ones are found.
 */
import fc from "fast-check";

if (process.env.CI) fc.configureGlobal({ seed: 20_261_121 });
