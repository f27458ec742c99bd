/** `npm run new-sdk some-sdk`: writes a descriptor to fill in. Its examples are run by the tests. */
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const id = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9-]*$/.test(id)) fail("Give the SDK an id in lower case, such as my-gateway.");
const file = `server/src/sdks/${id}.yaml`;
if (existsSync(join(root, file))) fail(`${file} exists already.`);

writeFileSync(
	join(root, file),
	`# What the fields mean stands in README.md beside this file; openai.yaml is a full example.
sdk: ${id}
documentation: https://
provider: ${id}
clients: {}
calls: []
examples: []
`,
);
console.log(`Wrote ${file}. Fill it in, then: npx vitest run test/sdks`);

function fail(message) {
	console.error(message);
	process.exit(2);
}
