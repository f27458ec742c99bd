import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import { LambdaClient, InvokeCommand } from "@aws-sdk/client-lambda";

const client = new BedrockRuntimeClient({ region: "eu-central-1" });
const functions = new LambdaClient({ region: "eu-central-1" });
const MODEL = "anthropic.claude-haiku-4-5-20251001-v1:0";

const TAGS = `Tag a photo description of damaged goods.
Allowed tags: soot, water line, broken glass, broken lock, mould, dent, scratch, missing part, unknown.
Use soot only when the description mentions smoke, ash or burning. Use water line only when a height is visible. Use broken lock only when
a door, a window or a safe is in the picture. Use unknown alone, never together with another tag. Give at most three tags, the most
important one first, separated by commas.`;

export async function tag(description: string): Promise<string[]> {
  const response = await client.send(
    new ConverseCommand({
      modelId: MODEL,
      system: [{ text: TAGS }],
      messages: [{ role: "user", content: [{ text: description }] }],
      inferenceConfig: { maxTokens: 40 },
    }),
  );
  return response.output?.message?.content?.[0]?.text?.split(", ") ?? [];
}

export async function tagLate(description: string): Promise<string> {
  const command = new ConverseCommand({
    modelId: MODEL,
    messages: [{ role: "user", content: [{ text: `${description}\n\n${TAGS}` }] }],
  });
  const response = await client.send(command);
  return response.output?.message?.content?.[0]?.text ?? "";
}

export async function* explain(claim: string) {
  const { stream } = await client.send(
    new ConverseStreamCommand({
      modelId: "amazon.nova-pro-v1:0",
      messages: [{ role: "user", content: [{ text: `Explain the state of this claim in two sentences: ${claim}` }] }],
    }),
  );
  for await (const event of stream ?? []) yield event.contentBlockDelta?.delta?.text ?? "";
}

export async function vector(text: string): Promise<number[]> {
  const response = await client.send(
    new InvokeModelCommand({ modelId: "amazon.titan-embed-text-v2:0", body: JSON.stringify({ inputText: text }) }),
  );
  return JSON.parse(new TextDecoder().decode(response.body)).embedding;
}

export async function assessElsewhere(claim: object) {
  return functions.send(new InvokeCommand({ FunctionName: "assess", Payload: JSON.stringify(claim) }));
}
