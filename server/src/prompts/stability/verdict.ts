/** The verdict on a run-time value: how often it changes, why, and how long it is taken to be. */
import type { ChangeRate } from "../../model/change-rate.ts";
import type { Tokens } from "../../model/units.ts";
import { judgeName } from "./judge-name.ts";
import { unknownValueTokens, type ValueKind } from "./value-kinds.ts";

export interface Stability {
	readonly changes: ChangeRate;
	/** For a person: "`datetime.now()` is the clock". */
	readonly because: string;
	/** Assumed size of the value. */
	readonly tokens: Tokens;
	/** Id of the kind of value in `valueKinds`, such as "clock" or "history"; null when it is of none. */
	readonly kind: string | null;
	/** Of how many fixed texts it is one; absent when it is not one of a few. */
	readonly variants?: number;
	/** It is the same in all turns of the loop that makes the request again. */
	readonly isKept?: boolean;
	/** It is one element of what the loop with this variable goes over, and all that says how often it changes is the loop. */
	readonly elementOf?: string;
}

export function byName(label: string, identifier: string | null): Stability | null {
	const kind = identifier === null ? null : judgeName(identifier);
	return kind ? ofKind(label, kind) : null;
}

export function ofKind(label: string, kind: ValueKind): Stability {
	return {
		changes: kind.changes,
		because: `\`${label}\` ${kind.because}`,
		tokens: kind.tokens,
		kind: kind.id,
	};
}

export function unknownBecause(label: string, because: string, tokens: Tokens = unknownValueTokens): Stability {
	return { changes: "unknown", because: `\`${label}\` ${because}`, tokens, kind: null };
}

/** A value made of several is not one of a few, although one of them is. */
export function withoutVariants({ changes, because, tokens, kind }: Stability): Stability {
	return { changes, because, tokens, kind };
}
