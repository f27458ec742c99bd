"""The commands that librarians type."""
from pathlib import Path
from typing import Annotated

import click
import typer
from decouple import config
from environs import Env
from openai import OpenAI

env = Env()
env.read_env()

LABEL_MODEL = config("LABEL_MODEL", default="gpt-4.1-mini")
SPINE_MODEL = env.str("SPINE_MODEL", "gpt-4.1-nano")
DEFAULTS = {"model": "gpt-4o-mini", "temperature": 0.1, "max_tokens": 120}

app = typer.Typer()
client = OpenAI()


@app.command()
def blurb(title: str, model: Annotated[str, typer.Option(help="Model")] = "gpt-4.1") -> None:
    answer = client.responses.create(model=model, input=f"A blurb of two sentences for {title}")
    typer.echo(answer.output_text)


@app.command()
def label(title: str) -> None:
    answer = client.chat.completions.create(model=LABEL_MODEL, messages=[{"role": "user", "content": f"A label for {title}"}])
    typer.echo(answer.choices[0].message.content)


@app.command()
def spine(title: str) -> None:
    answer = client.chat.completions.create(model=SPINE_MODEL, messages=[{"role": "user", "content": f"Shorten for a spine: {title}"}])
    typer.echo(answer.choices[0].message.content)


@click.command()
@click.argument("title")
@click.option("--model", default="gpt-4o", show_default=True)
def review(title: str, model: str) -> None:
    answer = client.chat.completions.create(
        model=model, messages=[{"role": "user", "content": f"Which reviews has {title} had?"}]
    )
    click.echo(answer.choices[0].message.content)


def note(title: str, **overrides) -> str:
    settings = {**DEFAULTS, **overrides}
    answer = client.chat.completions.create(messages=[{"role": "user", "content": f"A note on {title}"}], **settings)
    return answer.choices[0].message.content


def tidy(path: Path, thorough: bool = False) -> str:
    model = "gpt-4.1" if thorough else "gpt-4.1-mini"
    answer = client.chat.completions.create(
        model=model,
        messages=[
            {"role": "user", "content": path.read_text()},
            {
                "role": "user",
                "content": "Above are the notes of a librarian. Sort them into what concerns books, rooms, people and money. Keep the words of "
                "the librarian, correct only the spelling, and join notes that say the same. Notes about people lose their names. When "
                "a note belongs to two parts, put it into the first of them. Leave a part out when it would be empty, and do not "
                "add a heading, an introduction or a summary of your own.",
            },
        ],
    )
    return answer.choices[0].message.content


@click.group()
def group() -> None:
    context = click.get_current_context()
    context.invoke(review, title="x", model="y")


if __name__ == "__main__":
    app()
