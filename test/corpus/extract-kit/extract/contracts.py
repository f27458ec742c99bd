"""Contracts: a client in a mapping, one from a provider string, one behind a protocol."""
from typing import Protocol

import instructor
from anthropic import Anthropic
from openai import OpenAI
from pydantic import BaseModel


class Clause(BaseModel):
    number: str
    text: str


class Chat(Protocol):
    def __call__(self, prompt: str, *, system: str = "") -> str: ...


clause_client = instructor.from_anthropic(Anthropic(), mode=instructor.Mode.ANTHROPIC_TOOLS)
anywhere = instructor.from_provider("openai/gpt-4o-mini")


def clauses(text: str) -> list[Clause]:
    return clause_client.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=4096,
        response_model=list[Clause],
        messages=[{"role": "user", "content": f"List the clauses.\n\n{text}"}],
    )


def first_clause(text: str) -> Clause:
    return anywhere.chat.completions.create(
        response_model=Clause, messages=[{"role": "user", "content": f"The first clause of:\n{text}"}]
    )


class OpenAIChat:
    """Implements Chat."""

    def __init__(self, client: OpenAI, model: str = "gpt-4o-mini"):
        self.client, self.model = client, model

    def __call__(self, prompt: str, *, system: str = "") -> str:
        messages = [{"role": "system", "content": system}] if system else []
        reply = self.client.chat.completions.create(
            model=self.model, messages=messages + [{"role": "user", "content": prompt}]
        )
        return reply.choices[0].message.content


chat = OpenAIChat(OpenAI())


def risk(clause: Clause) -> str:
    return chat(f"Which of the parties does this clause help?\n{clause.text}", system="Answer with one name.")


def risks(clauses: list[Clause], chat: Chat) -> list[str]:
    return [chat(clause.text) for clause in clauses]
