import os

from google import genai

from studio.settings import Gemini


class Interview:
    """A rehearsal of the interview with the maker."""

    def __init__(self, craft: str):
        self.client = genai.Client(api_key=os.environ["GEMINI_API_KEY"])
        self.chat = self.client.chats.create(
            model=Gemini.FLASH,
            config={"system_instruction": f"You are a {craft}. You answer briefly and you do not like to explain yourself."},
        )

    def ask(self, question: str) -> str:
        return self.chat.send_message(question).text

    def similar(self, texts: list[str]):
        result = self.client.models.embed_content(model="gemini-embedding-001", contents=texts)
        return [embedding.values for embedding in result.embeddings]


def rehearse(craft: str, questions: list[str]) -> list[str]:
    interview = Interview(craft)
    return [interview.ask(question) for question in questions]
