// `npm run test:editor`: the packaged extension in a real VS Code. First the suite inside the extension host, then a
// session as a person would have it, in a browser, with screenshots; then the negative controls of the harness itself.
// E2E_DESKTOP=1 runs the suite on VS Code desktop instead, where it can be downloaded.
// E2E_ONLY=suite|session|controls runs one part.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { packageExtension, packagePath } from "../../scripts/package-extension.mjs";
import { runControls } from "./controls/controls.mjs";
import { runSuite } from "./host.mjs";
import { runSession } from "./session.mjs";
import { projectRoot, setUpEditor } from "./setup.mjs";

const artifacts = join(projectRoot, ".artifacts");
const screenshots = join(artifacts, "screenshots");
// Yesterday's failure must not look like today's.
rmSync(screenshots, { recursive: true, force: true });
mkdirSync(screenshots, { recursive: true });
const parts = { suite: suitePart, session: sessionPart, controls: controlsPart };
const only = process.env.E2E_ONLY;
const isDesktop = process.env.E2E_DESKTOP === "1";

if (!isDesktop) setUpEditor();
if (only !== "controls") packageExtension();

const results = [];
for (const [name, run] of Object.entries(parts)) {
	if (only && only !== name) continue;
	if (isDesktop && name !== "suite") continue;
	console.log(`\n${name}`);
	for (const result of await attempt(name, run)) {
		results.push(result);
		console.log(`  ${result.error === null ? "ok  " : "FAIL"} ${result.title}`);
		if (result.error !== null) console.log(indented(result.error));
	}
}
const failed = results.filter(({ error }) => error !== null).length;
console.log(`\n${results.length - failed} passed, ${failed} failed`);
// Nothing run is not a pass.
process.exitCode = failed === 0 && results.length > 0 ? 0 : 1;

async function suitePart() {
	return runSuite({ vsix: packagePath(), failureScreenshot: join(screenshots, "suite-failed.png") });
}

async function sessionPart() {
	return runSession({ vsix: packagePath(), screenshots });
}

async function controlsPart() {
	return runControls();
}

/** A part that breaks as a whole is one failure, and the other parts still run. */
async function attempt(name, run) {
	try {
		return await run();
	} catch (problem) {
		return [{ title: `${name} ran to its end`, error: problem instanceof Error ? problem.stack : String(problem) }];
	}
}

function indented(text) {
	return text.replace(/^/gm, "       ");
}
