import os
from functools import lru_cache

from langchain.chat_models import init_chat_model
from langchain_anthropic import ChatAnthropic
from langchain_core.language_models import BaseChatModel
from langchain_openai import ChatOpenAI, OpenAIEmbeddings

DEFAULT_CHAT_MODEL = os.getenv("RAG_CHAT_MODEL", "gpt-4o-mini")


@lru_cache(maxsize=1)
def chat_model() -> BaseChatModel:
    return ChatOpenAI(model=DEFAULT_CHAT_MODEL, temperature=0, max_tokens=800)


def careful_model() -> ChatAnthropic:
    return ChatAnthropic(model="claude-sonnet-4-5", max_tokens=2048, temperature=0)


def judge_model() -> BaseChatModel:
    return init_chat_model("gpt-4.1", model_provider="openai", temperature=0)


embeddings = OpenAIEmbeddings(model="text-embedding-3-large")
