import json
from pathlib import Path

import yaml
from openai import OpenAI

HERE = Path(__file__).resolve().parents[2]

with open(HERE / "prompts" / "coach.yaml") as handle:
    COACH = yaml.safe_load(handle)["coach"]

LEVELS = {
    "beginner": "Explain every word that a beginner may not know.",
    "expert": "Be brief.",
}


class Coach:
    DEFAULT = {"model": "gpt-4.1", "temperature": 0.4}

    def __init__(self, config: dict | None = None):
        self.config = {**self.DEFAULT, **(config or {})}
        self.client = OpenAI()

    def feedback(self, colleague: str, answer: str) -> str:
        completion = self.client.chat.completions.create(
            model=self.config["model"],
            messages=[
                {"role": "system", "content": COACH["system"]},
                {"role": "user", "content": COACH["opening"].format(colleague=colleague) + "\n" + answer},
            ],
        )
        return completion.choices[0].message.content

    def feedback_for(self, level: str, colleague: str, answer: str) -> str:
        completion = self.client.chat.completions.create(
            model=self.config["model"],
            messages=[
                {"role": "system", "content": "%(name)s is a colleague. %(level)s\n" % {"name": colleague, "level": LEVELS[level]} + COACH["system"]},
                {"role": "user", "content": answer},
            ],
        )
        return completion.choices[0].message.content

    def keep(self, path: Path, feedback: str) -> None:
        path.write_text(json.dumps({"model": self.config["model"], "messages": [feedback]}))
