#!/usr/bin/env node
const fs = require("node:fs");
const path = require("node:path");
const { program } = require("commander");
const OpenAI = require("openai");
const { createCommit } = require("../lib/commit");
const config = require("../lib/config");

program
  .argument("<files...>")
  .option("-m, --model <name>", "model to use", "gpt-4o-mini")
  .option("--language <code>", "language of the names", "en")
  .parse();

const options = program.opts();
const openai = new OpenAI({ apiKey: config.apiKey });

async function nameFor(file) {
  const text = fs.readFileSync(file, "utf8").slice(0, 4000);
  const completion = await openai.chat.completions.create({
    model: options.model,
    messages: [
      {
        role: "user",
        content: `Beginning of the document:\n${text}\n\n` +
          "Suggest a file name for this document. Use lower case letters, digits and hyphens only, and no more than six words. " +
          "Put the date of the document first when it has one, as year, month and day. Then name the sender or the author, " +
          "then what the document is: invoice, contract, letter, statement, certificate or notes. " +
          "Never put account numbers, amounts or the names of children into a file name. Reply with the name only.",
      },
    ],
    max_tokens: 30,
  });
  return completion.choices[0].message.content.trim();
}

(async () => {
  for (const file of program.args) {
    const name = await nameFor(file);
    fs.renameSync(file, path.join(path.dirname(file), name + path.extname(file)));
  }
  await createCommit(`rename ${program.args.length} files`);
})();
