// Starts the VS Code server on a free port, with its own data and extensions folders, and stops it again.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { editor } from "./setup.mjs";

/** Starts the server and resolves once it listens. `forTests` switches on the driver that runs suites in the host. */
export async function startEditorServer({ dataFolder, extensionsFolder, log, forTests }) {
	const child = spawn(
		editor.node,
		[
			editor.serverMain,
			...["--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--accept-server-license-terms"],
			...["--server-data-dir", dataFolder, "--user-data-dir", dataFolder, "--extensions-dir", extensionsFolder],
			...["--telemetry-level", "off", "--disable-workspace-trust"],
			// Without this flag the workbench ignores the tests it is asked to run, and says nothing.
			...(forTests ? ["--enable-smoke-test-driver"] : []),
		],
		{ env: serverEnvironment(), stdio: ["ignore", "pipe", "pipe"] },
	);
	const port = await listeningPort(child, log);
	return { process: child, port, url: `http://127.0.0.1:${port}`, stop: () => stop(child) };
}

/** Installs a packaged extension into a folder, as a person would from a file. Throws when it does not install. */
export function installExtension({ vsix, dataFolder, extensionsFolder }) {
	if (!existsSync(vsix)) throw new Error(`No packaged extension at ${vsix}. Run "npm run package" first.`);
	const output = execFileSync(
		editor.node,
		[
			editor.serverMain,
			...["--install-extension", vsix, "--extensions-dir", extensionsFolder],
			...["--server-data-dir", dataFolder, "--user-data-dir", dataFolder, "--accept-server-license-terms"],
		],
		{ env: serverEnvironment(), encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
	);
	if (!/successfully installed/.test(output)) throw new Error(`The extension did not install: ${output}`);
}

/** A quiet editor: nothing that opens by itself, asks a gallery or reports home. */
export function writeUserSettings(dataFolder, more = {}) {
	for (const folder of ["User", "Machine"]) mkdirSync(join(dataFolder, folder), { recursive: true });
	const settings = {
		"workbench.startupEditor": "none",
		"workbench.welcomePage.walkthroughs.openOnInstall": false,
		"telemetry.telemetryLevel": "off",
		"extensions.autoUpdate": false,
		"extensions.autoCheckUpdates": false,
		"extensions.ignoreRecommendations": true,
		"chat.disableAIFeatures": true,
		"workbench.secondarySideBar.defaultVisibility": "hidden",
		"editor.fontFamily": "DejaVu Sans Mono",
		...more,
	};
	const file = join(dataFolder, "Machine", "settings.json");
	writeFileSync(file, JSON.stringify(settings, null, "\t"));
	writeFileSync(join(dataFolder, "User", "settings.json"), JSON.stringify(settings, null, "\t"));
}

function serverEnvironment() {
	const kept = Object.entries(process.env).filter(
		([name]) => !/^VSCODE_(IPC|PID|CWD|NLS|HANDLES|AGENT|GIT|INJECT)/.test(name),
	);
	// An empty gallery stops the workbench from looking extensions up.
	return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: "{}" };
}

function listeningPort(child, log) {
	return new Promise((resolve, reject) => {
		let output = "";
		child.stderr.on("data", (data) => log.write(data));
		child.stdout.on("data", (data) => {
			log.write(data);
			output += data;
			const listening = /agent listening on (\d+)/.exec(output);
			if (listening) resolve(Number(listening[1]));
		});
		child.on("error", reject);
		child.on("exit", (code) => reject(new Error(`the editor's server did not start (exit code ${code})`)));
	});
}

async function stop(child) {
	if (child.exitCode !== null) return;
	const ended = new Promise((done) => child.once("exit", done));
	child.kill("SIGTERM");
	await Promise.race([ended, new Promise((done) => setTimeout(done, 3_000))]);
	if (child.exitCode === null) child.kill("SIGKILL");
}
