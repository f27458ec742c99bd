/** `npm run new-rule some-bad-pattern`: writes a rule, its page and its specification, and enters it in the registry. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const id = process.argv[2] ?? "";
if (!/^[a-z]+(-[a-z]+)+$/.test(id)) fail("Give the rule an id that names the bad pattern, such as unpriced-model.");

const name = id.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
const files = {
	[`server/src/rules/${id}.ts`]: `/** Finds … */
import { defineRule } from "./rule.ts";

export const ${name} = defineRule({
	id: "${id}",
	summary: "One sentence that says what is found.",
	group: "caching",
	defaultSeverity: "information",
	preset: "standard",
	fix: "none",
	since: "${JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version}",
	options: {},
	check({ call, prompt, cost, report }) {},
});
`,
	[`server/src/rules/${id}.md`]: `<!-- header:start -->

<!-- header:end -->

## What it finds

## Why it costs money

## Example

Reports exactly one finding.

\`\`\`python
\`\`\`

## Instead

Reports none.

\`\`\`python
\`\`\`

## About the fix

## Options

<!-- options:start -->

<!-- options:end -->

## When to ignore it

## Known limits
`,
	[`test/rules/${id}.md`]: `# ${id}

## The common case

In Python:

\`\`\`python
\`\`\`

\`\`\`text rendered
\`\`\`

## The same in TypeScript

\`\`\`ts
\`\`\`

## What must stay silent

\`\`\`python
\`\`\`

## Not found yet
`,
};
for (const file of Object.keys(files)) if (existsSync(join(root, file))) fail(`${file} exists already.`);
for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
register();
console.log(`Wrote ${Object.keys(files).join(", ")}.
Fill them in, then: npm run codegen && LCPR_UPDATE=1 npx vitest run test/rules`);

/** Keeps imports and list sorted by id, which the registry's test asks for. */
function register() {
	const path = join(root, "server/src/rules/all-rules.ts");
	const text = readFileSync(path, "utf8");
	const list = /= \[([\s\S]*?)\];/.exec(text)?.[1] ?? "";
	const names = [...list.split(",").map((item) => item.trim()), name].filter((item) => item !== "");
	const imports = text.split("\n").filter((line) => /^import \{ \w+ \} from "\.\/[a-z-]+\.ts";$/.test(line));
	const sortedImports = [...imports, `import { ${name} } from "./${id}.ts";`].sort((a, b) =>
		idOf(a) < idOf(b) ? -1 : 1,
	);
	const byName = new Map(sortedImports.map((line) => [/\{ (\w+) \}/.exec(line)[1], idOf(line)]));
	names.sort((a, b) => (byName.get(a) < byName.get(b) ? -1 : 1));
	const rest = text.split("\n").filter((line) => !imports.includes(line));
	const at = rest.findIndex((line) => line.startsWith("import ") || line.startsWith("/**")) + 1;
	const withImports = [...rest.slice(0, at), ...sortedImports, ...rest.slice(at)].join("\n");
	writeFileSync(path, withImports.replace(/= \[[\s\S]*?\];/, `= [\n\t${names.join(",\n\t")},\n];`));
}

function idOf(line) {
	return /"\.\/([a-z-]+)\.ts"/.exec(line)?.[1] ?? "";
}

function fail(message) {
	console.error(message);
	process.exit(2);
}
