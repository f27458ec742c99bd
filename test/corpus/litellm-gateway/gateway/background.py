"""What the gateway does when nobody waits."""
import asyncio
import os
import random

from litellm import acompletion, batch_completion, moderation, token_counter, transcription

from .config import FAST_MODEL
from .router import RULES, router

POOL = ["gpt-4o-mini", "claude-haiku-4-5"]


async def warm_up() -> None:
    await asyncio.gather(
        *[acompletion(model=model, messages=[{"role": "user", "content": "ping"}], max_tokens=1) for model in POOL]
    )


def many(messages: list[str]):
    return batch_completion(
        model=FAST_MODEL,
        messages=[[{"role": "system", "content": RULES}, {"role": "user", "content": message}] for message in messages],
    )


async def lottery(message: str) -> str:
    reply = await acompletion(model=random.choice(POOL), messages=[{"role": "user", "content": message}])
    return reply.choices[0].message.content


def heard(path: str) -> str:
    return transcription(model="whisper-1", file=open(path, "rb")).text


def allowed(text: str) -> bool:
    return not moderation(input=text, model="omni-moderation-latest").results[0].flagged


def size(text: str) -> int:
    return token_counter(model="gpt-4o", text=text)


async def from_environment(message: str) -> str:
    reply = await acompletion(model=os.environ["GATEWAY_MODEL"], messages=[{"role": "user", "content": message}])
    return reply.choices[0].message.content


def healthy() -> list[str]:
    return router.get_model_names()
