"""Sorts a new ticket: who should see it, how soon, and what it is about."""

from .llm import complete
from .tickets import Ticket

TEAMS = """Decide which team a support ticket belongs to. Answer with one word from this list and nothing else.
billing: invoices, refunds, VAT, payment methods, price changes, cancellations
domains: registrations, transfers, name servers, DNS records
mail: mailboxes, spam, delivery, mail programs
sites: errors, speed, backups, certificates, staging copies
duty: threats, law enforcement, journalists, data of other people"""


def choose_team(ticket: Ticket) -> str:
    return complete(TEAMS, f"{ticket.subject}\n\n{ticket.last_message}", max_tokens=4).strip().lower()


def is_urgent(ticket: Ticket) -> bool:
    answer = complete(
        "Does this support ticket describe an outage, lost data or lost money right now? Answer yes or no.",
        ticket.last_message,
        max_tokens=2,
    )
    return answer.strip().lower().startswith("yes")


def title_of(ticket: Ticket) -> str:
    return complete("Write a title of at most eight words for this support ticket.", ticket.last_message)
