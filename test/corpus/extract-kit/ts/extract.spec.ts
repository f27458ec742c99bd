import { beforeEach, expect, it, vi } from "vitest";
import { parties } from "./extract";

const create = vi.fn().mockResolvedValue({ choices: [{ message: { content: "A\nB" } }] });
vi.mock("openai", () => ({ default: class { chat = { completions: { create } }; } }));

beforeEach(() => create.mockClear());

it("splits lines", async () => {
  expect(await parties("openai", "A and B agree.")).toEqual(["A", "B"]);
});

it("mocks the client", async () => {
  const client = { chat: { completions: { create: vi.fn() } }, messages: { create: vi.fn() } };
  await client.chat.completions.create({ model: "gpt-4o-mini", messages: [] });
  await client.messages.create({ model: "claude", max_tokens: 1, messages: [] });
  expect(client.messages.create).toHaveBeenCalledOnce();
});
