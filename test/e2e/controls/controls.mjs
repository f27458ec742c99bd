// Negative controls: what must be red is seen to be red. Each gives the harness something broken and expects it to say
// so; a harness that calls any of these a pass would call anything a pass.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installExtension } from "../editor-server.mjs";
import { runInHost } from "../host.mjs";
import { projectRoot } from "../setup.mjs";

const here = join(projectRoot, "test", "e2e");

const controls = [
	["a passing suite is green", (scratch) => expectGreen(hostRun(scratch, "passing-suite.cjs"))],
	["a failing test is red", (scratch) => expectRed(hostRun(scratch, "failing-suite.cjs"), /meant to fail/)],
	["a suite without tests is red", (scratch) => expectRed(hostRun(scratch, "empty-suite.cjs"), /no test was run/)],
	[
		"a host that dies in the middle is red",
		(scratch) => expectRed(hostRun(scratch, "dying-suite.cjs"), /no test was run|host failed/),
	],
	[
		"a suite that hangs is red",
		(scratch) => expectRed(hostRun(scratch, "hanging-suite.cjs", { E2E_TIMEOUT_MS: "25000" }), /no test was run/),
	],
	[
		"an editor that does not start is red",
		(scratch) => expectRed(hostRun(scratch, "passing-suite.cjs", { E2E_NODE: "/bin/false" }), /no test was run/),
	],
	["a missing package is red", (scratch) => expectRed(installMissing(scratch), /No packaged extension/)],
];

export async function runControls() {
	const results = [];
	for (const [title, control] of controls) {
		const scratch = mkdtempSync(join(tmpdir(), "lcpr-control-"));
		try {
			await control(scratch);
			results.push({ title, error: null });
		} catch (problem) {
			results.push({ title, error: problem instanceof Error ? problem.message : String(problem) });
		} finally {
			rmSync(scratch, { recursive: true, force: true });
		}
	}
	return results;
}

async function hostRun(scratch, suite, environment = {}) {
	const defaults = { E2E_TIMEOUT_MS: "90000", E2E_FAILURE_SCREENSHOT: "", E2E_NODE: "" };
	const results = await runInHost({
		executable: join(here, "code-shim.mjs"),
		suite: join(here, "controls", suite),
		launchArgs: [`--extensions-dir=${join(scratch, "extensions")}`, `--user-data-dir=${join(scratch, "data")}`],
		resultFile: join(scratch, "results.json"),
		environment: { ...defaults, ...environment },
	});
	for (const name of Object.keys(defaults)) delete process.env[name];
	return results;
}

async function installMissing(scratch) {
	installExtension({
		vsix: join(scratch, "missing.vsix"),
		dataFolder: join(scratch, "data"),
		extensionsFolder: join(scratch, "extensions"),
	});
	return [{ title: "installed", error: null }];
}

async function expectGreen(run) {
	const failure = (await run).find(({ error }) => error !== null);
	if (failure) throw new Error(`expected a pass, got: ${failure.error}`);
}

async function expectRed(run, expected) {
	const said = await run.then(
		(results) => results.map(({ error }) => error ?? "").join("\n"),
		(problem) => String(problem.message),
	);
	if (!expected.test(said)) throw new Error(`expected ${expected}, got: ${said || "a pass"}`);
}
