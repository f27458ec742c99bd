from __future__ import annotations

import abc
import logging

from anthropic import Anthropic

from extract.invoice import extract
from extract.models import ModelName

log = logging.getLogger(__name__)


class Backend(abc.ABC):
    @abc.abstractmethod
    def complete(self, system: str, text: str) -> str: ...


class AnthropicBackend(Backend):
    def __init__(self, model: str = "claude-haiku-4-5") -> None:
        self.model = model
        self._client: Anthropic | None = None

    @property
    def client(self) -> Anthropic:
        if self._client is None:
            self._client = Anthropic()
        return self._client

    def complete(self, system: str, text: str) -> str:
        reply = self.client.messages.create(
            model=self.model, max_tokens=1000, system=system, messages=[{"role": "user", "content": text}]
        )
        return reply.content[0].text


class UpperBackend(Backend):
    def complete(self, system: str, text: str) -> str:
        return text.upper()


class Pipeline:
    def __init__(self, backend: AnthropicBackend):
        self.backend = backend

    def summary(self, text: str) -> str:
        return self.backend.complete("Summarise the invoice in one sentence, with the sum and the date.", text)

    def dispute(self, customer: str, text: str) -> str:
        system = "Customer: %s\n" % customer
        system += (
            "Write an objection to the invoice. Name the number and the date of the invoice in the first sentence. Then name every "
            "line that is disputed, with its amount, and say for each of them which document proves the dispute. Ask for a corrected "
            "invoice within fourteen days. State that the undisputed part is paid. Do not threaten with a lawyer, do not mention "
            "earlier invoices, and do not ask for a discount."
        )
        return self.backend.complete(system, text)

    def run(self, text: str) -> dict:
        invoice = extract(text)
        log.info("limit %d", ModelName.BEST.limit)
        return {"invoice": invoice, "summary": self.summary(text)}


def shout(text: str) -> str:
    return UpperBackend().complete("Shout.", text)
