import { askClaude, classifyText, createAssistant, embedTexts, others } from "@feldpost/llm";
import { addressing, complaints } from "@feldpost/prompts";

const correct = createAssistant(addressing);
const judge = createAssistant("Answer yes or no: is this complaint about money?", "large");

export async function handle(complaint: { sender: string; office: string; text: string }) {
  const kind = await classifyText(complaint.text, "de");
  const reply = await askClaude({
    system: `Sender: ${complaint.sender}\nOffice: ${complaint.office}\n\n${complaints.system}`,
    prompt: complaint.text,
    maxTokens: 400,
  });
  const short = await askClaude({ system: complaints.system, prompt: `In one sentence, please: ${complaint.text}` });
  return { kind, reply, short };
}

export async function fixAddress(address: string) {
  const corrected = await correct(`Envelope:\n${address}`);
  const aboutMoney = await judge(`Complaint: ${address}`);
  return { corrected, aboutMoney };
}

export async function rank(query: string, documents: string[]) {
  const vectors = await embedTexts(documents);
  const sorted = await others.sortByRelevance(query, documents);
  return { vectors, sorted };
}
