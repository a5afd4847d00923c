"""Finished English sentences and paragraphs: articles, first persons, pronouns for names."""

import re

from .. import english
from ..english import sentences
from ..plot import Plot


def tidy(text: str) -> str:
    """Fix what filling left, and what a first person needs."""
    text = re.sub(r"\bI is\b", "I am", text)
    text = re.sub(r"\bI (?:has|does)\b", lambda m: "I " + {"s": "have"}.get(m[0][-1], ""), text)
    text = re.sub(r"\bI's\b", "my", text)
    text = re.sub(r"(?<=”) (said|asked) I\b", r" I \1", text)
    text = english.tidy(text)
    return re.sub(r"(?<=[.!?]”)(?=[A-Z“])", " ", text)


def flow(text: str, plot: Plot) -> str:
    """Call somebody by a pronoun where two sentences in a row begin with the same name."""
    made: list[str] = []
    before = ""
    for sentence in sentences(text):
        name = next(
            (p.name for p in plot.cast if re.match(rf"{re.escape(p.name)}\b", sentence)), ""
        )
        who = next((p for p in plot.cast if p.name == name), None)
        others = [p.name for p in plot.cast if who and p is not who and p.pronoun == who.pronoun]
        clear = before.startswith(name) and not any(other in before for other in others)
        told = sentence
        if who and name and clear and who.pronoun in ("she", "he") and "the " not in before[:4]:
            he, _, his, _ = english._PRONOUNS[who.pronoun]
            told = re.sub(rf"^{re.escape(name)}'s\b", his.capitalize(), sentence)
            told = re.sub(rf"^{re.escape(name)}\b", he.capitalize(), told)
        made.append(told)
        before = sentence if "“" not in sentence else ""
    return "".join(made)
