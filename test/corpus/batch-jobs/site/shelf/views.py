from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from openai import OpenAI

from .models import Loan, Message

client = OpenAI()

RECOMMEND = """You recommend books of a public library.
Recommend three books. The first is close to what the reader has borrowed before, the second is by an author whom the reader does not know,
and the third is from a part of the library that the reader has never visited. Give author, title and one sentence that does not
reveal the plot. Never recommend a book that the reader has borrowed. Never recommend a book because it won a prize. When the reader is
a child, recommend picture books only if a younger sibling is mentioned."""


@login_required
def recommend(request: HttpRequest) -> JsonResponse:
    loans = Loan.objects.filter(reader=request.user)
    answer = client.chat.completions.create(
        model=settings.RECOMMENDATION_MODEL,
        messages=[
            {"role": "system", "content": f"The reader is {request.user.first_name}.\n{RECOMMEND}"},
            {"role": "user", "content": "\n".join(loan.title for loan in loans)},
        ],
    )
    Message.objects.create(model="recommendation", content=answer.choices[0].message.content)
    return JsonResponse({"books": answer.choices[0].message.content})


def opening_hours(request: HttpRequest) -> JsonResponse:
    answer = client.chat.completions.create(
        model=getattr(settings, "OPENAI_MODEL", "gpt-4o-mini"),
        messages=[
            {"role": "system", "content": RECOMMEND},
            {"role": "system", "content": f"It is {timezone.now():%A}."},
            {"role": "user", "content": request.POST["question"]},
        ],
    )
    return JsonResponse({"answer": answer.choices[0].message.content})


def from_template(request: HttpRequest) -> JsonResponse:
    prompt = render_to_string("shelf/prompt.txt", {"user": request.user, "question": request.POST["question"]})
    answer = client.responses.create(model=settings.OPENAI_MODEL, input=prompt)
    return JsonResponse({"answer": answer.output_text})


def page(request: HttpRequest):
    return render(request, "shelf/page.html", context={"model": "page", "messages": []})
