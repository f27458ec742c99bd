"""Costs of a film, and a thinking model that checks them."""
import asyncio
from typing import Any

from google import genai
from google.genai.types import Content, GenerateContentConfig, Part, ThinkingConfig

client = genai.Client()
THINKING = ThinkingConfig(thinking_budget=1024)


def contents_of(film: str, rows: list[dict[str, Any]]) -> list[Content]:
    contents = [Content(role="user", parts=[Part.from_text(text=f"Budget of the film {film}:")])]
    for row in rows:
        contents.append(Content(role="user", parts=[Part(text=f"{row['what']}: {row['euros']}")]))
    return contents


async def check(film: str, rows: list[dict[str, Any]]) -> str:
    response = await client.aio.models.generate_content(
        model="gemini-2.5-pro",
        contents=contents_of(film, rows),
        config=GenerateContentConfig(
            thinking_config=THINKING,
            system_instruction=[
                "Check the budget of a documentary film for rows that are missing, doubled or implausible.",
                "A day of shooting without travel, a lamp without electricity and music without a licence are missing rows.",
            ],
        ),
    )
    return response.text


async def check_all(films: dict[str, list[dict[str, Any]]]) -> list[str]:
    return await asyncio.gather(*(check(film, rows) for film, rows in films.items()))


async def explain(film: str, row: str, language: str = "German") -> str:
    rules = (
        f"Answer in {language}. You explain a row of the budget to somebody who gives the money for the film and has never made one. Say what "
        "is bought, why the film needs it, and what would be lost without it. Use no word that is only used in film studios. Do not "
        "compare with other films and do not promise that it could be done for less. Three sentences, the last of which names what "
        "the spectator will see of it."
    )
    chunks = []
    async for chunk in await client.aio.models.generate_content_stream(
        model="gemini-2.5-flash", contents=f"{film}: {row}", config={"system_instruction": rules}
    ):
        chunks.append(chunk.text)
    return "".join(chunks)
