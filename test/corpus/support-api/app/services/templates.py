import string
import textwrap
import uuid
from datetime import datetime, timezone

from jinja2 import Template
from tenacity import retry, stop_after_attempt, wait_exponential

from app.llm import client
from app.prompts import ANSWER_RULES, TONE_GUIDE
from app.settings import settings

PROMPTS = {
    "apology": (
        "Customer number {number}.\n"
        "Write an apology to this customer for a parcel that was delivered to the wrong house. Say what went wrong without naming a person, "
        "say what is done so that it does not happen again on this street, and name the two ways in which the customer can get the "
        "parcel: a courier brings it tomorrow before noon, or the neighbour hands it over today. Do not offer money. Do not use the "
        "word inconvenience. Four sentences at most."
    ),
    "thanks": "Thank the customer with the number {number} for a kind review in one sentence.",
}

SURVEY = Template(
    "{{ questions | length }} questions were asked.\n"
    "Turn the answers of a customer into a short report for the depot. The report has one line for what was good, one line for what "
    "was bad and one line for what the depot can change on its own. Write NOTHING where the customer said nothing. Never repeat "
    "insults, never guess at reasons, and leave out everything about prices because the depot cannot change them.\n"
    "{% for question in questions %}- {{ question }}\n{% endfor %}"
)

NOTICE = string.Template("Write a notice of two lines for the door of the depot in $town: $matter")


@retry(stop=stop_after_attempt(3), wait=wait_exponential(min=1))
async def apology(number: int) -> str:
    completion = await client.chat.completions.create(
        model=settings.answer_model,
        messages=[{"role": "user", "content": PROMPTS["apology"].format(number=number)}],
    )
    return completion.choices[0].message.content


async def thanks(number: int) -> str:
    completion = await client.chat.completions.create(
        model=settings.answer_model,
        messages=[{"role": "user", "content": PROMPTS["thanks"].format(number=number)}],
    )
    return completion.choices[0].message.content


async def survey(questions: list[str]) -> str:
    completion = await client.chat.completions.create(
        model=settings.answer_model,
        messages=[{"role": "user", "content": SURVEY.render(questions=questions)}],
    )
    return completion.choices[0].message.content


async def notice(town: str, matter: str) -> str:
    completion = await client.chat.completions.create(
        model=settings.answer_model,
        messages=[{"role": "user", "content": NOTICE.substitute(town=town, matter=matter)}],
    )
    return completion.choices[0].message.content


async def traced(text: str) -> str:
    trace = uuid.uuid4()
    system = textwrap.dedent(
        f"""\
        Request {trace}
        You translate messages of customers for the colleagues at the depot. Keep names, numbers and street names as they are. Translate
        curses into the sentence "the customer is very angry". When a message is in two languages, translate both parts. When you do not
        know the language, answer with the word UNKNOWN and nothing else. Never answer the customer and never add an explanation.
        """
    )
    completion = await client.chat.completions.create(
        model=settings.answer_model,
        messages=[{"role": "system", "content": system}, {"role": "user", "content": text}],
    )
    return completion.choices[0].message.content


async def inserted(history: list[dict], is_business: bool) -> str:
    messages = list(history)
    messages.insert(0, {"role": "system", "content": ANSWER_RULES})
    if is_business:
        messages.append({"role": "system", "content": "The customer is a company."})
    completion = await client.chat.completions.create(model=settings.answer_model, messages=messages)
    return completion.choices[0].message.content


async def with_examples(question: str) -> str:
    now = datetime.now(timezone.utc)
    shots = [
        ("Where is my parcel?", "I am glad to look. Please give me the number that begins with PA, it is on the receipt and in the mail."),
        ("It is broken!", "I am sorry to read that. Please send a photo of the parcel and one of the contents, and keep the box."),
        ("Cancel my account", "I can do that. Open the settings, choose Privacy, then Delete account. It takes effect after seven days."),
    ]
    messages = [{"role": "system", "content": f"The time is {now:%H:%M}. {TONE_GUIDE}"}]
    for asked, answered in shots:
        messages.append({"role": "user", "content": asked})
        messages.append({"role": "assistant", "content": answered})
    messages.append({"role": "user", "content": question})
    completion = await client.chat.completions.create(model=settings.answer_model, messages=messages)
    return completion.choices[0].message.content
