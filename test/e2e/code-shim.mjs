#!/usr/bin/env node
// A stand-in for the `code` executable, for machines that cannot download VS Code desktop. It takes the flags that
// @vscode/test-electron passes, hosts the workbench with the VS Code server of npm's code-server, shows it in headless
// Chromium, and exits with the suite's verdict.
import { randomUUID } from "node:crypto";
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { format } from "node:util";
import { launchBrowser } from "./browser.mjs";
import { startEditorServer, writeUserSettings } from "./editor-server.mjs";

const timeoutMs = Number(process.env.E2E_TIMEOUT_MS ?? 180_000);
const flags = readFlags(process.argv.slice(2));
if (!flags.testsPath || flags.developmentPaths.length === 0) {
	console.error("code-shim: only test runs: give --extensionTestsPath and --extensionDevelopmentPath");
	process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), "code-shim-"));
const dataFolder = flags.userDataDir ?? join(scratch, "data");
const extensionsFolder = flags.extensionsDir ?? join(scratch, "extensions");
mkdirSync(extensionsFolder, { recursive: true });
writeUserSettings(dataFolder);
const log = createWriteStream(process.env.E2E_LOG ?? join(dataFolder, "code-shim.log"));

// The workbench's exit code is no proof of a pass: every end of the remote extension host, even a crash, is reported
// as 0. So the suite is loaded through a wrapper that leaves a one-time mark only after its run() has resolved.
const markFile = join(scratch, "suite-completed");
const nonce = randomUUID();
const wrapper = join(scratch, "suite-wrapper.cjs");
writeFileSync(
	wrapper,
	`exports.run = async () => {
	await require(${JSON.stringify(flags.testsPath)}).run();
	require("node:fs").writeFileSync(${JSON.stringify(markFile)}, ${JSON.stringify(nonce)});
};`,
);

let server;
let browser;
let isFinished = false;
setTimeout(() => finish(124, `no result in ${timeoutMs} ms`), timeoutMs).unref();
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => finish(130, signal));

try {
	server = await startEditorServer({ dataFolder, extensionsFolder, log, forTests: true });
	server.process.on("exit", (code) => finish(1, `the editor's server ended early with ${code}`));
	browser = await launchBrowser(join(scratch, "chromium"));
	await openTestHost();
} catch (problem) {
	await finish(1, problem instanceof Error ? problem.message : String(problem));
}

async function openTestHost() {
	const { page } = browser;
	await page.exposeFunction("codeAutomationLog", (type, args) => {
		const line = format(...args);
		log.write(`[${type}] ${line}\n`);
		// The workbench talks a lot; the log has it all.
		if (process.env.E2E_VERBOSE === "1") console.log(line);
	});
	await page.exposeFunction("codeAutomationExit", (code) => {
		if (code !== 0) void finish(code || 1);
		else if (suiteCompleted()) void finish(0);
		else void finish(1, "the extension host ended before the suite completed");
	});
	page.on("crash", () => finish(1, "the page crashed"));
	const remote = (path) => `vscode-remote://127.0.0.1:${server.port}${path}`;
	const payload = [
		...flags.developmentPaths.map((path) => ["extensionDevelopmentPath", remote(path)]),
		["extensionTestsPath", remote(wrapper)],
		["skipWelcome", "true"],
		["skipReleaseNotes", "true"],
	];
	const query = new URLSearchParams({ payload: JSON.stringify(payload) });
	if (!flags.workspace) query.set("ew", "true");
	else query.set(flags.workspace.endsWith(".code-workspace") ? "workspace" : "folder", resolve(flags.workspace));
	await page.goto(`${server.url}/?${query}`);
}

function suiteCompleted() {
	return existsSync(markFile) && readFileSync(markFile, "utf8") === nonce;
}

async function finish(code, why) {
	if (isFinished) return;
	isFinished = true;
	if (why) console.error(`code-shim: ${why}`);
	if (code !== 0 && process.env.E2E_FAILURE_SCREENSHOT) {
		await browser?.page.screenshot({ path: process.env.E2E_FAILURE_SCREENSHOT }).catch(() => {});
	}
	await browser?.close().catch(() => {});
	await server?.stop();
	await new Promise((done) => log.end(done));
	rmSync(scratch, { recursive: true, force: true });
	process.exit(code);
}

function readFlags(args) {
	const read = { developmentPaths: [], testsPath: null, userDataDir: null, extensionsDir: null, workspace: null };
	for (let i = 0; i < args.length; i++) {
		const flag = /^--([^=]+)(?:=(.*))?$/s.exec(args[i]);
		if (!flag) {
			read.workspace ??= args[i];
			continue;
		}
		const value = () => resolve(flag[2] ?? args[++i]);
		if (flag[1] === "extensionDevelopmentPath") read.developmentPaths.push(value());
		else if (flag[1] === "extensionTestsPath") read.testsPath = value();
		else if (flag[1] === "user-data-dir") read.userDataDir = value();
		else if (flag[1] === "extensions-dir") read.extensionsDir = value();
	}
	return read;
}
