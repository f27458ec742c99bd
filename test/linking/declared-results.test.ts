/** Functions whose body does not show what they give, but whose declared result does. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const requests = async (text: string) => describeCalls((await linkFiles({ "main.py": text })).calls);

describe("the declared result of a Python function", () => {
	it("says what it gives when the body does not", async () => {
		expect(
			await requests(`from langchain.chat_models.base import BaseChatModel
from store import create_cache
class Gateway:
    def __init__(self):
        self.cache = create_cache()
    def model(self, name) -> BaseChatModel:
        return self.cache[name]
gateway = Gateway()
class Report:
    def model(self) -> "BaseChatModel":
        return gateway.model("fast")
    def write(self, topic):
        model = self.model()
        return model.invoke("Write about " + topic)
`),
		).toEqual(["main.py:14 invoke ? ? [user: Write about ‹topic›]"]);
	});

	it("gives way to what the body makes", async () => {
		expect(
			await requests(`from langchain.chat_models.base import BaseChatModel
from langchain_openai import ChatOpenAI
def model() -> BaseChatModel:
    return ChatOpenAI(model="gpt-4o")
model().invoke("Hello")
`),
		).toEqual(["main.py:5 invoke openai gpt-4o [user: Hello]"]);
	});

	it("says what an object is, some of whose attributes are set", async () => {
		expect(
			await requests(`from openai import OpenAI
from shelf import find
def client() -> OpenAI:
    made = find("client")
    made.timeout = 20
    return made
client().chat.completions.create(model="gpt-5", messages=[])
`),
		).toEqual(["main.py:7 chat.completions openai gpt-5 []"]);
	});

	it("is nothing to go by when it is no client", async () => {
		expect(
			await requests(`from openai import OpenAI
from shelf import Shelf
def shelf() -> Shelf:
    return open_shelf()
shelf().invoke("Hello")
`),
		).toEqual([]);
	});
});
