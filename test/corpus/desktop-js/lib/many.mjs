import Anthropic from "@anthropic-ai/sdk";
import { ChatAnthropic } from "@langchain/anthropic";
import { PromptTemplate } from "@langchain/core/prompts";
import { RunnableSequence } from "@langchain/core/runnables";
import { initChatModel } from "langchain/chat_models/universal";
import pLimit from "p-limit";

const anthropic = new Anthropic();
const limit = pLimit(3);
const [, , season = "spring"] = process.argv;

const MODELS = Object.freeze({ quick: "claude-haiku-4-5", slow: "claude-opus-4-1" });

export const colours = (plants) =>
  Promise.all(
    plants.map((plant) =>
      limit(() =>
        anthropic.messages.create({
          model: MODELS.quick,
          max_tokens: 10,
          messages: [{ role: "user", content: `Colour of ${plant}?` }],
        }),
      ),
    ),
  );

export async function calendar(place) {
  let system = "You make a calendar for a garden.";
  system += "\n" + `The garden is in ${place}.`;
  system += `
Every month has three tasks: one that must be done, one that is pleasant, and one that can be left out when the weather is bad. A task
begins with a verb and names the tool. Do not sow before the last frost and do not cut hedges while birds are breeding. Put nothing that
smells into the months in which the family eats outside. Leave December empty except for the feeding of birds.`;
  const message = await anthropic.messages.create({
    model: MODELS.slow,
    max_tokens: 2000,
    system,
    messages: [{ role: "user", content: `Begin with ${season}.` }],
  });
  return message.content[0].text;
}

const sequence = RunnableSequence.from([
  PromptTemplate.fromTemplate("Write a label for {plant}."),
  new ChatAnthropic({ model: "claude-haiku-4-5", maxTokens: 50 }),
]);

export const label = (plant) => sequence.invoke({ plant });

export async function anyModel(text) {
  const model = await initChatModel("gpt-4o-mini", { modelProvider: "openai", temperature: 0 });
  return model.invoke(text);
}

export async function known() {
  const page = await anthropic.models.list();
  return page.data.map((model) => model.id);
}
