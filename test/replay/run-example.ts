/** Runs example code as it is, against the loopback server: TypeScript with the real SDK packages, Python with stand-ins. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type SentBody, startLoopbackProvider } from "./loopback-provider.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface ExampleRun {
	/** Folder below `examples/`. */
	readonly folder: string;
	/** All files of the example, by path inside the folder: as they are, or after a fix. */
	readonly files: Readonly<Record<string, string>>;
	/** Code that makes the requests, as if it stood in the folder. */
	readonly driver: string;
	readonly language: "typescript" | "python";
}

/** The bodies that were sent, embeddings and other services left out. */
export async function runExample(run: ExampleRun): Promise<readonly SentBody[]> {
	const provider = await startLoopbackProvider();
	try {
		const environment = {
			...process.env,
			OPENAI_API_KEY: "none",
			OPENAI_BASE_URL: `${provider.address}/v1`,
			ANTHROPIC_API_KEY: "none",
			ANTHROPIC_BASE_URL: provider.address,
			SEARCH_URL: provider.address,
			ACCOUNT_URL: provider.address,
			NO_PROXY: "127.0.0.1",
		};
		await (run.language === "typescript" ? runTypeScript : runPython)(run, environment);
		return provider.sent.filter(({ path }) => /\/(completions|responses|messages)$/.test(path));
	} finally {
		await provider.close();
	}
}

type Environment = Readonly<Record<string, string | undefined>>;

async function runTypeScript({ folder, files, driver }: ExampleRun, environment: Environment): Promise<void> {
	const place = join(root, "examples", folder);
	const result = await build({
		stdin: { contents: driver, resolveDir: place, loader: "ts", sourcefile: "driver.ts" },
		bundle: true,
		write: false,
		format: "esm",
		platform: "node",
		target: "node20",
		logLevel: "silent",
		packages: "external",
		alias: { "@": join(place, "web") },
		plugins: [
			{
				name: "files-as-given",
				setup({ onLoad }) {
					onLoad({ filter: /\.ts$/ }, ({ path }) => {
						const contents = files[path.slice(place.length + 1).replaceAll("\\", "/")];
						return contents === undefined ? null : { contents, loader: "ts" };
					});
				},
			},
		],
	});
	// Inside the project, so that the packages of its node_modules are found.
	const cache = join(root, "node_modules", ".cache", "lcpr");
	mkdirSync(cache, { recursive: true });
	const program = join(mkdtempSync(join(cache, "example-")), "driver.mjs");
	writeFileSync(program, result.outputFiles[0]?.text ?? "");
	try {
		await finished(process.execPath, [program], { environment, folder: place });
	} finally {
		rmSync(dirname(program), { recursive: true, force: true });
	}
}

async function runPython({ files, driver }: ExampleRun, environment: Environment): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "lcpr-example-"));
	try {
		for (const [file, text] of Object.entries({ ...files, "driver.py": driver })) {
			mkdirSync(dirname(join(folder, file)), { recursive: true });
			writeFileSync(join(folder, file), text);
		}
		const standIns = fileURLToPath(new URL("python", import.meta.url));
		await finished("python3", ["driver.py"], {
			environment: { ...environment, PYTHONPATH: `${folder}:${standIns}` },
			folder,
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function finished(
	command: string,
	words: readonly string[],
	{ environment, folder }: { readonly environment: Environment; readonly folder: string },
): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, words, { cwd: folder, env: environment, stdio: ["ignore", "ignore", "pipe"] });
		let errors = "";
		child.stderr.on("data", (chunk: Buffer) => {
			errors += chunk.toString("utf8");
		});
		child.on("error", reject);
		child.on("close", (code) =>
			code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}:\n${errors}`)),
		);
	});
}
