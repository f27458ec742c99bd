from openai import AsyncOpenAI

from app.settings import settings

client = AsyncOpenAI(api_key=settings.openai_api_key, timeout=30, max_retries=2)


async def complete(messages: list[dict], *, model: str = settings.answer_model, temperature: float = 0.2) -> str:
    """The one door to the model: retries and logging live here."""
    response = await client.chat.completions.create(
        model=model,
        messages=messages,
        temperature=temperature,
        max_tokens=settings.max_answer_tokens,
    )
    return response.choices[0].message.content or ""


async def embed(texts: list[str]) -> list[list[float]]:
    response = await client.embeddings.create(model=settings.embedding_model, input=texts)
    return [row.embedding for row in response.data]
