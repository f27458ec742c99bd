from typing import Annotated, TypedDict

from langchain_core.messages import AnyMessage, SystemMessage
from langgraph.graph import END, START, StateGraph
from langgraph.graph.message import add_messages
from langgraph.prebuilt import ToolNode

from rag.models import careful_model
from rag.tools import changelog

GUIDE = (
    "You help developers to move from one version of the Fernweh API to the next. Read the changelog of every version in "
    "between before you answer. List the breaking changes first, each with the code that has to change and the code it "
    "becomes. Then list what is deprecated, with the version in which it will be removed. Do not list additions unless the "
    "developer asks for them. When a version does not exist, say so and name the closest one."
)


class State(TypedDict):
    messages: Annotated[list[AnyMessage], add_messages]
    developer: str


model = careful_model().bind_tools([changelog])


def plan(state: State) -> dict:
    reply = model.invoke([SystemMessage(GUIDE), *state["messages"]])
    return {"messages": [reply]}


def say_goodbye(state: State) -> dict:
    system = SystemMessage(f"The developer is called {state['developer']}. {GUIDE}")
    reply = model.invoke([system] + state["messages"])
    return {"messages": [reply]}


def build():
    graph = StateGraph(State)
    graph.add_node("plan", plan)
    graph.add_node("tools", ToolNode([changelog]))
    graph.add_edge(START, "plan")
    graph.add_edge("tools", "plan")
    graph.add_edge("plan", END)
    return graph.compile()


app = build()


def run(question: str, developer: str) -> str:
    # The graph is not itself a request: its nodes are.
    final = app.invoke({"messages": [("user", question)], "developer": developer})
    return final["messages"][-1].content
