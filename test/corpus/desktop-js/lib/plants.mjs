import { ChatPromptTemplate } from "@langchain/core/prompts";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { HumanMessage, SystemMessage } from "@langchain/core/messages";
import { ChatOpenAI, OpenAIEmbeddings } from "@langchain/openai";
import { MemoryVectorStore } from "langchain/vectorstores/memory";

const llm = new ChatOpenAI({ model: "gpt-4o-mini", temperature: 0, maxTokens: 300 });

const prompt = ChatPromptTemplate.fromMessages([
  ["system", "You advise on plants for {region}."],
  ["system",
    "Advise like an old gardener who has seen plants die of too much care. Recommend at most two plants and say what kills them. " +
    "Ask about light, water and wind when they were not mentioned. Never recommend a plant that is invasive in the region, and never " +
    "recommend pesticides; name a cultural remedy instead. If a plant is poisonous to cats, dogs or horses, say so in the first " +
    "sentence. Prices and shops are none of your business."],
  ["human", "{question}"],
]);

export async function advise(region, question) {
  const chain = prompt.pipe(llm).pipe(new StringOutputParser());
  return chain.invoke({ region, question });
}

export async function* name(photoText) {
  const stream = await llm.stream([new SystemMessage("Name the plant."), new HumanMessage(photoText)]);
  for await (const chunk of stream) yield chunk.content;
}

export async function search(question, documents) {
  const store = await MemoryVectorStore.fromDocuments(documents, new OpenAIEmbeddings({ model: "text-embedding-3-small" }));
  const retriever = store.asRetriever(4);
  return retriever.invoke(question);
}
