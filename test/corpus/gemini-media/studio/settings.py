from enum import StrEnum
from os import environ


class Gemini(StrEnum):
    FLASH = "gemini-2.5-flash"
    PRO = "gemini-2.5-pro"
    LITE = "gemini-2.5-flash-lite"


MODEL = environ.get("STUDIO_MODEL", Gemini.FLASH)
LOCATION = environ.get("STUDIO_LOCATION", "europe-west4")
