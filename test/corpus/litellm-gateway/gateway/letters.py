from datetime import date
from functools import partial

from . import complete, complete_async
from .config import FAST_MODEL, FREE

LETTER_RULES = """Write a letter to a tenant on behalf of a housing association.
Begin with the matter, not with a greeting. Say what happens, when it happens, and what the tenant has to do, in this order.
Use one paragraph for each of the three. When nothing has to be done, say so in the first sentence. Do not threaten, and name
the next step of the procedure only if the tenant can still avoid it. Amounts are written in euros with two decimals. Do not use
the passive voice, abbreviations or the word unfortunately. The letter has at most one hundred and twenty words."""

fast = partial(complete, model=FAST_MODEL)


def letter(tenant: str, matter: str) -> str:
    return complete(f"Tenant: {tenant}\nMatter: {matter}", system=LETTER_RULES)


def dated_letter(tenant: str, matter: str) -> str:
    prompt = f"{date.today():%d %B %Y}\nTenant: {tenant}\nMatter: {matter}\n\n{LETTER_RULES}"
    return complete(prompt, max_tokens=400)


def subject(matter: str) -> str:
    return fast(f"Subject line of at most five words: {matter}")


async def reminder(tenant: str, amount: float) -> str:
    messages = [
        {"role": "system", "content": LETTER_RULES},
        {"role": "user", "content": f"{tenant} owes {amount:.2f} euros since the first of the month."},
    ]
    return await complete_async(messages, tier=FREE)


def second_reminder(tenant: str, amount: float) -> str:
    return _polite(f"{tenant} still owes {amount:.2f} euros. Write a second reminder of three sentences.")


def last_reminder(tenant: str, amount: float) -> str:
    return _firm(f"{tenant} has not paid {amount:.2f} euros after two reminders. Write the last one.")


def _polite(request: str) -> str:
    return complete(request, system="You are polite.", temperature=0.4)


def _firm(request: str) -> str:
    return _polite(request)


def send(letter_text: str, postman) -> None:
    postman.complete(letter_text)
