import { createContext, useContext, useState, type ReactNode } from "react";
import { trpc } from "./trpc";

interface Assistant {
  generate(prompt: string): Promise<string>;
  model: string;
}

const AssistantContext = createContext<Assistant | null>(null);

export function AssistantProvider({ children }: { children: ReactNode }) {
  const [model] = useState("gpt-4.1-mini");
  const completion = trpc.chat.completion.useMutation();
  const generate = async (prompt: string) => {
    const answer = await completion.mutateAsync({ model, messages: [{ role: "user", content: prompt }] });
    return answer.text;
  };
  return <AssistantContext.Provider value={{ generate, model }}>{children}</AssistantContext.Provider>;
}

export function useAssistant() {
  const context = useContext(AssistantContext);
  if (!context) throw new Error("useAssistant needs an AssistantProvider");
  return context;
}

export function Suggestion() {
  const { generate } = useAssistant();
  return <button onClick={() => generate("Suggest a chair.")}>Suggest</button>;
}
