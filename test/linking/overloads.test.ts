/** Methods that are declared several times before they are defined. */
import { expect, test } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

test("the last definition of a method counts, not its overloads", async () => {
	const { calls } = await linkFiles({
		"chat.py": `from typing import overload
from openai import OpenAI

class Chat:
    @overload
    def talk(self, text: str) -> str: ...

    @overload
    def talk(self, text: list) -> list: ...

    def talk(self, text):
        return OpenAI().responses.create(model="gpt-5", input=text)

def ask():
    return Chat().talk("Name three rivers.")
`,
	});
	expect(describeCalls(calls)).toContain("chat.py:15 wrapper responses openai gpt-5 [user: Name three rivers.]");
});

test("a property keeps its value beside its setter", async () => {
	const { calls } = await linkFiles({
		"chat.py": `from openai import OpenAI

class Chat:
    @property
    def model(self):
        return "gpt-5"

    @model.setter
    def model(self, value):
        print(value)

    def talk(self, text):
        return OpenAI().responses.create(model=self.model, input=text)
`,
	});
	expect(describeCalls(calls)).toEqual(["chat.py:13 responses openai gpt-5 [user: ‹text›]"]);
});
