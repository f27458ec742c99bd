class FakeMessages:
    def create(self, *, model, max_tokens, messages, system=None, tools=None):
        return {"model": model, "content": [{"type": "text", "text": "done"}]}


class Anthropic:
    """Stands in for the real client in tests."""

    def __init__(self):
        self.messages = FakeMessages()


def test_loop():
    client = Anthropic()
    reply = client.messages.create(model="claude-sonnet-4-5", max_tokens=1, messages=[])
    assert reply["content"][0]["text"] == "done"
