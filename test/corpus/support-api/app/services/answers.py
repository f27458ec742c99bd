from sqlalchemy.ext.asyncio import AsyncSession

from app import prompts
from app.llm import complete, embed
from app.models import Article, Message
from app.settings import settings


class AnswerService:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def answer(self, customer, question: str) -> str:
        vectors = await embed([question])
        articles = await Article.nearest(self.session, vectors[0], limit=4)
        context = "\n\n".join(f"# {a.title}\n{a.body}" for a in articles)
        reply = await complete(
            [
                {"role": "system", "content": prompts.answer_prompt(customer.name, customer.plan)},
                {"role": "user", "content": f"Articles:\n{context}\n\nQuestion: {question}"},
            ]
        )
        self.session.add(Message.create(body=reply, author="assistant"))
        await self.session.commit()
        return reply

    async def rewrite(self, draft: str) -> str:
        return await complete(
            [
                {"role": "system", "content": prompts.TONE_GUIDE},
                {"role": "user", "content": draft},
            ],
            model="gpt-4.1-nano",
            temperature=0,
        )

    async def greet(self, customer) -> str:
        # The product's name is fixed when the service is deployed, so the prefix is the same for everybody.
        system = f"You greet the customers of {settings.product_name}.\n{prompts.TONE_GUIDE}"
        return await complete(
            messages=[
                {"role": "system", "content": system},
                {"role": "user", "content": f"Greet {customer.name} in one sentence."},
            ]
        )
