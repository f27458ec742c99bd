"""Retells conversations for the archive."""
import prompty
import prompty.azure


def retell(conversation: str) -> str:
    return prompty.execute("retell.prompty", inputs={"conversation": conversation})


def preview(conversation: str):
    return prompty.prepare(prompty.load("retell.prompty"), inputs={"conversation": conversation})
