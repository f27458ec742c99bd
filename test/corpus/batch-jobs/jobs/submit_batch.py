import json
import sys
from datetime import datetime
from pathlib import Path

import openai

client = openai.OpenAI()

KEYWORD_GUIDE = """Assign keywords to the description of a book.
Use between three and seven keywords, in the singular, in English, in lower case. Prefer the terms of the subject headings
of the national library. Use the name of a person only for a biography, and the name of a place only when the book is about it.
Never use fiction, novel or book as a keyword. Separate the keywords with semicolons."""


def write_requests(descriptions: dict[str, str], path: Path) -> None:
    """The batch file. Nothing is sent from here."""
    with path.open("w") as handle:
        for key, text in descriptions.items():
            body = {
                "model": "gpt-4.1-mini",
                "messages": [{"role": "system", "content": KEYWORD_GUIDE}, {"role": "user", "content": text}],
            }
            handle.write(json.dumps({"custom_id": key, "method": "POST", "url": "/v1/chat/completions", "body": body}) + "\n")


def submit(path: Path):
    uploaded = client.files.create(file=path.open("rb"), purpose="batch")
    return client.batches.create(input_file_id=uploaded.id, endpoint="/v1/chat/completions", completion_window="24h")


def try_one(text: str) -> str:
    completion = client.chat.completions.create(
        model="gpt-4.1-mini",
        messages=[{"role": "system", "content": KEYWORD_GUIDE}, {"role": "user", "content": text}],
        max_tokens=60,
    )
    return completion.choices[0].message.content


def try_one_logged(text: str) -> str:
    stamp = datetime.now().strftime("%Y-%m-%d %H:%M:%S")
    completion = client.chat.completions.create(
        model="gpt-4.1-mini",
        messages=[
            {"role": "system", "content": "[%s] %s" % (stamp, KEYWORD_GUIDE)},
            {"role": "user", "content": text},
        ],
    )
    return completion.choices[0].message.content


if __name__ == "__main__":
    submit(Path(sys.argv[1]))
