import logging

import litellm
from litellm import acompletion, completion, completion_cost

from .config import CONFIG, PAID
from .retry import with_retries

log = logging.getLogger(__name__)
litellm.drop_params = True


@with_retries(times=4)
def complete(prompt: str, system: str | None = None, model: str = PAID.model, **options) -> str:
    messages = []
    if system:
        messages.append({"role": "system", "content": system})
    messages.append({"role": "user", "content": prompt})
    response = completion(model=model, messages=messages, **options)
    log.info("cost %f", completion_cost(completion_response=response))
    return response.choices[0].message.content


async def complete_async(messages: list[dict], tier=PAID) -> str:
    response = await acompletion(
        model=tier.model, messages=messages, max_tokens=tier.max_tokens
    )
    return response.choices[0].message.content


def complete_configured(prompt: str) -> str:
    response = litellm.completion(
        model=CONFIG["model"],
        fallbacks=CONFIG["fallbacks"],
        messages=[{"role": "user", "content": prompt}],
    )
    return response["choices"][0]["message"]["content"]


def embed(texts: list[str]) -> list[list[float]]:
    response = litellm.embedding(model="cohere/embed-english-v3.0", input=texts)
    return [row["embedding"] for row in response.data]
