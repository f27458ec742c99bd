from unittest.mock import AsyncMock, MagicMock, patch

import pytest

from app.services.triage import TriageService


@pytest.fixture
def client():
    fake = MagicMock()
    fake.responses.create = AsyncMock(return_value=MagicMock(output_text="billing"))
    return fake


@pytest.mark.asyncio
async def test_queue(client):
    service = TriageService(client)
    assert await service.queue_of("Where is my refund?") == "billing"
    client.responses.create.assert_awaited_once()


@pytest.mark.asyncio
async def test_fake_is_called(client):
    response = await client.responses.create(model="x", input="y")
    assert response.output_text == "billing"


@patch("app.llm.client")
async def test_complete(mocked):
    mocked.chat.completions.create = AsyncMock()
    await mocked.chat.completions.create(model="x", messages=[])
