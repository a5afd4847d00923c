"""The steps by which a long story is written: their seeds, and what is remembered between them."""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from muse import Item

from .. import forms
from ..asks import Ask, Writer

if TYPE_CHECKING:
    from ..session import Session

SUMMARY = 200
"""The most tokens of the summary of a chapter."""

TAIL = 600
"""Characters of the chapter before that are shown to the model."""


def seed(item: Item, step: str) -> int:
    """Return the seed of a step of an item, the same wherever the work was halted before."""
    digest = hashlib.sha256(f"{item.seed} {step}".encode()).digest()
    return int.from_bytes(digest[:4], "big")


def sum_up(
    session: "Session", writer: Writer, texts: Mapping[Item, str], number: int
) -> dict[Item, str]:
    """Return the summary of chapter `number` of each item, on a line; of no text, none."""
    asks = [
        Ask(item, seed(item, f"summary {number}"), forms.summary(session.condition, text), SUMMARY)
        for item, text in texts.items()
        if text.strip()
    ]
    answers = writer.write(asks, session.run.check) if asks else []
    found = {ask.item: " ".join(a.text.split()) for ask, a in zip(asks, answers, strict=True)}
    return {item: told for item, told in found.items() if told}
