import { GoogleGenerativeAI } from "@google/generative-ai";
import { VertexAI } from "@google-cloud/vertexai";

const genAI = new GoogleGenerativeAI(process.env.GEMINI_API_KEY!);
const vertex = new VertexAI({ project: "studio", location: "europe-west4" });

const flash = genAI.getGenerativeModel({ model: "gemini-1.5-flash", systemInstruction: "Answer with a time code." });

export async function find(moment: string) {
  const result = await flash.generateContent(`When does this happen? ${moment}`);
  return result.response.text();
}

export async function talk(line: string) {
  const chat = flash.startChat({ history: [] });
  const result = await chat.sendMessage(line);
  return result.response.text();
}

export async function vector(text: string) {
  const model = genAI.getGenerativeModel({ model: "text-embedding-004" });
  const { embedding } = await model.embedContent(text);
  return embedding.values;
}

export async function onVertex(text: string) {
  const model = vertex.getGenerativeModel({ model: "gemini-2.5-pro" });
  const result = await model.generateContent(text);
  return result.response.candidates?.[0];
}
