import os
from dataclasses import dataclass
from pathlib import Path

import yaml

CONFIG = yaml.safe_load((Path(__file__).parent.parent / "config.yaml").read_text())

FAST_MODEL = os.getenv("GATEWAY_FAST_MODEL") or "gemini/gemini-2.5-flash"


@dataclass(frozen=True)
class Tier:
    name: str
    model: str
    max_tokens: int


FREE = Tier(name="free", model="groq/llama-3.1-8b-instant", max_tokens=300)
PAID = Tier(name="paid", model="anthropic/claude-sonnet-4-5", max_tokens=1500)
