from anthropic import Anthropic
from anthropic.types.message_create_params import MessageCreateParamsNonStreaming
from anthropic.types.messages.batch_create_params import Request

from .constants import Model

client = Anthropic(max_retries=5)


def label_commits(subjects: list[str]) -> str:
    batch = client.messages.batches.create(
        requests=[
            Request(
                custom_id=f"commit-{n}",
                params=MessageCreateParamsNonStreaming(
                    model=Model.FAST.value,
                    max_tokens=10,
                    messages=[{"role": "user", "content": f"fix, feature or chore? {subject}"}],
                ),
            )
            for n, subject in enumerate(subjects)
        ]
    )
    return batch.id


def results(batch_id: str):
    return list(client.messages.batches.results(batch_id))


def state(batch_id: str) -> str:
    return client.messages.batches.retrieve(batch_id).processing_status
