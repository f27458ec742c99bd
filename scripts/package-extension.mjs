// Packs the built extension into .artifacts/lcpr-<version>.vsix, without a network: the bundles carry their dependencies.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Where the package of the current version is written. */
export function packagePath() {
	const { name, version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
	return join(root, ".artifacts", `${name}-${version}.vsix`);
}

/** Builds and packs. Fails when a bundle the manifest needs is missing. */
export function packageExtension() {
	execFileSync(process.execPath, ["scripts/build.mjs", "--quiet"], { cwd: root, stdio: "inherit" });
	for (const needed of ["dist/extension.cjs", "dist/server.cjs", "dist/wasm/runtime.wasm"]) {
		if (!statSync(join(root, needed), { throwIfNoEntry: false })) throw new Error(`${needed} was not built`);
	}
	const target = packagePath();
	mkdirSync(dirname(target), { recursive: true });
	rmSync(target, { force: true });
	execFileSync(
		process.execPath,
		[
			join(root, "node_modules/@vscode/vsce/vsce"),
			...["package", "--no-dependencies", "--no-rewrite-relative-links", "--allow-missing-repository"],
			...["--out", target],
		],
		{ cwd: root, stdio: ["ignore", "ignore", "inherit"] },
	);
	const megabytes = statSync(target).size / 1e6;
	console.log(`Packed ${relative(root, target)} (${megabytes.toFixed(2)} MB)`);
	return target;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	try {
		packageExtension();
	} catch (problem) {
		console.error(problem instanceof Error ? problem.message : problem);
		process.exitCode = 1;
	}
}
