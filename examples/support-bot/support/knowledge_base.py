"""Finds help-centre articles by meaning."""

from dataclasses import dataclass

import psycopg
from openai import OpenAI

EMBEDDING_MODEL = "text-embedding-3-small"

client = OpenAI()


@dataclass
class Article:
    title: str
    body: str


def find_articles(question: str, limit: int) -> list[Article]:
    response = client.embeddings.create(model=EMBEDDING_MODEL, input=question)
    with psycopg.connect() as connection:
        rows = connection.execute(
            "select title, body from articles order by embedding <=> %s::vector limit %s",
            (response.data[0].embedding, limit),
        )
        return [Article(title, body) for title, body in rows]


def index_articles(articles: list[Article]) -> None:
    response = client.embeddings.create(model=EMBEDDING_MODEL, input=[article.body for article in articles])
    with psycopg.connect() as connection:
        for article, item in zip(articles, response.data, strict=True):
            connection.execute(
                "update articles set embedding = %s::vector where title = %s", (item.embedding, article.title)
            )
