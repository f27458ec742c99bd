// Reads a label file. Its form, for `calls` and `silent`:
//   repository: owner/name          (public sets only)
//   commit: 40 hex digits           (public sets only)
//   complete: [path, ...]           files read from top to bottom: a call reported there and not labelled is a false alarm
//   calls:
//     - at: path:line               (a notebook: path#cell:line) the line of the callee's last name
//       kind: direct | wrapper
//       sdk: openai                 (optional)
//       model: gpt-5.5 | unknown    (`unknown`: cannot be known from the code; left out: not judged)
//       hostile: true | false       (50 or more static tokens after the first change that could stand before it; left out: not judged)
//   silent:
//     - at: path:line               a look-alike that is no call
//       what: twilio
import { readFileSync } from "node:fs";
import { parse } from "yaml";

export function readLabels(file) {
	const raw = parse(readFileSync(file, "utf8")) ?? {};
	const calls = (raw.calls ?? []).map((label, index) => ({
		kind: "direct",
		...label,
		...place(label.at, file, index),
	}));
	const silent = (raw.silent ?? []).map((label, index) => ({ ...label, ...place(label.at, file, index) }));
	return {
		repository: raw.repository ?? null,
		commit: raw.commit ?? null,
		complete: raw.complete ?? "all",
		calls,
		silent,
	};
}

function place(at, file, index) {
	const match = /^(.*?)(?:#(\d+))?:(\d+)$/.exec(at ?? "");
	if (!match) throw new Error(`${file}: label ${index + 1} needs "at: path:line", found ${JSON.stringify(at)}`);
	return { file: match[1], cell: match[2] === undefined ? null : Number(match[2]), line: Number(match[3]) };
}
