from datetime import datetime

from langchain_anthropic import ChatAnthropic
from langchain_core.prompts import ChatPromptTemplate, HumanMessagePromptTemplate, SystemMessagePromptTemplate
from langgraph.prebuilt import create_react_agent

from rag.chains import ANSWER_SYSTEM
from rag.tools import changelog

haiku = ChatAnthropic(model="claude-haiku-4-5", max_tokens=400)

dated = ChatPromptTemplate.from_messages(
    [
        SystemMessagePromptTemplate.from_template("Today is {today}.\n\n" + ANSWER_SYSTEM),
        HumanMessagePromptTemplate.from_template("{question}"),
    ]
).partial(today=datetime.now().strftime("%d.%m.%Y"))

undated = ChatPromptTemplate([("system", ANSWER_SYSTEM), ("human", "Today is {today}. {question}")])


class Guide:
    def __init__(self, llm: ChatAnthropic = haiku):
        self.llm = llm
        self.dated = dated | self.llm
        self.undated = undated | self.llm

    def ask(self, question: str) -> str:
        return self.dated.invoke({"question": question}).content

    def ask_undated(self, question: str) -> str:
        today = datetime.now().date().isoformat()
        return self.undated.invoke({"question": question, "today": today}).content

    async def many(self, questions: list[str]) -> list[str]:
        replies = await self.llm.abatch([f"Answer briefly: {question}" for question in questions])
        return [reply.content for reply in replies]


agent = create_react_agent(haiku, tools=[changelog], prompt="You know the changelog of the Fernweh API by heart.")


def chat(question: str) -> str:
    return agent.invoke({"messages": [("user", question)]})["messages"][-1].content


def shown(question: str) -> str:
    return dated.format(question=question)
