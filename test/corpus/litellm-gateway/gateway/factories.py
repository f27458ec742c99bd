from typing import Callable

from litellm import completion, text_completion

from .config import FAST_MODEL


def make_writer(style: str, model: str = "gpt-4o-mini") -> Callable[[str], str]:
    def write(text: str) -> str:
        answer = completion(
            model=model,
            messages=[{"role": "system", "content": style}, {"role": "user", "content": text}],
        )
        return answer.choices[0].message.content

    return write


plain = make_writer("Rewrite in plain language for readers with dyslexia.")
rhyme = make_writer("Rewrite as a rhyme of four lines.", model="gpt-4o")


def notice(text: str) -> str:
    return plain(f"Notice on the front door: {text}")


def card(name: str) -> str:
    return rhyme(f"Birthday of {name}")


def continue_text(text: str) -> str:
    return text_completion(model="gpt-3.5-turbo-instruct", prompt=text, max_tokens=50).choices[0].text


class Summariser:
    """Callable, so that it can be passed where a function is expected."""

    def __init__(self, model: str = FAST_MODEL, words: int = 40):
        self.model = model
        self.words = words

    def __call__(self, text: str) -> str:
        answer = completion(
            model=self.model,
            messages=[{"role": "user", "content": f"Summarise in {self.words} words.\n\n{text}"}],
        )
        return answer.choices[0].message.content


summarise = Summariser()


def minutes(text: str) -> str:
    return summarise(text)
