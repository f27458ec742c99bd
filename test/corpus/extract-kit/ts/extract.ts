import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";

type Vendor = "openai" | "anthropic";

const clients = { openai: new OpenAI(), anthropic: new Anthropic() };
const MODELS: Record<Vendor, string> = { openai: "gpt-4o-mini", anthropic: "claude-3-5-haiku-latest" };

const RULES = `Extract the parties of a contract.
A party is a person or a company that signs. Witnesses, notaries and translators are not parties. A company is given with its legal form
and its seat, a person with given name and family name. When a party is represented, name the party and not the one who signs for it.
Return one party a line, in the order in which the contract names them, without numbers and without roles.`;

export async function parties(vendor: Vendor, contract: string): Promise<string[]> {
  switch (vendor) {
    case "openai": {
      const completion = await clients.openai.chat.completions.create({
        model: MODELS.openai,
        messages: [
          { role: "developer", content: RULES },
          { role: "user", content: contract },
        ],
      });
      return completion.choices[0].message.content?.split("\n") ?? [];
    }
    case "anthropic": {
      const message = await clients.anthropic.messages.create({
        model: MODELS.anthropic,
        max_tokens: 300,
        messages: [{ role: "user", content: [{ type: "text", text: contract }, { type: "text", text: RULES }] }],
      });
      return message.content.flatMap((block) => (block.type === "text" ? block.text.split("\n") : []));
    }
  }
}

export const dates = (contract: string, today = new Date()) =>
  clients.openai.responses.create({
    model: MODELS.openai,
    instructions:
      "Today is " + today.toISOString().slice(0, 10) + ". " +
      "List every date on which one of the parties has to do something. Compute dates that are given as periods, and say from which " +
      "event the period runs. Leave out dates that have passed, dates of signatures and dates of laws. When a date falls on a Sunday, " +
      "give the Monday after it as well. Write one date a line as year, month and day, followed by a colon and by what has to be done " +
      "in at most eight words.",
    input: contract,
  });
