"""The people of a text: what was asked for each, and what the templates may call them."""

import re
from dataclasses import dataclass

_MARKS = frozenset('[]{}<>|*_#`~\\¶@〔〕“”"')

MOST = 6
"""The most characters that a text has."""


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody in a text.

    `asked` is the phrase somebody gave, empty for those we invent. `role` is a noun phrase with
    no article ("kind fairy", "善良的仙女"), `head` its noun, `pronoun` the subject form. `group`
    is the phrase that asked for several at once ("two sisters"), `kin` whether they know each
    other from the start.
    """

    name: str
    role: str
    head: str
    pronoun: str
    asked: str = ""
    group: str = ""
    kin: bool = False
    named: bool = False
    first: bool = True


def clean(text: str, most: int) -> str:
    """Return a phrase on one line, with no control characters, Markdown marks or template brackets.

    At most `most` characters are kept, cut at a space where there is one.
    """
    text = text[: 20 * most]
    kept = "".join(c if c.isprintable() and c not in _MARKS else " " for c in text)
    kept = re.sub(r" +(?=[,.;:!?])", "", " ".join(kept.split())).strip(" ,.;:!?，。；：！？、\"'“”")
    if len(kept) > most:
        head = kept[:most]
        kept = (head.rpartition(" ")[0] or head).strip(" ,;:，；：、")
    return kept
