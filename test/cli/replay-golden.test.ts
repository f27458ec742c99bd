/** A small log in both formats, compared with committed output; `LCPR_UPDATE=1` rewrites it. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readRequestLog } from "../../server/src/analysis/replay/read-request-log.ts";
import { replayLog } from "../../server/src/analysis/replay/replay.ts";
import { replayText } from "../../server/src/cli/formats/replay-text.ts";
import { plainStyle } from "../../server/src/cli/formats/terminal-style.ts";
import { loadKnowledge } from "../../server/src/workspace/knowledge.ts";

const folder = fileURLToPath(new URL("golden", import.meta.url));
const report = replayLog({
	log: readRequestLog(readFileSync(join(folder, "requests.jsonl"), "utf8")),
	knowledge: await loadKnowledge(),
	asOf: "2026-11-21",
	interval: 1_000,
	firstByteAfter: 500,
});

it.each([
	["replay.txt", () => replayText(report, plainStyle)],
	["replay.json", () => `${JSON.stringify(report, null, 2)}\n`],
])("%s is as committed", (name, render) => {
	const file = join(folder, name);
	if (process.env.LCPR_UPDATE) writeFileSync(file, render());
	expect(existsSync(file) ? readFileSync(file, "utf8") : "no committed output: run with LCPR_UPDATE=1").toBe(render());
});
