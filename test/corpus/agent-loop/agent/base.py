"""Agents that share a client through their base class."""
import asyncio
from abc import ABC, abstractmethod
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import anthropic

from .constants import Model


class BaseAgent(ABC):
    model: str = Model.FAST.value
    max_tokens = 600

    def __init__(self, client: anthropic.Anthropic | None = None):
        self.client = client or anthropic.Anthropic()

    @property
    @abstractmethod
    def instructions(self) -> str: ...

    def run(self, prompt: str) -> str:
        reply = self.client.messages.create(
            model=self.model,
            max_tokens=self.max_tokens,
            system=self.instructions,
            messages=[{"role": "user", "content": prompt}],
        )
        return reply.content[0].text


class CommitAgent(BaseAgent):
    instructions = "Write the subject line of a commit, in the imperative, with at most fifty characters."

    def subject(self, diff: str) -> str:
        return self.run(f"<diff>{diff}</diff>")


class PlanAgent(BaseAgent):
    model = Model.MAIN.value
    instructions = "Divide a task into steps that can be tested one by one."

    def steps(self, task: str) -> list[str]:
        first = self.client.messages.create(
            model=self.model,
            max_tokens=1000,
            system=self.instructions,
            messages=[{"role": "user", "content": task}, {"role": "assistant", "content": "1."}],
        )
        return ("1." + first.content[0].text).splitlines()


async def in_threads(questions: list[str]) -> list[str]:
    client = anthropic.Anthropic()
    replies = await asyncio.gather(
        *(
            asyncio.to_thread(
                client.messages.create,
                model="claude-haiku-4-5",
                max_tokens=100,
                messages=[{"role": "user", "content": question}],
            )
            for question in questions
        )
    )
    return [reply.content[0].text for reply in replies]


async def gathered(questions: list[str]) -> list[str]:
    client = anthropic.AsyncAnthropic()

    async def one(question: str) -> str:
        reply = await client.messages.create(
            model="claude-haiku-4-5", max_tokens=100, messages=[{"role": "user", "content": question}]
        )
        return reply.content[0].text

    return await asyncio.gather(*[one(question) for question in questions])


def pooled(questions: list[str]) -> list[str]:
    client = anthropic.Anthropic()
    create = partial(client.messages.create, model="claude-haiku-4-5", max_tokens=64)
    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(lambda q=q: create(messages=[{"role": "user", "content": q}])) for q in questions]
    return [future.result().content[0].text for future in futures]


def upload(path: str) -> str:
    return anthropic.Anthropic().beta.files.upload(file=open(path, "rb")).id
