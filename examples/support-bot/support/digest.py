"""Writes the weekly report for the management: long, and nobody waits for it."""

from openai import OpenAI

client = OpenAI()


def weekly_digest(counts: dict[str, int], quotes: list[str]) -> str:
    response = client.responses.create(
        model="gpt-5.5",
        max_output_tokens=6000,
        instructions=(
            "Write the weekly report on our support desk for the management, about 3,000 words, in Markdown. "
            "Begin with three findings. Then one section for each topic: what customers asked, what we answered, what "
            "changed against the week before, two quotations, and one thing we should change. End with a table."
        ),
        input=f"Tickets by topic: {counts}\n\nQuotations:\n" + "\n".join(f"- {quote}" for quote in quotes),
    )
    return response.output_text
