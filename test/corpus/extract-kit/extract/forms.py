"""Reads the forms that citizens fill in at a town hall."""
import enum
import json
import os
import platform
from importlib.metadata import version

from anthropic import Anthropic
from openai import OpenAI
from pydantic import BaseModel

client = OpenAI()
claude = Anthropic()
TOWN = os.getenv("TOWN", "Neustadt")
CLERK_MODEL = os.environ.get("CLERK_MODEL", "gpt-4.1-mini")


class Kind(enum.Enum):
    DOG = "registration of a dog"
    MOVE = "change of address"
    STALL = "stall at the market"


class Form(BaseModel):
    kind: str
    applicant: str
    signed: bool


CHECKS = """Check a form that a citizen has filled in.
A form is complete when every field with a star has an entry, the date of birth lies before the date of the signature, and the signature
belongs to the applicant or to a parent. A field that is crossed out counts as empty. An entry outside its field counts when it is
clear to which field it belongs. Do not check whether an address exists. Name every field that is missing by its number, and explain
in one sentence how the citizen can add it without coming to the town hall."""


def check(text: str) -> str:
    kinds = ", ".join(kind.value for kind in Kind)
    completion = client.chat.completions.create(
        model=CLERK_MODEL,
        messages=[
            {"role": "system", "content": f"Kinds of forms: {kinds}.\n\n{CHECKS}"},
            {"role": "user", "content": text},
        ],
    )
    return completion.choices[0].message.content


def check_in_town(text: str) -> str:
    completion = client.chat.completions.create(
        model=CLERK_MODEL,
        messages=[
            {"role": "system", "content": f"Town hall of {TOWN}, forms {version('forms')} on {platform.system()}.\n\n{CHECKS}"},
            {"role": "user", "content": text},
        ],
    )
    return completion.choices[0].message.content


def read(text: str) -> str:
    schema = json.dumps(Form.model_json_schema(), indent=2)
    message = claude.messages.create(
        model="claude-haiku-4-5",
        max_tokens=400,
        system=f"Answer with JSON of this schema:\n{schema}\n\n{CHECKS}",
        messages=[{"role": "user", "content": text}],
    )
    return message.content[0].text


def certificate(form: dict) -> str:
    completion = client.chat.completions.create(
        model=CLERK_MODEL,
        messages=[
            {"role": "system", "content": "Write the certificate for this form."},
            {
                "role": "user",
                "content": f"Name: {form['name']}\nBorn on: {form['born']}\nBorn in: {form['place']}\nStreet and number: {form['street']}\n"
                f"Postal code: {form['code']}\nTown: {form['town']}\nName of the dog: {form['dog']}\nBreed: {form['breed']}\n"
                f"Date of the vaccination: {form['vaccinated']}\nNumber of the chip: {form['chip']}\nFee in euros: {form['fee']}",
            },
        ],
    )
    return completion.choices[0].message.content


def check_pages(pages: list[str]) -> list[str]:
    results = []
    for number, page in enumerate(pages, 1):
        completion = client.chat.completions.create(
            model=CLERK_MODEL,
            messages=[{"role": "user", "content": f"{CHECKS}\n\nPage {number}:\n{page}"}],
        )
        results.append(completion.choices[0].message.content)
    return results


def check_numbered_pages(pages: list[str]) -> list[str]:
    results = []
    for number, page in enumerate(pages, 1):
        completion = client.chat.completions.create(
            model=CLERK_MODEL,
            messages=[{"role": "user", "content": f"Page {number}:\n{page}\n\n{CHECKS}"}],
        )
        results.append(completion.choices[0].message.content)
    return results


def answer(history: list[dict], question: str) -> str:
    message = claude.messages.create(
        model="claude-haiku-4-5",
        max_tokens=300,
        system="You answer for a town hall.",
        messages=[*history, {"role": "user", "content": f"<question>{question}</question>\n\n{CHECKS}"}],
    )
    return message.content[0].text


def answer_well(history: list[dict], question: str) -> str:
    message = claude.messages.create(
        model="claude-haiku-4-5",
        max_tokens=300,
        system=[{"type": "text", "text": CHECKS, "cache_control": {"type": "ephemeral"}}],
        messages=[*history, {"role": "user", "content": f"<question>{question}</question>\nAnswer in two sentences."}],
    )
    return message.content[0].text


def with_reply(text: str, attempts: int = 2) -> str:
    messages = [{"role": "system", "content": CHECKS}, {"role": "user", "content": text}]
    for _ in range(attempts):
        completion = client.chat.completions.create(model=CLERK_MODEL, messages=messages)
        reply = completion.choices[0].message.content
        if reply.startswith("{"):
            return reply
        messages += [{"role": "assistant", "content": reply}, {"role": "user", "content": "That was not JSON. Answer again, with JSON only."}]
    return "{}"
