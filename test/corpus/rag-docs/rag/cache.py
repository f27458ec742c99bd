import json

import redis
from celery import Celery
from invoke import Context, task
from prefect import flow

queue = Celery("rag")
store = redis.Redis()


class Command:
    def __init__(self, name: str):
        self.name = name

    def invoke(self, payload: dict) -> str:
        return json.dumps({"command": self.name, **payload})

    def stream(self, payload: dict):
        yield self.invoke(payload)

    async def ainvoke(self, payload: dict) -> str:
        return self.invoke(payload)


@task
def refresh(context: Context, model: str = "all") -> None:
    context.run(f"python -m scripts.refresh_index {model}")


@flow
def nightly(prompt: str = "all") -> str:
    llm = Command("refresh")
    for line in llm.stream({"messages": []}):
        store.publish("rag", line)
    return llm.invoke({"prompt": prompt})


def later(question: str) -> None:
    queue.send_task("rag.answer", args=[question])
    store.xadd("chat", {"messages": question})


def on_click(callback, context: dict) -> None:
    callback.invoke(context=context)
