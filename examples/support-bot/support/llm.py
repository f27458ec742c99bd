"""The one place small prompts go through: a cheap model, a short answer, a retry."""

import logging
import os

import openai

log = logging.getLogger(__name__)

MODEL = os.getenv("TRIAGE_MODEL", "gpt-5.4-mini")
_client = openai.OpenAI(max_retries=2, timeout=20)


def complete(instructions: str, text: str, max_tokens: int = 60) -> str:
    response = _client.chat.completions.create(
        model=MODEL,
        max_completion_tokens=max_tokens,
        messages=[{"role": "system", "content": instructions}, {"role": "user", "content": text}],
    )
    log.debug("used %s tokens", response.usage.total_tokens if response.usage else "?")
    return response.choices[0].message.content or ""
