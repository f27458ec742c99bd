/** Units of the figures this product prints. Aliases, not brands: the name in a signature is what counts. */

/** A whole number of model tokens, at least 0. */
export type Tokens = number;
/** United States dollars. */
export type UsDollars = number;
/** United States dollars for one million tokens. */
export type UsdPerMillionTokens = number;
/** Requests in a month of 30 days (720 hours). */
export type RequestsPerMonth = number;
export type Milliseconds = number;
/** A share between 0 and 1. */
export type Share = number;
/** A calendar day, `YYYY-MM-DD`. */
export type IsoDate = string;
/** How a number came about: a default, derived from the code, or taken from the user's own measurements. */
export type Confidence = "assumed" | "estimated" | "measured";
