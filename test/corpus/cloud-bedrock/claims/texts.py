from functools import cache
from importlib.resources import files


@cache
def text(name: str) -> str:
    return files("claims").joinpath("prompts", f"{name}.txt").read_text("utf-8")


def load(name: str) -> str:
    with open(f"claims/prompts/{name}.txt") as handle:
        return handle.read()
