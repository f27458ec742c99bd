"""A model we are trying out, served by a colleague's machine under the desk."""

from openai import OpenAI

from .tickets import Ticket

client = OpenAI(base_url="http://gpu-box.office.example:8000/v1", api_key="none")


def draft_with_trial_model(ticket: Ticket) -> str:
    completion = client.chat.completions.create(
        model="harbourline-support-8b-v3",
        max_tokens=400,
        messages=[
            {"role": "system", "content": "You are the support assistant of Harbourline, a web host. Answer in 120 words."},
            {"role": "user", "content": ticket.last_message},
        ],
    )
    return completion.choices[0].message.content or ""
