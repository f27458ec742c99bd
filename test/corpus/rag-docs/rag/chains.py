from datetime import date
from operator import itemgetter

from langchain_core.messages import AIMessage, HumanMessage, SystemMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate, MessagesPlaceholder, PromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

from rag.models import careful_model, chat_model, judge_model

ANSWER_SYSTEM = """You answer questions about the documentation of Fernweh, a travel planning API.

Follow these rules without exception:
1. Use only the passages below. When they do not answer the question, say that the documentation does not cover it.
2. Show a request in curl and the shortened response when the question is about an endpoint.
3. Name the passage after each claim in square brackets, for example [3].
4. Never invent parameters, headers or error codes.
5. Mention rate limits whenever a request is made in a loop.
6. Write at most two hundred words, code not counted.
"""

answer_prompt = ChatPromptTemplate.from_messages(
    [
        ("system", ANSWER_SYSTEM),
        MessagesPlaceholder("history"),
        ("human", "Passages:\n{passages}\n\nQuestion: {question}"),
    ]
)

contextualise_prompt = ChatPromptTemplate.from_messages(
    [
        MessagesPlaceholder("history"),
        ("human", "{question}"),
        (
            "human",
            "Rewrite the last question so that it can be understood without the conversation before it. "
            "Keep product names, endpoint paths and version numbers exactly as they were written. "
            "Replace every pronoun by the thing it stands for. If the question already stands on its own, return it "
            "unchanged. Never answer the question, never add an explanation, and never translate it into another language.",
        ),
    ]
)

summary_prompt = PromptTemplate.from_template("Summarise this page of documentation in one sentence:\n\n{page}")


def format_passages(documents) -> str:
    return "\n\n".join(f"[{n}] {d.page_content}" for n, d in enumerate(documents, 1))


def answer(question: str, history, retriever) -> str:
    chain = (
        RunnablePassthrough.assign(passages=itemgetter("question") | retriever | format_passages)
        | answer_prompt
        | chat_model()
        | StrOutputParser()
    )
    return chain.invoke({"question": question, "history": history})


async def stand_alone(question: str, history) -> str:
    chain = contextualise_prompt | chat_model() | StrOutputParser()
    return await chain.ainvoke({"question": question, "history": history})


def summarise_all(pages: list[str]) -> list[str]:
    chain = summary_prompt | chat_model()
    return [m.content for m in chain.batch([{"page": page} for page in pages])]


def review(answer_text: str, passages: str) -> str:
    messages = [
        SystemMessage(
            content=f"Today is {date.today()}. You review answers about a travel planning API before they are published. "
            "Check every claim against the passages. A claim without support is an error, a claim that contradicts a passage "
            "is a serious error, and a missing rate limit warning is a remark. List the findings in the order of their weight, "
            "one a line, each with the sentence it is about. Write NOTHING TO REPORT when there are none."
        ),
        HumanMessage(content=f"{passages}\n\nAnswer:\n{answer_text}"),
    ]
    return careful_model().invoke(messages).content


def grade(question: str, answer_text: str) -> int:
    judge = judge_model()
    reply = judge.invoke(
        [
            SystemMessage("Grade the answer from 1 (useless) to 5 (excellent). Reply with the digit only."),
            HumanMessage(f"Question: {question}\nAnswer: {answer_text}"),
        ]
    )
    return int(reply.content)


def stream_answer(question: str):
    for chunk in chat_model().stream([HumanMessage(question)]):
        yield chunk.content


upper = RunnableLambda(lambda text: text.upper())


def shout(text: str) -> str:
    return upper.invoke(text)


def rendered(question: str, history: list[AIMessage]):
    return answer_prompt.invoke({"question": question, "history": history, "passages": ""})


def parsed(message: AIMessage) -> str:
    return StrOutputParser().invoke(message)
