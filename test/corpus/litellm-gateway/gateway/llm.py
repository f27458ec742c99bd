"""The object most of the gateway talks to."""
from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import litellm


class Prompt(NamedTuple):
    system: str
    user: str


@dataclass
class Conversation:
    system: str
    turns: list[dict] = field(default_factory=list)

    def add(self, role: str, content: str) -> Conversation:
        self.turns.append({"role": role, "content": content})
        return self

    def messages(self) -> list[dict]:
        return [{"role": "system", "content": self.system}, *self.turns]


def to_messages(system: str, user: str) -> list[dict]:
    return [{"role": "system", "content": system}, {"role": "user", "content": user}]


class Llm:
    model = "gpt-4.1-mini"

    def ask(self, prompt: str, *, system: str = "You work for a housing association.", **options: Any) -> str:
        reply = litellm.completion(model=self.model, messages=to_messages(system, prompt), **options)
        return reply.choices[0].message.content

    def ask_json(self, prompt: str) -> dict:
        return json.loads(self.ask(prompt + "\nAnswer with JSON only.", temperature=0))

    def run(self, prompt: Prompt) -> str:
        reply = litellm.completion(model=self.model, messages=to_messages(prompt.system, prompt.user))
        return reply.choices[0].message.content

    def send(self, conversation: Conversation) -> str:
        reply = litellm.completion(model=self.model, messages=conversation.messages())
        conversation.add("assistant", reply.choices[0].message.content)
        return reply.choices[0].message.content

    @classmethod
    def shared(cls) -> Llm:
        return _shared()

    @staticmethod
    def fill(template: str, **values: str) -> str:
        reply = litellm.completion(
            model="gpt-4.1", messages=[{"role": "user", "content": template.format(**values)}]
        )
        return reply.choices[0].message.content


@lru_cache(maxsize=1)
def _shared() -> Llm:
    return Llm()


llm = Llm()
