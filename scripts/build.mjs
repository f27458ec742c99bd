// Bundles the three programs (extension, language server, command line) and puts the data they read beside them.
// An entry point that is missing is said, not skipped in silence.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const grammars = ["python", "typescript", "tsx", "javascript", "go", "java", "c-sharp", "rust", "ruby", "php"];

const shared = {
	absWorkingDir: root,
	bundle: true,
	platform: "node",
	logLevel: "warning",
	legalComments: "none",
	write: false,
};

// Packages in CommonJS ask for Node's own modules through `require`, which an ES module has to make for itself.
const esModule = {
	...shared,
	format: "esm",
	banner: {
		js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
	},
};

/**
 * The server and the command line share their chunks, so the tokenizer's vocabularies exist once and load only when
 * something is counted.
 */
const programs = { cli: "server/src/cli/main.ts", server: "server/src/lsp/main.ts" };
const extension = "client/src/extension.ts";

export async function buildAll({ quiet = false } = {}) {
	const started = performance.now();
	mkdirSync(join(dist, "wasm"), { recursive: true });
	mkdirSync(join(dist, "data"), { recursive: true });
	const isPresent = (file) => existsSync(join(root, file));
	const entryPoints = Object.fromEntries(Object.entries(programs).filter(([, file]) => isPresent(file)));
	const missing = [...Object.values(programs), extension].filter((file) => !isPresent(file));
	const builds = [];
	if (Object.keys(entryPoints).length > 0) builds.push(buildPrograms(entryPoints));
	if (isPresent(extension)) builds.push(buildExtension());
	const [outputs, data] = await Promise.all([Promise.all(builds), compileData()]);
	const written = [...outputs.flat(), ...data, ...wasmFiles(), chartStyles()];
	if ("server" in entryPoints) written.push({ path: "server.cjs", contents: 'import("./server.mjs");\n' });
	for (const { path, contents } of written) writeWhole(join(dist, path), contents);
	removeStale(new Set(written.map(({ path }) => path)));
	if (quiet) return;
	const kilobytes = written.reduce((sum, { contents }) => sum + contents.length, 0) / 1000;
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	const left = missing.length > 0 ? `; NOT built, file missing: ${missing.join(", ")}` : "";
	console.log(`Built ${written.length} files, ${Math.round(kilobytes)} kB, in dist/ (${seconds} s)${left}`);
}

async function buildPrograms(entryPoints) {
	const result = await build({
		...esModule,
		target: "node20",
		splitting: true,
		entryPoints,
		outdir: "dist",
		outExtension: { ".js": ".mjs" },
		chunkNames: "chunk-[hash]",
	});
	return result.outputFiles.map(({ path, contents }) => ({ path: relative(dist, path), contents }));
}

async function buildExtension() {
	const result = await build({
		...shared,
		format: "cjs",
		target: "node18",
		external: ["vscode"],
		entryPoints: [extension],
		outfile: "dist/extension.cjs",
	});
	return result.outputFiles.map(({ path, contents }) => ({ path: relative(dist, path), contents }));
}

/** Writes beside the file and renames, so a program that runs meanwhile never reads half of it. */
function writeWhole(path, contents) {
	const part = `${path}.${process.pid}.part`;
	writeFileSync(part, contents);
	renameSync(part, path);
}

/** Chunks are named by their content; those of earlier builds would pile up. */
function removeStale(current) {
	for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
		const path = name.replaceAll("\\", "/");
		if (/\.(mjs|cjs|wasm|json|css)$/.test(path) && !current.has(path)) rmSync(join(dist, path), { force: true });
	}
}

function wasmFiles() {
	const modules = join(root, "node_modules");
	const sources = [
		["runtime", "web-tree-sitter/web-tree-sitter.wasm"],
		...grammars.map((name) => [name, `@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`]),
		["kotlin", "@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm"],
	];
	return sources.map(([name, file]) => ({ path: `wasm/${name}.wasm`, contents: readFileSync(join(modules, file)) }));
}

function chartStyles() {
	const file = join(root, "node_modules/charts.css/dist/charts.min.css");
	return { path: "data/charts.css", contents: readFileSync(file) };
}

/** Runs the product's own readers over its YAML once, so that starting up only has to read JSON. */
async function compileData() {
	const result = await build({
		...esModule,
		entryPoints: ["server/src/workspace/compile-product-data.ts"],
		outfile: "dist/compile-product-data.mjs",
	});
	const helper = join(root, `node_modules/.cache/lcpr/compile-product-data-${process.pid}.mjs`);
	mkdirSync(dirname(helper), { recursive: true });
	writeFileSync(helper, result.outputFiles[0].contents);
	try {
		const { compileProductData } = await import(pathToFileURL(helper).href);
		const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
		const { files, problems } = compileProductData(root, version);
		if (problems.length > 0) throw new Error(`The product's own data is broken:\n${problems.join("\n")}`);
		return Object.entries(files).map(([name, value]) => ({ path: `data/${name}`, contents: JSON.stringify(value) }));
	} finally {
		rmSync(helper, { force: true });
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	try {
		await buildAll({ quiet: process.argv.includes("--quiet") });
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	}
}
