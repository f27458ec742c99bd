"""Repairs: what tenants report, and what craftsmen are told."""
from gateway.llm import Conversation, Llm, Prompt, llm

REPAIR_RULES = (
    "You tell a craftsman what is to be repaired. Begin with the flat and the room. Then say what is broken, since when, and what the tenant "
    "has tried. Then say when somebody is at home. Use the words of the trade when the tenant has described a part without knowing "
    "its name, and put the tenant's own word behind it in brackets. Never pass on opinions about the house, the neighbours or the "
    "last craftsman. If water or gas is escaping, the first word is URGENT."
)

TEMPLATE = "Order number {number} of {day}.\n" + REPAIR_RULES + "\nReport: {report}"


def order(report: str) -> str:
    return llm.ask(report, system=REPAIR_RULES)


def order_for(flat: str, report: str) -> str:
    return llm.ask(f"Flat {flat}: {report}\n\n{REPAIR_RULES}")


def parts(report: str) -> dict:
    return llm.ask_json(f"Which spare parts are needed?\n{report}")


def two(report: str) -> str:
    return Llm.shared().run(Prompt(system="Answer in two sentences.", user=f"What is broken? {report}"))


def talk(report: str) -> str:
    conversation = Conversation(system=REPAIR_RULES).add("user", report)
    first = llm.send(conversation)
    conversation.add("user", "Is it urgent? Answer yes or no.")
    return first + llm.send(conversation)


def numbered(number: str, day: str, report: str) -> str:
    return Llm.fill(TEMPLATE, number=number, day=day, report=report)


def plainly(report: str) -> str:
    return llm.ask(report)


def every(reports: list[str]) -> list[str]:
    return list(map(order, reports))


def ask(question: str, answers: dict[str, str]) -> str:
    """Looks up an answer that was given before."""
    return answers.get(question, "")


def known(question: str) -> str:
    return ask(f"What about {question}?", {})
