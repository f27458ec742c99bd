"""Answers questions with the handbook's help."""
from jinja2 import Environment, FileSystemLoader
from openai import OpenAI

from pathlib import Path

client = OpenAI()
templates = Environment(loader=FileSystemLoader(Path(__file__).parent / "prompts"))
pages = Environment(loader=FileSystemLoader(Path(__file__).parent / "pages"))


def answer(question: str, customer) -> str:
    prompt = templates.get_template("answer.j2").render(question=question, customer=customer)
    response = client.responses.create(model="gpt-5.4", input=prompt)
    return response.output_text


def reply(messages: list, vip: bool) -> str:
    prompt = templates.get_template("reply.jinja").render(messages=messages, vip=vip)
    return client.responses.create(model="gpt-5.4-mini", input=prompt).output_text


def page(question: str) -> str:
    return pages.get_template("question.html.j2").render(question=question)
