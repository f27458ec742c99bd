import { convertToModelMessages, stepCountIs, streamText, type UIMessage } from "ai";
import { cookies } from "next/headers";
import { chatModel } from "@/lib/ai/provider";
import { stableSystemFor, systemFor } from "@/lib/ai/prompts";
import { findPieces } from "@/lib/ai/tools/find-pieces";
import { reserve } from "@/lib/ai/tools/reserve";

export const maxDuration = 30;

export async function POST(request: Request) {
  const { messages, visitor }: { messages: UIMessage[]; visitor: { name: string; city: string } } = await request.json();
  const experiment = (await cookies()).get("stable-prompt");

  if (experiment) {
    const stable = streamText({
      model: chatModel,
      system: stableSystemFor(visitor),
      messages: convertToModelMessages(messages),
    });
    return stable.toUIMessageStreamResponse();
  }

  const result = streamText({
    model: chatModel,
    system: systemFor(visitor),
    messages: convertToModelMessages(messages),
    tools: { findPieces, reserve },
    stopWhen: stepCountIs(5),
    onFinish: ({ usage }) => console.log(usage),
  });
  return result.toUIMessageStreamResponse();
}
