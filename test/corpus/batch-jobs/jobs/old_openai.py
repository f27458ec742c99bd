"""Still on the library's version 0.28."""
import os

import openai
import backoff

openai.api_key = os.getenv("OPENAI_API_KEY")
ENGINE = "gpt-3.5-turbo"


@backoff.on_exception(backoff.expo, openai.error.RateLimitError)
def chat(messages, temperature=0.0):
    return openai.ChatCompletion.create(model=ENGINE, messages=messages, temperature=temperature)


def loan_text(title, days):
    messages = [
        {"role": "system", "content": "You write reminders for a library."},
        {"role": "user", "content": f"{title} is {days} days late."},
    ]
    return chat(messages)["choices"][0]["message"]["content"]


def complete(prompt):
    return openai.Completion.create(engine="text-davinci-003", prompt=prompt, max_tokens=20)["choices"][0]["text"]


def vector(text):
    return openai.Embedding.create(input=[text], model="text-embedding-ada-002")["data"][0]["embedding"]


def engines():
    return openai.Engine.list()


def tuned(file_id):
    return openai.FineTuningJob.create(training_file=file_id, model=ENGINE)
