import { ipcRenderer } from "electron";
import { invoke } from "@tauri-apps/api/tauri";
import * as monaco from "monaco-editor";
import fetchStream from "./fetch-stream.js";

const { Titles } = window.notes;

export async function save(note) {
  const title = await new Titles().for(note);
  await ipcRenderer.invoke("notes:save", { model: "note", title, prompt: note });
  await invoke("chat_completion", { prompt: note });
  const model = monaco.editor.createModel(note, "markdown");
  model.chat = { completions: { create: () => null } };
  model.chat.completions.create({ model: "none", messages: [] });
}

export async function* lines(url) {
  for await (const line of fetchStream.stream({ url, model: "sse" })) yield line;
}

monaco.languages.registerInlineCompletionsProvider("markdown", {
  provideInlineCompletions: () => ({ items: [] }),
  freeInlineCompletions() {},
});
