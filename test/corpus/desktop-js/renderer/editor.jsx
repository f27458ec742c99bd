import { createRoot } from "react-dom/client";
import { embed } from "./embed.js";
import { createClient } from "contentful";
import axios from "axios";

const client = createClient({ space: "garden", accessToken: "x" });
const api = axios.create({ baseURL: "/api" });

export async function load(id) {
  const entry = await client.getEntry(id);
  const { data } = await api.post("/chat/completions", { model: "gpt-4o", messages: [{ role: "user", content: entry.fields.text }] });
  return data;
}

export function Editor({ context, model }) {
  const stream = model.stream({ prompt: context.text });
  return <article ref={(node) => embed(node, stream)}>{context.text}</article>;
}

createRoot(document.body).render(<Editor context={{ text: "" }} model={{ stream: () => null }} />);
