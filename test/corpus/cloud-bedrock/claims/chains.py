from langchain_aws import BedrockEmbeddings, ChatBedrockConverse
from langchain_core.prompts import ChatPromptTemplate

from claims.config import ASSESS_MODEL
from claims.texts import text

llm = ChatBedrockConverse(model=ASSESS_MODEL, temperature=0, max_tokens=300)
embedder = BedrockEmbeddings(model_id="amazon.titan-embed-text-v2:0")

second_opinion = ChatPromptTemplate.from_messages([("system", text("assess")), ("human", "{claim}")]) | llm


def opinion(claim: str) -> str:
    return second_opinion.invoke({"claim": claim}).content


def vector(claim: str) -> list[float]:
    return embedder.embed_query(claim)


def by_date(claim: str, day: str) -> str:
    prompt = ChatPromptTemplate.from_template(
        "Today is {day}.\n"
        "Say whether this claim was made in time. Damage by water and storm has to be reported within seven days, damage by fire within "
        "three, burglary on the day on which it was noticed. The day of the damage does not count. When the customer was in hospital or "
        "abroad, the time begins with the return. Answer IN TIME or LATE, followed by the number of days.\n\n{claim}"
    )
    return (prompt | llm).invoke({"day": day, "claim": claim}).content
