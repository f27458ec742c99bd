/** `npm run new-sdk some-sdk`: writes a small descriptor that passes the tests, which run its examples; change it from there. */
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const id = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9-]*$/.test(id)) fail("Give the SDK an id in lower case, such as my-gateway.");
const module = id.replaceAll("-", "_");
const file = `server/src/sdks/${id}.yaml`;
if (existsSync(join(root, file))) fail(`${file} exists already.`);

writeFileSync(
	join(root, file),
	`# What the fields mean stands in README.md beside this file; openai.yaml is a full example.
sdk: ${id}
documentation: https://
provider: ${id}
clients:
  python:
    - { module: ${module}, names: [Client], provider: ${id} }
calls:
  - method: chat
    api: chat
    paths: [chat]
    model: [model, $0]
    limit: [max_tokens]
    prompt:
      - { at: [messages, $1], as: messages }
examples:
  - python: |
      import ${module}
      ${module}.Client().chat(model="some-model", messages=[{"role": "user", "content": "hi"}], max_tokens=30)
    calls:
      - { method: chat, model: some-model, provider: ${id}, maxOutputTokens: 30, roles: user }
`,
);
console.log(`Wrote ${file}. It passes \`npx vitest run test/sdks\`; change it from there.`);

function fail(message) {
	console.error(message);
	process.exit(2);
}
