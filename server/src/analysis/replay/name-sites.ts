/** Gives every request a call site: the one the log names, or else the group of requests with much the same instructions. */
import type { LoggedRequest } from "./read-request-log.ts";

export interface SiteName {
	readonly site: string;
	/** False when the requests were grouped by what they share. */
	readonly isGiven: boolean;
}

interface Group {
	readonly key: string;
	readonly name: string;
	readonly lines: ReadonlySet<string>;
}

/** Shorter lines, such as headings, say little about where a text comes from. */
const leastCharacters = 20;
const sharedEnough = 0.5;

export function nameSites(requests: readonly LoggedRequest[]): readonly SiteName[] {
	const groups: Group[] = [];
	return requests.map((request) => {
		if (request.site !== null) return { site: request.site, isGiven: true };
		const key = `${request.provider ?? ""}|${request.sent.format}|${request.sent.model ?? ""}`;
		const lines = instructionLines(request);
		const known = groups.find((group) => group.key === key && areAlike(group.lines, lines));
		if (known) return { site: known.name, isGiven: false };
		const [first] = lines;
		const base = `${request.sent.model ?? "unknown model"}${first === undefined ? "" : `: ${shortened(first)}`}`;
		const same = groups.filter(({ name }) => name === base || name.startsWith(`${base} (`)).length;
		const name = same === 0 ? base : `${base} (${same + 1})`;
		groups.push({ key, name, lines });
		return { site: name, isGiven: false };
	});
}

/** Lines of tools and system prompt; of the first message when there are none. */
function instructionLines({ sent: { blocks } }: LoggedRequest): ReadonlySet<string> {
	const instructions = blocks.filter(({ section }) => section !== "messages");
	const from = instructions.length > 0 ? instructions : blocks.slice(0, 1);
	const system = from.filter(({ section }) => section !== "tools");
	const inOrder = [...system, ...from.filter(({ section }) => section === "tools")];
	return new Set(
		inOrder
			.flatMap(({ text }) => text.split("\n").map((line) => line.trim()))
			.filter(({ length }) => length >= leastCharacters),
	);
}

function areAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
	const smaller = Math.min(a.size, b.size);
	if (smaller === 0) return a.size === b.size;
	let shared = 0;
	for (const line of b) if (a.has(line)) shared++;
	return shared / smaller >= sharedEnough;
}

function shortened(line: string): string {
	return line.length <= 40 ? line : `${line.slice(0, 39).trimEnd()}…`;
}
