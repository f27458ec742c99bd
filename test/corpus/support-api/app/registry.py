"""Clients by vendor, made on first use."""
from __future__ import annotations

import threading
from contextlib import asynccontextmanager

try:
    from anthropic import AnthropicVertex
except ImportError:
    AnthropicVertex = None
from openai import AsyncOpenAI, OpenAI as _OpenAI

_lock = threading.Lock()
_client: _OpenAI | None = None


def get_openai() -> _OpenAI:
    global _client
    with _lock:
        if _client is None:
            _client = _OpenAI(max_retries=1)
    return _client


@asynccontextmanager
async def session():
    client = AsyncOpenAI()
    try:
        yield client
    finally:
        await client.close()


CLIENTS = {"eu": _OpenAI(base_url="https://eu.api.openai.com/v1"), "us": _OpenAI()}


def check(region: str) -> bool:
    answer = CLIENTS[region].chat.completions.create(
        model="gpt-4.1-nano", messages=[{"role": "user", "content": "Say OK."}], max_tokens=2
    )
    return answer.choices[0].message.content == "OK"


def quick(text: str) -> str:
    answer = get_openai().with_options(timeout=5).chat.completions.create(
        model="gpt-4.1-nano", messages=[{"role": "user", "content": f"Correct the spelling: {text}"}]
    )
    return answer.choices[0].message.content


async def names(text: str) -> str:
    async with session() as client:
        answer = await client.responses.create(model="gpt-4.1-mini", input=f"List the names in this text: {text}")
    return answer.output_text


async def inside(text: str) -> str:
    async with AsyncOpenAI() as client:
        stream = await client.responses.create(model="gpt-4.1-mini", input=text, stream=True)
        return "".join([event.delta async for event in stream if event.type == "response.output_text.delta"])


def vertex(text: str) -> str:
    client = AnthropicVertex(region="europe-west1", project_id="support")
    message = client.messages.create(
        model="claude-sonnet-4-5@20250929", max_tokens=200, messages=[{"role": "user", "content": text}]
    )
    return message.content[0].text


def models() -> list[str]:
    return [model.id for model in get_openai().models.list()]


def tune(file_id: str) -> str:
    return get_openai().fine_tuning.jobs.create(model="gpt-4.1-nano", training_file=file_id).id


def store(name: str) -> str:
    return get_openai().vector_stores.create(name=name).id
