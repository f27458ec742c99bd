const fs = require("fs");
const path = require("path");
const { readFile } = require("node:fs/promises");
const Anthropic = require("@anthropic-ai/sdk").default;

const rules = fs.readFileSync(path.join(__dirname, "..", "prompts", "compost.md"), "utf8");
const client = new Anthropic();

async function may(thing) {
  const message = await client.messages.create({
    model: "claude-haiku-4-5",
    max_tokens: 150,
    system: rules,
    messages: [{ role: "user", content: `May I put ${thing} onto the compost?` }],
  });
  return message.content[0].text;
}

async function mayHere(garden, thing) {
  const text = await readFile(path.resolve(__dirname, "../prompts/compost.md"), "utf-8");
  const message = await client.messages.create({
    model: "claude-haiku-4-5",
    max_tokens: 150,
    system: `Garden: ${garden}\n\n${text}`,
    messages: [{ role: "user", content: `May I put ${thing} onto the compost?` }],
  });
  return message.content[0].text;
}

async function diagnose(photoNotes, { model = "claude-sonnet-4-5", maxTokens = 400 } = {}) {
  const messages = [];
  messages.push({ role: "user", content: [] });
  messages[0].content.push({ type: "text", text: photoNotes });
  messages[0].content.push({ type: "text", text: "What is wrong with this heap?" });
  return client.messages.create({ model, max_tokens: maxTokens, messages, system: rules });
}

class Heap {
  messages = { create: (options) => ({ ...options, at: Date.now() }) };

  turn() {
    return this.messages.create({ model: "fork", max_tokens: 1 });
  }
}

module.exports = { may, mayHere, diagnose, Heap };
