"""Where results are kept. All of it is storage."""
from django.db import models
from elasticsearch import Elasticsearch
from google.cloud import bigquery
from peewee import CharField, Model
from weasyprint import HTML

search = Elasticsearch()
warehouse = bigquery.Client()


class Completion(models.Model):
    model = models.CharField(max_length=80)
    prompt = models.TextField()


class Response(Model):
    text = CharField()


class Session:
    completions = Completion.objects
    responses = Response


def keep(session: Session, model: str, prompt: str) -> None:
    session.completions.create(model=model, prompt=prompt)
    session.responses.create(model=model, input=prompt, text="")
    search.index(index="prompts", document={"model": model, "messages": [prompt]})


def table(name: str):
    return warehouse.query(f"SELECT model, prompt FROM {name}").result()


def page(context: dict) -> bytes:
    return HTML(string=context["text"]).write_pdf()
