import { createServer } from "node:http";
import { anthropic, models, openai } from "@feldpost/llm";

interface Body {
  question: string;
  history: { role: "user" | "assistant"; content: string }[];
}

const policy = await import("node:fs/promises").then((fs) => fs.readFile(new URL("./policy.md", import.meta.url), "utf8"));

createServer(async (request, response) => {
  const body = (await readJson(request)) as Body;
  const stream = anthropic.messages.stream({
    model: models.small,
    max_tokens: 1000,
    system: policy,
    messages: [...body.history, { role: "user", content: body.question }],
  });
  stream.on("text", (text) => response.write(text));
  await stream.finalMessage();

  const followUp = await openai.responses.create({
    model: models.openai.chat,
    input: [
      ...body.history,
      {
        role: "user",
        content:
          "Suggest two questions that the customer could ask next. Both must be answerable from the policy of the delivery service. " +
          "One of them should lead the customer to something they can do themselves, such as moving a delivery, naming a neighbour " +
          "or choosing a locker. Do not suggest questions about prices, about complaints or about the people who deliver. " +
          "Write each question on its own line, in the customer's language, with at most nine words.",
      },
    ],
    max_output_tokens: 80,
  });
  response.end(followUp.output_text);
}).listen(3000);

async function readJson(request: AsyncIterable<Buffer>): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}
