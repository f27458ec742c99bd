/**
 * `npm run new-rule some-bad-pattern`: writes a rule, its page and its specification, and enters it in the registry.
 * What it writes passes the tests: the rule finds the model `gpt-5.4-mini`, and is to be changed from there, one test at a time.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const id = process.argv[2] ?? "";
if (!/^[a-z]+(-[a-z]+)+$/.test(id)) fail("Give the rule an id that names the bad pattern, such as unpriced-model.");

const name = id.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
const settings = "```yaml settings\npreset: standard\n```";
const files = {
	[`server/src/rules/${id}.ts`]: `/** Finds calls that … */
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
	check({ call, report }) {
		if (call.model.name !== "gpt-5.4-mini") return;
		report({
			at: call.model.place ?? { file: call.place.file, ...call.nameSpan },
			message: "The model is \`gpt-5.4-mini\`.",
			why: "Say what it costs and what to do.",
		});
	},
});
`,
	[`server/src/rules/${id}.md`]: `<!-- header:start -->

<!-- header:end -->

## What it finds

A call of the model \`gpt-5.4-mini\`.

## Why it costs money

Say what is paid for and not needed.

## Example

${settings}

${pythonCall({ model: "gpt-5.4-mini" })}

## Instead

${pythonCall({ model: "gpt-5.5" })}

## About the fix

There is none: say why.

## Options

<!-- options:start -->

<!-- options:end -->

## When to ignore it

When the pattern is meant.

## Known limits

Say what is not found, and what is found wrongly.
`,
	[`test/rules/${id}.md`]: `# ${id}

${settings}

## The common case

### In Python

${pythonCall({ model: "gpt-5.4-mini", comment: `  # finding: [${id}] "gpt-5.4-mini"` })}

\`\`\`text rendered
\`\`\`

### In TypeScript

\`\`\`ts
import OpenAI from "openai";

export const reply = await new OpenAI().chat.completions.create({
	model: "gpt-5.4-mini", // finding: [${id}] "gpt-5.4-mini"
	messages: [{ role: "user", content: "Hello" }],
});
\`\`\`

## The neighbours that stay silent

### Another model

${pythonCall({ model: "gpt-5.5" })}
`,
};
for (const file of Object.keys(files)) if (existsSync(join(root, file))) fail(`${file} exists already.`);
for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
register();
console.log(`Wrote ${Object.keys(files).join(", ")}.
Now: npm run codegen && LCPR_UPDATE=1 npx vitest run test/rules. It passes; change it from there.`);

function pythonCall({ model, comment = "" }) {
	return `\`\`\`python
from openai import OpenAI

reply = OpenAI().chat.completions.create(
    model="${model}",${comment}
    messages=[{"role": "user", "content": "Hello"}],
)
\`\`\``;
}

/** Keeps imports and list sorted by id, which the registry's test asks for. */
function register() {
	const path = join(root, "server/src/rules/all-rules.ts");
	const text = readFileSync(path, "utf8");
	const list = /= \[([\s\S]*?)\];/.exec(text)?.[1] ?? "";
	const names = [...list.split(",").map((item) => item.trim()), name].filter((item) => item !== "");
	const imports = text.split("\n").filter((line) => /^import (?:type )?\{ \w+ \} from "\.\/[a-z-]+\.ts";$/.test(line));
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
