"""Decides on a refund by the shop's policies."""

from datetime import datetime

from openai import OpenAI

from policies import POLICIES

client = OpenAI()


def decide_refund(claim: str) -> str:
    instructions = f"""Today is {datetime.now()}.

{POLICIES}

Decide on the claim in one sentence."""
    reply = client.chat.completions.create(
        model="gpt-5.2",
        max_completion_tokens=120,
        messages=[
            {"role": "system", "content": instructions},
            {"role": "user", "content": claim},
        ],
    )
    return reply.choices[0].message.content
