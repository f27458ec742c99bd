"""Chains from before the expression language."""
from langchain.chains import LLMChain
from langchain.prompts import PromptTemplate
from langchain_community.chat_models import ChatOllama
from langchain_core.runnables import RunnableParallel
from langchain_google_genai import ChatGoogleGenerativeAI
from langchain_openai import AzureChatOpenAI, ChatOpenAI

TITLE = PromptTemplate(input_variables=["page"], template="Give this page a title:\n{page}")

title_chain = LLMChain(llm=ChatOpenAI(model_name="gpt-4o-mini"), prompt=TITLE)
local = ChatOllama(model="mistral:7b")
gemini = ChatGoogleGenerativeAI(model="gemini-2.5-flash", temperature=0)


def title(page: str) -> str:
    return title_chain.run(page)


def titles(pages: list[str]) -> list[str]:
    return [row["text"] for row in title_chain.apply([{"page": page} for page in pages])]


def private(question: str) -> str:
    return local.invoke(question).content


def both(question: str) -> dict:
    branches = RunnableParallel(short=TITLE | gemini, long=TITLE | local)
    return branches.invoke({"page": question})


async def events(question: str):
    chain = TITLE | gemini
    async for event in chain.astream_events({"page": question}, version="v2"):
        yield event


class Desk:
    llm = AzureChatOpenAI(azure_deployment="gpt-4o-eu", api_version="2024-10-21")

    def __init__(self) -> None:
        self.chain = TITLE | self.llm

    def title(self, page: str) -> str:
        return self.chain.invoke({"page": page}).content

    def tokens(self, page: str) -> int:
        return self.llm.get_num_tokens(page)
