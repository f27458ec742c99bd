"""A second model looks at the change before it is proposed."""

from dataclasses import dataclass, field

from anthropic import AsyncAnthropic
from openai import OpenAI

from agent.constants import Model

CHECKLIST = (
    "Review the change as a strict but fair colleague. Look for wrong behaviour first: conditions that are inverted, errors that "
    "are swallowed, resources that are never closed, and input that is trusted. Then look for missing tests. Ignore "
    "formatting, naming and comments unless they mislead. For every finding give the file, the line, what happens, and "
    "how to show it. Do not praise. When there is nothing to find, answer with the single word CLEAN."
)


@dataclass
class Reviewer:
    anthropic: AsyncAnthropic = field(default_factory=AsyncAnthropic)
    openai: OpenAI = field(default_factory=OpenAI)
    model: str = Model.FAST.value
    notes: list[str] = field(default_factory=list)

    async def review(self, diff: str) -> str:
        answer = await self.anthropic.messages.create(
            model=self.model,
            max_tokens=1500,
            messages=[{"role": "user", "content": f"<diff>\n{diff}\n</diff>\n\n{CHECKLIST}"}],
        )
        return answer.content[0].text

    async def review_cached(self, diff: str) -> str:
        answer = await self.anthropic.messages.create(
            model=self.model,
            max_tokens=1500,
            system=CHECKLIST,
            messages=[{"role": "user", "content": diff}],
        )
        return answer.content[0].text

    def look_at(self, screenshot_url: str) -> str:
        parts = [
            {"type": "text", "text": "Name everything on this screenshot that is cut off, overlapping or unreadable."},
            {"type": "image_url", "image_url": {"url": screenshot_url}},
        ]
        completion = self.openai.chat.completions.create(
            model=Model.VISION,
            messages=[{"role": "user", "content": parts}],
            max_completion_tokens=300,
        )
        return completion.choices[0].message.content

    def remember(self, note: str) -> None:
        self.notes.append(note)
