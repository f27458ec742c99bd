import json

from openai import OpenAI

from agent.tools import run_tool

FUNCTIONS = [
    {
        "type": "function",
        "function": {
            "name": "read_file",
            "description": "Reads a text file of the repository.",
            "parameters": {"type": "object", "properties": {"path": {"type": "string"}}},
        },
    }
]


class OpenAIAgent:
    model = "gpt-5-mini"

    def __init__(self, api_key: str | None = None, base_url: str | None = None):
        self.client = OpenAI(api_key=api_key, base_url=base_url)
        self.history = []

    def _system(self, user: str) -> str:
        lines = []
        lines.append(f"You work for {user}.")
        lines.append("You answer questions about the code of a repository and you may read its files with the tool.")
        lines.append("Read the file before you say anything about it, and quote the lines that your answer depends on.")
        lines.append("When a question cannot be answered from the code, say which person or document would know.")
        lines.append("Do not speculate about performance. Do not suggest rewrites unless you are asked for them.")
        lines.append("Keep the answer below one hundred and fifty words, code not counted.")
        return "\n".join(lines)

    def ask(self, user: str, question: str) -> str:
        messages = [{"role": "system", "content": self._system(user)}]
        messages.extend(self.history)
        messages.append({"role": "user", "content": question})
        while True:
            completion = self.client.chat.completions.create(
                model=self.model, messages=messages, tools=FUNCTIONS
            )
            message = completion.choices[0].message
            if not message.tool_calls:
                return message.content
            messages.append(message)
            for call in message.tool_calls:
                output = run_tool(call.function.name, json.loads(call.function.arguments))
                messages.append({"role": "tool", "tool_call_id": call.id, "content": output})

    def title(self, question: str) -> str:
        return self._text("Give this conversation a title of at most six words.", question)

    def _text(self, system: str, user: str) -> str:
        params = {
            "model": "gpt-5-nano",
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        }
        return self.client.chat.completions.create(**params).choices[0].message.content


def main() -> None:
    agent = OpenAIAgent()
    while question := input("> "):
        print(agent.ask("you", question))
