"""Chinese sentences once they are filled: joined, marked, and with pronouns for names."""

import re
from collections.abc import Mapping

from .. import chinese
from ..chinese import sentences
from ..plot import Plot
from . import worlds

SHORT = 10
"""Characters of a sentence up to which it is joined to its neighbour."""
LONGEST = 36
"""Characters of joined sentences."""
IN_A_ROW = 3
"""Sentences in a row that say a pronoun before the name comes again."""
_ASKS = re.compile(
    r"谁|哪|是不是|有没有|能不能|几时|几[双个回天]|多少|什么|怎么|(?<![什这那怎多])么。|吗。|"
    r"(?:^|[，。])(?:你|往后|明天|后来|伞|那[^，]{1,9}|要是[^，]{1,9})呢。"
)
"""What makes the last clause of a speech a question."""
_TELLS = re.compile(
    r"谁[也都爱先的家]|什么[也都]|没(?:有)?什么|哪[儿里样]?[也都]|不知|知道|别[问管]|猜|看[谁哪]|怎么[也都]|不管"
)
"""What has the words of a question, and is none."""


def tidy(text: str) -> str:
    """Fix what filling left, and join a short sentence to its neighbour by a comma."""
    text = text.replace("在在", "在")
    return "¶".join(_joined(chinese.tidy(part)) for part in text.split("¶"))


def _joined(text: str) -> str:
    """Join plain sentences of a paragraph where one of the two is short."""
    if text.startswith("@"):
        return marked(text)
    found: list[str] = []
    for sentence in sentences(text):
        last = found[-1] if found else ""
        plain = last.endswith("。") and not re.search("[“”：]", last + sentence)
        plain = plain and not re.search("[说问道答喊]。$", last)
        short = min(len(last), len(sentence)) <= SHORT
        if plain and short and len(last) + len(sentence) <= LONGEST:
            found[-1] = f"{last[:-1]}，{sentence}"
        else:
            found.append(sentence)
    return "".join(found)


def marked(speech: str) -> str:
    """Return a speech with a question mark where its last clause asks."""
    clause = re.split(r"[，？！；…]|。(?=.)", speech)[-1]
    asks = speech.endswith("。") and _ASKS.search(clause) and not _TELLS.search(clause)
    asks = asks and "别问" not in speech
    return f"{speech[:-1]}？" if asks else speech


def flow(text: str, plot: Plot) -> str:
    """Return a paragraph with 她 or 他 where the one named again is clear."""
    if plot.brief.first_person:
        return text
    called = {who.name: who.pronoun for who in plot.cast if len(who.name) > 1}
    elders = worlds.world("zh", plot.brief.world).get("elder", ()) if plot.brief.world else ()
    told: list[str] = []
    before: set[str] = set()
    row = 0
    for sentence in sentences(text):
        named = {name for name in (*called, *elders) if name in sentence}
        name = next((name for name in called if sentence.startswith(name)), "")
        if name and before == {name} and row < IN_A_ROW:
            sentence = called[name] + sentence.removeprefix(name)
            row += 1
        elif name:
            row = 0
        told.append(_again(sentence, called))
        before = named or before
    return "".join(told)


def _again(sentence: str, called: Mapping[str, str]) -> str:
    """Return a sentence that names somebody once, where nobody else could be meant after that."""
    head, quote, rest = sentence.partition("“")
    clauses = re.split(r"(?<=[，；])", head)
    said: list[str] = []
    for number, clause in enumerate(clauses):
        name = next((name for name in called if clause.startswith(name)), "")
        earlier = "".join(clauses[:number])
        others = [n for n, he in called.items() if n != name and he == called.get(name)]
        unsure = [*others, called.get(name, "")]
        clear = name and name in earlier and not any(each in earlier for each in unsure)
        said.append(called[name] + clause.removeprefix(name) if clear else clause)
    return "".join(said) + quote + rest
