"""Stands in for the SDK, with the standard library alone: sends the arguments of a call as its body."""

from send import Answer, Requests


class OpenAI:
    def __init__(self, **_options):
        self.chat = Answer(completions=Requests("OPENAI_BASE_URL", "/chat/completions"))
        self.responses = Requests("OPENAI_BASE_URL", "/responses")
        self.embeddings = Requests("OPENAI_BASE_URL", "/embeddings")
