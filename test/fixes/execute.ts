/** Runs generated programs, many in one process, and says what text they made and in which order they called functions. */
import { spawnSync } from "node:child_process";

export interface Rendered {
	/** The value of `x`: a text, messages or blocks, as JSON. */
	readonly value: unknown;
	/** Names that were given to `f`, in the order of the calls. */
	readonly calls: readonly string[];
}

const holes = ["c1", "c2", "c3", "s1", "s2", "question"];

/** Values no line of a prompt holds, so that each can be found again. */
export const renderedHole = (name: string): string => `«${name}»`;

const pythonRunner = `
import json, sys
out = []
for text in json.load(sys.stdin):
    calls = []
    names = {name: "\\u00ab" + name + "\\u00bb" for name in ${JSON.stringify(holes)}}
    names["f"] = lambda name, value: (calls.append(name), value)[1]
    exec(compile(text, "generated", "exec"), names)
    out.append({"value": names["x"], "calls": calls})
json.dump(out, sys.stdout)
`;

/** Throws what Python says when a program does not run. */
export function runPython(programs: readonly string[]): readonly Rendered[] {
	const result = spawnSync("python3", ["-c", pythonRunner], {
		input: JSON.stringify(programs),
		encoding: "utf8",
		maxBuffer: 1e9,
	});
	if (result.status !== 0) throw new Error(result.error?.message ?? result.stderr);
	return JSON.parse(result.stdout);
}

export function runScript(text: string): Rendered {
	const calls: string[] = [];
	const f = (name: string, value: string) => {
		calls.push(name);
		return value;
	};
	const value: unknown = new Function("f", ...holes, `${text}\nreturn x;`)(f, ...holes.map(renderedHole));
	return { value, calls };
}
