"""A server of our own with the shape of a well-known one."""
import requests
import torch


class Engine:
    def __init__(self, model):
        self.model = model

    def generate(self, prompt: str, **options):
        return self.model.generate(prompt, **options)

    def stream(self, prompt: str):
        yield from self.generate(prompt)


def fine_tune(engine: Engine, rows: list[dict]) -> None:
    optimizer = torch.optim.AdamW(engine.model.parameters())
    for row in rows:
        loss = engine.model(**row).loss
        loss.backward()
        optimizer.step()


def download(url: str) -> bytes:
    with requests.Session() as session:
        with session.get(url, stream=True) as response:
            return response.content


def report(engine: Engine, question: str) -> None:
    for piece in engine.stream(question):
        print(piece, end="")
