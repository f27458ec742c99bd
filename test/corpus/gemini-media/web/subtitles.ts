import { GoogleGenAI, Type } from "@google/genai";

const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY });
const defaults = { model: "gemini-2.5-flash", config: { temperature: 0, maxOutputTokens: 800 } };

const SUBTITLE_RULES = [
  "Subtitle the transcript of a film.",
  "A subtitle has at most two lines of forty-two characters. It stays for at least one second and at most seven.",
  "Break lines before conjunctions and prepositions, never between an article and its noun, never inside a name.",
  "Write numbers up to twelve as words. Write what is heard but not said in square brackets, in lower case.",
  "When two people speak at once, begin each line with a dash. Leave out filler words, but keep hesitation when it matters.",
].join("\n");

export async function subtitle(transcript: string) {
  const response = await ai.models.generateContent({
    ...defaults,
    contents: `${SUBTITLE_RULES}\n\n${transcript}`,
  });
  return response.text;
}

export async function subtitleIn(language: string, transcript: string) {
  const response = await ai.models.generateContent({
    model: defaults.model,
    contents: transcript,
    config: { systemInstruction: `Language: ${language}\n${SUBTITLE_RULES}`, maxOutputTokens: 800 },
  });
  return response.text;
}

export async function chapters(transcript: string) {
  const stream = await ai.models.generateContentStream({
    model: "gemini-2.5-flash-lite",
    contents: [{ role: "user", parts: [{ text: "Divide this transcript into chapters:" }, { text: transcript }] }],
    config: {
      responseMimeType: "application/json",
      responseSchema: { type: Type.ARRAY, items: { type: Type.STRING } },
    },
  });
  let text = "";
  for await (const chunk of stream) text += chunk.text ?? "";
  return JSON.parse(text) as string[];
}

export async function discuss(lines: string[]) {
  const chat = ai.chats.create({ model: "gemini-2.5-pro", history: [] });
  const answers: string[] = [];
  for (const message of lines) {
    const reply = await chat.sendMessage({ message });
    answers.push(reply.text ?? "");
  }
  return answers;
}
