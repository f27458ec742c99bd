"""Answers text messages: the client of the texts and the client of the model are both called client."""
from openai import OpenAI
from twilio.rest import Client

from app.prompts import TONE_GUIDE


class Texts:
    def __init__(self):
        self.client = Client()

    def send(self, number: str, body: str):
        return self.client.messages.create(to=number, from_="+4930000", body=body)

    def rooms(self, name: str):
        return self.client.conversations.v1.conversations.create(friendly_name=name)


class Writer:
    def __init__(self):
        self.client = OpenAI()

    def reply(self, number: str, body: str) -> str:
        kwargs = dict(model="gpt-4.1-mini", temperature=0.3)
        kwargs["messages"] = [
            {"role": "system", "content": TONE_GUIDE},
            {"role": "user", "content": f"From {number}: {body}"},
        ]
        if len(body) > 500:
            kwargs["max_tokens"] = 300
        return self.client.chat.completions.create(**kwargs).choices[0].message.content


def answer(number: str, body: str) -> None:
    Texts().send(number, Writer().reply(number, body))
