"""Stands in for the database: two articles, whatever is asked."""

from contextlib import contextmanager


class _Connection:
    def execute(self, _query, _values):
        return [("Mail", "Open the panel."), ("Sites", "Look at the status box.")]


@contextmanager
def connect():
    yield _Connection()
