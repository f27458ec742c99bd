/** What the words of a condition say of how often it turns, where linking shows no more of it than its text. */
import type { Origin } from "../../model/linked-value.ts";
import { conditionOf } from "../../prompts/segments/flatten-choice.ts";

/** Settings and constants: the same for a whole deployment. */
const fixedWords =
	/environ|getenv|process\.env|import\.meta|settings?\b|config|flags?\b|feature|debug|verbose|provider|model|sdk|version/i;

/** Who asks, and what is asked. */
const userWords =
	/\b(?:user|customer|account|tenant|member|viewer|plan|tier|locale|language)\b|is_?(?:admin|expert|premium|pro|guest|member)/i;
const requestWords =
	/question|query|request|prompt|message|input|step|turn|iteration|attempt|round|retry|is_?(?:first|last|final)|first_|last_/i;

/** True for a condition that is known to stay as it is. Constants are told by their capitals. */
export function isFixedCondition(condition: string): boolean {
	const isSetting = /environ|getenv|process\.env|import\.meta|settings?\b|config|feature_?flag|\bdebug\b|verbose/i;
	return isSetting.test(condition) || /^[^a-z]*\b[A-Z][A-Z0-9_]{2,}\b[^a-z]*$/.test(condition);
}

export interface VaryingCondition {
	readonly changes: "request" | "user";
	/** A clause: "depends on `user.isAdmin`". */
	readonly because: string;
}

/** Null when nothing says that the condition turns between requests that follow each other. */
export function varyingCondition(origin: Origin | null, condition: string): VaryingCondition | null {
	const judged = conditionOf(origin, condition);
	const because = `depends on \`${condition}\``;
	if (judged.changes === "request") return { changes: "request", because };
	if (judged.changes === "user" || judged.changes === "session") return { changes: "user", because };
	if (judged.changes !== "unknown" || fixedWords.test(condition) || isFixedCondition(condition)) return null;
	if (userWords.test(condition)) return { changes: "user", because };
	return requestWords.test(condition) ? { changes: "request", because } : null;
}

/** `tools ? "auto" : undefined`, `allTools.length > 0`: whether there are tools is the same in each turn. */
export function isAboutTools(origin: Origin | null, condition: string): boolean {
	return /tools?\b|functions\b/i.test(`${origin?.label ?? ""} ${condition}`);
}
