"""Summarises a long conversation for the duty manager."""

import os
from pathlib import Path

from openai import OpenAI

from .tickets import Ticket

INSTRUCTIONS = (Path(__file__).parent.parent / "prompts" / "escalation.txt").read_text()

client = OpenAI()


def brief_duty_manager(ticket: Ticket) -> str:
    conversation = "\n".join(f"{message.author}: {message.text}" for message in ticket.messages)
    completion = client.chat.completions.create(
        # Chosen by operations; there is no default on purpose.
        model=os.environ["ESCALATION_MODEL"],
        max_tokens=250,
        messages=[
            {"role": "system", "content": INSTRUCTIONS},
            {"role": "user", "content": conversation},
        ],
    )
    return completion.choices[0].message.content or ""
