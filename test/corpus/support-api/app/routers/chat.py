from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse
from openai import AsyncOpenAI
from pydantic import BaseModel

from app.llm import client as default_client
from app.prompts import ANSWER_RULES
from app.services.answers import AnswerService
from app.services.triage import TriageService
from app.settings import settings

router = APIRouter(prefix="/chat")


def get_client() -> AsyncOpenAI:
    return default_client


Llm = Annotated[AsyncOpenAI, Depends(get_client)]


class Question(BaseModel):
    customer: str
    locale: str = "en"
    text: str


@router.post("/stream")
async def stream(question: Question, llm: Llm) -> StreamingResponse:
    chunks = await llm.chat.completions.create(
        model=settings.answer_model,
        stream=True,
        messages=[
            {"role": "system", "content": "Locale: {}\n\n{}".format(question.locale, ANSWER_RULES)},
            {"role": "user", "content": question.text},
        ],
    )

    async def body():
        async for chunk in chunks:
            yield chunk.choices[0].delta.content or ""

    return StreamingResponse(body(), media_type="text/plain")


@router.post("/suggest")
async def suggest(question: Question, llm: AsyncOpenAI = Depends(get_client)) -> dict:
    completion = await llm.chat.completions.create(
        model=settings.triage_model,
        messages=[
            {"role": "system", "content": "Suggest three follow-up questions a customer of a parcel company might ask, one a line."},
            {"role": "user", "content": question.text},
        ],
    )
    return {"questions": completion.choices[0].message.content.splitlines()}


@router.post("/triage")
async def triage(question: Question, llm: Llm) -> dict:
    queue = await TriageService(llm).queue_of(question.text)
    return {"queue": queue}


@router.post("/answer")
async def answer(question: Question, service: Annotated[AnswerService, Depends()]) -> dict:
    return {"answer": await service.answer(question.customer, question.text)}
