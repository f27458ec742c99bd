"use client";

import { useChat } from "@ai-sdk/react";
import { invoke } from "@tauri-apps/api/core";
import { useMutation } from "@apollo/client";
import { useState } from "react";
import { SEND_CHAT } from "./queries";

export function Chat() {
  const { messages, sendMessage, status } = useChat();
  const [text, setText] = useState("");
  const [chat] = useMutation(SEND_CHAT);

  async function save() {
    await invoke("save_conversation", { model: "local", messages });
    await chat({ variables: { prompt: text, messages } });
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sendMessage({ text });
        setText("");
      }}
    >
      {messages.map((message) => (
        <p key={message.id}>{message.parts.map((part) => (part.type === "text" ? part.text : null))}</p>
      ))}
      <input value={text} disabled={status !== "ready"} onChange={(event) => setText(event.target.value)} />
      <button type="button" onClick={save}>
        Save
      </button>
    </form>
  );
}
