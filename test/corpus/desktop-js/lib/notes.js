const { OpenAI } = require("openai");
const { model, limits } = require("./config");

let client;

/** One client for the whole window. */
function getClient() {
  if (!client) client = new OpenAI();
  return client;
}

const SYSTEM = [
  "You keep the notes of a person who works in a garden centre.",
  "A note has a title, a season and a list of plants with their Latin names.",
  "Correct the spelling of plants, but never replace a plant by another one.",
  "When a note mentions a poison, a pest or an allergy, begin it with the word Attention.",
  "Dates are written as day and month, because the year is part of the file name.",
  "Write in the first person, in the past tense, and without greeting.",
].join("\n");

async function run(messages, maxTokens) {
  const res = await getClient().chat.completions.create({ model, messages, max_tokens: maxTokens });
  return res.choices[0].message.content;
}

const tidy = (note) =>
  run([{ role: "system", content: SYSTEM }, { role: "user", content: note }], limits.answer);

function diary(note) {
  const now = new Date().toLocaleString();
  return run([
    { role: "system", content: `Now: ${now}` },
    { role: "system", content: SYSTEM },
    { role: "user", content: note },
  ], limits.answer);
}

class Titles {
  #client = new OpenAI();
  static MODEL = "gpt-4o-mini";

  async for(note) {
    const { choices } = await this.#client.chat.completions.create({
      model: Titles.MODEL,
      max_tokens: limits.title,
      messages: [{ role: "user", content: `Title for this note: ${note}` }],
    });
    return choices[0].message.content;
  }

  async spoken(text) {
    const audio = await this.#client.audio.speech.create({ model: "tts-1", voice: "alloy", input: text });
    return Buffer.from(await audio.arrayBuffer());
  }

  async heard(stream) {
    const result = await this.#client.audio.transcriptions.create({ model: "whisper-1", file: stream });
    return result.text;
  }

  async drawn(plant) {
    return this.#client.images.generate({ model: "dall-e-3", prompt: `A botanical drawing of ${plant}`, n: 1 });
  }
}

module.exports = { tidy, diary, Titles };
