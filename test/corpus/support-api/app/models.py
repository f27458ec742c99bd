from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Message(Base):
    __tablename__ = "messages"
    id: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    author: Mapped[str]

    @classmethod
    def create(cls, **values) -> "Message":
        return cls(**values)


class Article(Base):
    __tablename__ = "articles"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str] = mapped_column(Text)

    @classmethod
    async def nearest(cls, session, vector, limit: int):
        rows = await session.execute(select(cls).order_by(cls.embedding.cosine_distance(vector)).limit(limit))
        return rows.scalars().all()
