"""Tickets as they come out of the database."""

from dataclasses import dataclass, field


@dataclass
class Customer:
    id: str
    name: str
    plan: str
    region: str


@dataclass
class Message:
    author: str  # "customer" or "agent"
    text: str


@dataclass
class Ticket:
    id: int
    subject: str
    customer: Customer
    messages: list[Message] = field(default_factory=list)

    @property
    def last_message(self) -> str:
        return self.messages[-1].text if self.messages else self.subject
