"""The same question to every vendor."""
import os

import cohere
import ollama
from groq import Groq
from mistralai import Mistral
from openai import AzureOpenAI, OpenAI
from together import Together

from .models import BY_VENDOR

QUESTION = "Is this text an invoice, an offer, a reminder or something else? Answer with one word.\n\n"


def mistral(text: str) -> str:
    with Mistral(api_key=os.environ["MISTRAL_API_KEY"]) as client:
        answer = client.chat.complete(model=BY_VENDOR["mistral"], messages=[{"role": "user", "content": QUESTION + text}])
        return answer.choices[0].message.content


def groq(text: str) -> str:
    answer = Groq().chat.completions.create(
        model=BY_VENDOR["groq"], messages=[{"role": "user", "content": QUESTION + text}], max_tokens=5
    )
    return answer.choices[0].message.content


def together(text: str) -> str:
    client = Together()
    answer = client.chat.completions.create(
        model=BY_VENDOR["together"], messages=[{"role": "user", "content": QUESTION + text}]
    )
    return answer.choices[0].message.content


def cohere_chat(text: str) -> str:
    co = cohere.ClientV2()
    answer = co.chat(model=BY_VENDOR["cohere"], messages=[{"role": "user", "content": QUESTION + text}])
    return answer.message.content[0].text


def cohere_sort(query: str, texts: list[str]) -> list[int]:
    co = cohere.Client()
    return [row.index for row in co.rerank(query=query, documents=texts, model="rerank-english-v3.0").results]


def local(text: str) -> str:
    return ollama.chat(model=BY_VENDOR["ollama"], messages=[{"role": "user", "content": QUESTION + text}])["message"]["content"]


def azure(text: str) -> str:
    client = AzureOpenAI(api_version="2024-10-21", azure_endpoint=os.environ["AZURE_OPENAI_ENDPOINT"])
    answer = client.chat.completions.create(
        model=os.environ["AZURE_DEPLOYMENT"], messages=[{"role": "user", "content": QUESTION + text}]
    )
    return answer.choices[0].message.content


def any_compatible(text: str, model: str) -> str:
    client = OpenAI(base_url=os.environ["COMPATIBLE_URL"], api_key="none")
    answer = client.chat.completions.create(model=model, messages=[{"role": "user", "content": QUESTION + text}])
    return answer.choices[0].message.content


ALL = {"mistral": mistral, "groq": groq, "together": together, "cohere": cohere_chat, "ollama": local}


def ask_all(text: str) -> dict[str, str]:
    return {vendor: ask(text) for vendor, ask in ALL.items()}
