"""Stands in for the SDK, with the standard library alone: sends the arguments of a call as its body."""

from send import AsyncRequests, Answer, Requests


class Anthropic:
    def __init__(self, **_options):
        self.messages = Requests("ANTHROPIC_BASE_URL", "/v1/messages")


class AsyncAnthropic:
    def __init__(self, **_options):
        self.messages = AsyncRequests("ANTHROPIC_BASE_URL", "/v1/messages")
