/** SDKs that are imported on first use. */
import { expect, test } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const lazy = `import importlib

class Lazy:
    _module = None

    def __getattr__(self, name):
        if name == "_module":
            return super()
        self._load()
        return getattr(self._module, name)

    def _load(self):
        self._module = importlib.import_module("litellm")

models = Lazy()
`;

test("a stand-in that loads an SDK on first use is that SDK", async () => {
	const { calls } = await linkFiles({
		"app/lazy.py": lazy,
		"app/talk.py": `from app.lazy import models

def ask(text):
    return models.completion(model="openai/gpt-5", messages=[{"role": "user", "content": text}])

def listen(file):
    return models.transcription(model="whisper-1", file=file)

def count(text):
    return models.token_counter(model="gpt-5", text=text)
`,
	});
	expect(describeCalls(calls)).toEqual([
		"app/talk.py:4 completion openai openai/gpt-5 [user: ‹text›]",
		"app/talk.py:7 speech openai whisper-1 []",
	]);
});

test("another module loaded on first use makes no request", async () => {
	const { calls } = await linkFiles({
		"lazy.py": lazy.replace('"litellm"', '"numpy"'),
		"talk.py": `from lazy import models

def ask(text):
    return models.completion(model="gpt-5", messages=[text])
`,
	});
	expect(calls).toEqual([]);
});

test("a module loaded by a name that the program writes elsewhere makes its requests", async () => {
	const { calls } = await linkFiles({
		"load.py": `import importlib

def load(name="litellm"):
    return importlib.import_module(name)
`,
		"talk.py": `from load import load

def ask(text):
    return load().transcription(model="whisper-1", file=text)
`,
	});
	expect(describeCalls(calls)).toEqual(["talk.py:4 speech openai whisper-1 []"]);
});

test("a list's own method is a request only on what an SDK calls so", async () => {
	const { calls } = await linkFiles({
		"main.py": `from mistralai import Mistral

client = Mistral()
turns = client.beta.conversations

def ask(id, text, log):
    log.append({"conversation_id": id, "inputs": text})
    return client.beta.conversations.append(conversation_id=id, inputs=text)
`,
	});
	expect(calls.map(({ place }) => place.file)).toEqual(["main.py"]);
});
