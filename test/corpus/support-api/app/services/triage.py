from openai import AsyncOpenAI

from app.prompts import TRIAGE_INSTRUCTIONS, escalation_prompt
from app.settings import Settings, settings


class TriageService:
    """Gets its client handed in, so that tests can give it a fake one."""

    def __init__(self, client: AsyncOpenAI, config: Settings = settings):
        self._client = client
        self._config = config
        self._instructions = TRIAGE_INSTRUCTIONS

    async def queue_of(self, text: str) -> str:
        response = await self._client.responses.create(
            model=self._config.triage_model,
            instructions=self._instructions,
            input=text,
            max_output_tokens=16,
        )
        return response.output_text.strip()

    async def must_escalate(self, conversation: list[dict]) -> bool:
        messages = [{"role": "system", "content": escalation_prompt()}]
        for turn in conversation:
            messages.append({"role": turn["author"], "content": turn["text"]})
        messages.append({"role": "user", "content": "ESCALATE or KEEP?"})
        verdict = await self._client.chat.completions.create(
            model=settings.triage_model,
            messages=messages,
            max_tokens=4,
        )
        return verdict.choices[0].message.content == "ESCALATE"

    async def audit(self, text: str) -> str:
        # The audit model has no default: every deployment names its own.
        result = await self._client.responses.create(model=self._config.audit_model, input=text)
        return result.output_text

    async def is_abusive(self, text: str) -> bool:
        result = await self._client.moderations.create(model="omni-moderation-latest", input=text)
        return result.results[0].flagged
