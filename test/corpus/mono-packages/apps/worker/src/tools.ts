import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";

const tools: Anthropic.Tool[] = [
  {
    name: "tariff",
    description: "Gives the price of a letter or parcel by weight in grams, format in centimetres and country of destination.",
    input_schema: { type: "object", properties: { grams: { type: "number" }, country: { type: "string" } }, required: ["grams"] },
  },
];

let anthropic: Anthropic | undefined;
const claude = () => (anthropic ??= new Anthropic());

async function openai(): Promise<OpenAI> {
  return new OpenAI({ apiKey: await secret("OPENAI_API_KEY") });
}

async function secret(name: string): Promise<string> {
  return process.env[name] ?? "";
}

export async function tariff(question: string) {
  const conversation: Anthropic.MessageParam[] = [{ role: "user", content: question }];
  for (let step = 0; step < 4; step++) {
    const reply = await claude().messages.create({ model: "claude-sonnet-4-5", max_tokens: 800, tools, messages: conversation });
    conversation.push({ role: "assistant", content: reply.content });
    if (reply.stop_reason !== "tool_use") break;
    conversation.push({ role: "user", content: [{ type: "tool_result", tool_use_id: "1", content: "0.95" }] });
  }
  return conversation.at(-1);
}

export async function hours(office: string) {
  const answer = await (await openai()).chat.completions.create({
    model: "gpt-4.1-mini",
    messages: [{ role: "user", content: `When does the post office ${office} open?` }],
  });
  return answer.choices[0]?.message.content;
}

export async function runner(question: string) {
  const run = (await openai()).chat.completions.runTools({
    model: "gpt-4.1",
    messages: [{ role: "user", content: question }],
    tools: [{ type: "function", function: { name: "now", function: () => "noon", parameters: { type: "object", properties: {} } } }],
  });
  return run.finalContent();
}

export async function optional(client: OpenAI | null, question: string) {
  const answer = await client?.responses.create({ model: "gpt-4.1-nano", input: question });
  return answer?.output_text;
}

export const cached = new Map<string, Promise<string>>();

export function once(question: string): Promise<string> {
  const create = async (text: string) => text.trim();
  const value = cached.get(question) ?? create(question);
  cached.set(question, value);
  return value;
}
