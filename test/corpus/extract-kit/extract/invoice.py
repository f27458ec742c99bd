from typing import Optional

import instructor
from openai import AsyncOpenAI, OpenAI
from pydantic import BaseModel, Field

from extract.models import ModelName

INVOICE_RULES = """Extract the fields of an invoice from its text.

- The number of the invoice is not the number of the customer and not the number of the order.
- Dates become year, month and day. When only a month is given, use its last day.
- Amounts are decimal numbers with a point. The net amount and the tax are given as printed, they are not computed.
- The sender is the company that wants the money, even when a collection agency wrote the letter.
- A field that is not printed is null. Never guess a tax number.
"""


class Line(BaseModel):
    text: str
    amount: float


class Invoice(BaseModel):
    number: str = Field(description="Number of the invoice as printed")
    sender: str
    net: float
    tax: Optional[float] = None
    lines: list[Line]


client = instructor.from_openai(OpenAI())
patched = instructor.patch(AsyncOpenAI())
raw = OpenAI()


def extract(text: str) -> Invoice:
    return client.chat.completions.create(
        model=ModelName.CHEAP.value,
        response_model=Invoice,
        max_retries=2,
        messages=[{"role": "system", "content": INVOICE_RULES}, {"role": "user", "content": text}],
    )


async def extract_for(company: str, text: str) -> Invoice:
    return await patched.chat.completions.create(
        model=ModelName.CHEAP.value,
        response_model=Invoice,
        messages=[
            {"role": "system", "content": f"You work for {company}.\n\n" + INVOICE_RULES},
            {"role": "user", "content": text},
        ],
    )


def extract_natively(text: str) -> Invoice | None:
    completion = raw.beta.chat.completions.parse(
        model=ModelName.GOOD.value,
        messages=[{"role": "system", "content": INVOICE_RULES}, {"role": "user", "content": text}],
        response_format=Invoice,
    )
    return completion.choices[0].message.parsed


def extract_with_responses(text: str) -> Invoice | None:
    response = raw.responses.parse(model="gpt-5", input=f"{text}\n\n{INVOICE_RULES}", text_format=Invoice)
    return response.output_parsed


def lines(text: str):
    return client.chat.completions.create_iterable(
        model="gpt-4o-mini", response_model=Line, messages=[{"role": "user", "content": f"List the lines: {text}"}]
    )
