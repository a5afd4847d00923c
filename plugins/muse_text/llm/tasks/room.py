"""How much a model can hold, and whether it answers requests."""

from ..asks import Writer

SERVED = 16_384
"""Tokens that a model is taken to hold where nobody says how many."""

OVERHEAD = 700
"""Tokens that are kept for the task itself."""


def context_of(writer: Writer) -> int:
    """Return how many tokens a model can hold."""
    return int(getattr(writer, "context", None) or SERVED)


def answers(writer: Writer) -> bool:
    """Whether a model answers a request; one without a chat template goes on with a text."""
    return bool(getattr(writer, "chats", True))
