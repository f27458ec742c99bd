from langchain_community.tools import DuckDuckGoSearchRun
from langchain_core.tools import tool
from pydantic import BaseModel, Field

from rag.models import chat_model

search = DuckDuckGoSearchRun()


@tool
def changelog(version: str) -> str:
    """Gives the changelog of one version of the API."""
    return open(f"changelog/{version}.md").read()


class Verdict(BaseModel):
    """Whether a question is about the API at all."""

    on_topic: bool = Field(description="True for questions about the API, its prices or its status")


def look_on_the_web(question: str) -> str:
    return search.invoke(question)


def what_is_new(version: str) -> str:
    return changelog.invoke({"version": version})


def on_topic(question: str) -> bool:
    router = chat_model().with_structured_output(Verdict)
    return router.invoke(question).on_topic


def with_tools(messages):
    model = chat_model().bind_tools([changelog])
    return model.invoke(messages)
