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
    text = re.sub(r"(?<=[.!?,]) ”", "”", text)
    text = re.sub(r"\b(at|in|on|of) \1\b", r"\1", text)
    text = re.sub(
        r"\b([Tt]here) (is|was) (?=[a-z]+(?<!s)s (?:on|in|of|at|from|by|behind)\b)(?!always)",
        lambda m: f"{m[1]} {'are' if m[2] == 'is' else 'were'} ",
        text,
    )
    return re.sub(r"(?<=[.!?]”)(?=[A-Z“])", " ", text)


_QUOTED = re.compile(r"(“[^”]*”)")
_MANY = re.compile(r"\b(?:people|folk|others|[Tt]he (?:\w+ )?(?!was|has|is|as)\w+s|ones)\b")
_WE = {"they": "we", "They": "We", "them": "us", "their": "our", "Their": "Our"}


def _together(text: str) -> str:
    """Let a narrator say we of two who were called they, where nobody else is meant."""
    parts = _QUOTED.split(text)
    if any(_MANY.search(part) for part in parts[::2]):
        return text
    parts[::2] = [
        re.sub(r"\b(?:[Tt]hey|them|[Tt]heir)\b", lambda m: _WE[m[0]], part) for part in parts[::2]
    ]
    return re.sub(r"\b([Ww])e was\b", r"\1e were", "".join(parts))


_VERBS = "say put lift look see laugh stop cut take keep turn give hear think know like come sit"
_VERBS += " listen stand hang begin dream sleep wake smile live talk read write hum point wait move"
_PLAIN = {f"{verb}s": verb for verb in _VERBS.split()} | {"goes": "go", "does": "do"}


def _me(text: str) -> str:
    """Put right an I that a sentence for a name left: "about I", "I looks in"."""
    text = re.sub(
        r"\b(about|to|for|with|of|than|at|by|from|past|told|asked|beside|on) I\b(?! \w)",
        r"\1 me",
        text,
    )
    return re.sub(r"\bI (\w+s)\b", lambda m: f"I {_PLAIN.get(m[1], m[1])}", text)


def flow(text: str, plot: Plot) -> str:
    """Call somebody by a pronoun where two sentences in a row begin with the same name."""
    if plot.brief.first_person and plot.brief.form == "story":
        text = _me(text)
        if len(plot.cast) > 1 and plot.cast[1].name in text:
            text = _together(text)
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
