/** Loads the TypeScript declarations of rules and settings into this process. */
import { join } from "node:path";
import { build } from "esbuild";

const entry = `
	export { allRules } from "./rules/all-rules.ts";
	export { declarations } from "./settings/declarations.ts";
`;

export async function loadDeclarations(root) {
	const result = await build({
		stdin: { contents: entry, resolveDir: join(root, "server/src"), loader: "ts" },
		bundle: true,
		write: false,
		format: "esm",
		platform: "node",
		// Some dependencies are CommonJS and ask for Node's own modules.
		banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(process.cwd() + "/");' },
		external: ["gpt-tokenizer", "gpt-tokenizer/*"],
		logLevel: "silent",
	});
	const code = Buffer.from(result.outputFiles[0].text).toString("base64");
	const { allRules, declarations } = await import(`data:text/javascript;base64,${code}`);
	return { rules: allRules, settings: Object.values(declarations) };
}
