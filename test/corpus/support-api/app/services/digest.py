import datetime as dt

from app.llm import client
from app.prompts import ANSWER_RULES, PROMPT_DIR

DIGEST_MODEL = "gpt-4.1-mini"


async def weekly_digest(team: str, tickets: list[str]) -> str:
    template = (PROMPT_DIR / "digest.txt").read_text()
    prompt = template.format(team=team, tickets="\n---\n".join(tickets))
    completion = await client.chat.completions.create(
        model=DIGEST_MODEL,
        messages=[{"role": "user", "content": prompt}],
    )
    return completion.choices[0].message.content


async def daily_note(tickets: list[str]) -> str:
    today = dt.date.today().isoformat()
    completion = await client.chat.completions.create(
        model=DIGEST_MODEL,
        messages=[
            {"role": "system", "content": "Today is " + today + ".\n" + ANSWER_RULES},
            {"role": "user", "content": "\n".join(tickets)},
        ],
    )
    return completion.choices[0].message.content


async def headline(tickets: list[str]) -> str:
    # Little follows the date: nothing worth moving.
    completion = await client.chat.completions.create(
        model=DIGEST_MODEL,
        messages=[
            {"role": "system", "content": f"It is {dt.datetime.now():%A}. Write one headline."},
            {"role": "user", "content": "\n".join(tickets)},
        ],
    )
    return completion.choices[0].message.content
