"""Sorts tickets; the texts stand in settings."""
import tomllib
from importlib import resources

import yaml
from anthropic import Anthropic
from openai import OpenAI

with open("prompts.yaml") as file:
    PROMPTS = yaml.safe_load(file)["triage"]
with open("prompts.toml", "rb") as file:
    ESCALATE = tomllib.load(file)["escalate"]

openai = OpenAI()
claude = Anthropic()


def triage(ticket: str) -> str:
    messages = [{"role": "system", "content": PROMPTS["system"]}, {"role": "user", "content": ticket}]
    return openai.chat.completions.create(model=PROMPTS["model"], messages=messages).choices[0].message.content


def retell(ticket: str) -> str:
    return openai.responses.create(model="gpt-5.4-mini", input=PROMPTS["retell"].format(ticket=ticket)).output_text


def escalate(ticket: str) -> str:
    return openai.responses.create(model=ESCALATE["model"], instructions=ESCALATE["system"], input=ticket).output_text


def sort(ticket: str):
    rules = (resources.files(__package__) / "prompts" / "sort.md").read_text()
    return claude.messages.create(
        model="claude-haiku-4-5", max_tokens=10, system=rules, messages=[{"role": "user", "content": ticket}]
    )
