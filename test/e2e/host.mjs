// Runs a mocha suite inside the extension host through stock @vscode/test-electron: against the stand-in for `code`,
// or, with E2E_DESKTOP=1, against VS Code desktop.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { installExtension } from "./editor-server.mjs";
import { projectRoot } from "./setup.mjs";

const here = join(projectRoot, "test", "e2e");
const shim = join(here, "code-shim.mjs");

/** Results of the suite's tests, as written by the suite itself. Throws when there are none to believe. */
export async function runSuite({ vsix, failureScreenshot }) {
	const scratch = mkdtempSync(join(tmpdir(), "lcpr-suite-"));
	try {
		const extensionsFolder = join(scratch, "extensions");
		const dataFolder = join(scratch, "data");
		const isDesktop = process.env.E2E_DESKTOP === "1";
		const desktop = isDesktop ? await downloadAndUnzipVSCode() : null;
		if (desktop) installOnDesktop(desktop, { vsix, extensionsFolder, dataFolder });
		else installExtension({ vsix, extensionsFolder, dataFolder });
		const workspace = join(scratch, "workspace");
		cpSync(join(here, "workspace"), workspace, { recursive: true });
		const suite = join(projectRoot, ".artifacts", "suite");
		await compileSuite(suite);
		return await runInHost({
			executable: desktop ?? shim,
			suite: join(suite, "index.cjs"),
			launchArgs: [workspace, `--extensions-dir=${extensionsFolder}`, `--user-data-dir=${dataFolder}`],
			resultFile: join(scratch, "results.json"),
			environment: {
				E2E_FAILURE_SCREENSHOT: failureScreenshot,
				E2E_LOG: join(projectRoot, ".artifacts", "suite-editor.log"),
			},
		});
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

/** Runs a compiled suite. Its verdict is what the suite wrote, and the host must agree. */
export async function runInHost({ executable, suite, launchArgs, resultFile, environment = {} }) {
	for (const [name, value] of Object.entries(environment)) process.env[name] = value;
	let hostProblem = null;
	try {
		await runTests({
			vscodeExecutablePath: executable,
			extensionDevelopmentPath: join(here, "empty-extension"),
			extensionTestsPath: suite,
			launchArgs,
			extensionTestsEnv: { E2E_RESULT_FILE: resultFile },
		});
	} catch (problem) {
		hostProblem = problem instanceof Error ? problem.message : String(problem);
	}
	const results = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, "utf8")) : [];
	if (results.length === 0) throw new Error(`no test was run (${hostProblem ?? "the host says all is well"})`);
	if (hostProblem && results.every(({ error }) => error === null)) {
		throw new Error(`every test passed, but the host failed: ${hostProblem}`);
	}
	return results;
}

async function compileSuite(outdir) {
	await build({
		absWorkingDir: projectRoot,
		entryPoints: { index: "test/e2e/suite/index.ts", extension: "test/e2e/suite/extension.ts" },
		outdir,
		outExtension: { ".js": ".cjs" },
		bundle: true,
		platform: "node",
		format: "cjs",
		target: "node20",
		external: ["vscode", "mocha"],
		logLevel: "warning",
	});
}

function installOnDesktop(executable, { vsix, extensionsFolder, dataFolder }) {
	const [cli, ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
	const folders = ["--extensions-dir", extensionsFolder, "--user-data-dir", dataFolder];
	execFileSync(cli, [...args, ...folders, "--install-extension", vsix], {
		stdio: "inherit",
		shell: process.platform === "win32",
	});
}
