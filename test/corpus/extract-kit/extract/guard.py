from functools import wraps

from openai import OpenAI

client = OpenAI()


def traced(function):
    @wraps(function)
    def inner(*args, **kwargs):
        print(function.__name__)
        return function(*args, **kwargs)

    return inner


@traced
def allowed(text: str) -> bool:
    return not client.moderations.create(input=text).results[0].flagged


@traced
def language(text: str) -> str:
    answer = client.completions.create(model="gpt-3.5-turbo-instruct", prompt=f"Language of the text: {text}\nLanguage:", max_tokens=3)
    return answer.choices[0].text


def similar(text: str, others: list[str]) -> int:
    create = client.embeddings.create
    vectors = create(model="text-embedding-3-small", input=[text, *others])
    return len(vectors.data)
