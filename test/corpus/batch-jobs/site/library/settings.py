import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = os.environ.get("DEBUG") == "1"
INSTALLED_APPS = ["django.contrib.auth", "shelf"]

OPENAI_MODEL = os.environ.get("OPENAI_MODEL", "gpt-4.1-mini")
RECOMMENDATION_MODEL = "gpt-4.1"
