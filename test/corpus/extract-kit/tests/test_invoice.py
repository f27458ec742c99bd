import sys
from types import SimpleNamespace
from unittest import mock

import pytest

from extract import invoice
from extract.pipeline import Pipeline


class StubCompletions:
    def __init__(self, reply):
        self.reply = reply
        self.calls = []

    def create(self, **options):
        self.calls.append(options)
        return self.reply


class StubClient:
    def __init__(self, reply=None):
        self.chat = SimpleNamespace(completions=StubCompletions(reply))


def test_stub_records():
    client = StubClient("ok")
    assert client.chat.completions.create(model="gpt-4o-mini", messages=[]) == "ok"
    assert client.chat.completions.calls[0]["model"] == "gpt-4o-mini"


def test_extract_uses_the_cheap_model():
    with mock.patch.object(invoice, "client") as client:
        invoice.extract("Invoice 12")
        client.chat.completions.create.assert_called_once()


def test_magic():
    llm = mock.MagicMock()
    llm.invoke.return_value = "yes"
    assert llm.invoke("Is this an invoice?") == "yes"
    assert llm.messages.create(model="claude-haiku-4-5", max_tokens=1, messages=[])


def test_pipeline_summary():
    backend = mock.create_autospec(object, complete=lambda system, text: "sum")
    assert Pipeline(backend).summary("Invoice 12") == "sum"


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_create_many(django_user_model):
    django_user_model.objects.create(username="a", model="b")
