"""What a painter is told of a panel: who is seen, as they look, and from how near."""

import re
from collections.abc import Mapping

from .script import Panel, Script, Shot, names

FRAMING: Mapping[Shot, str] = {"wide": "medium", "splash": "medium", "medium": "close"}
"""How large people and animals are in a panel, for painters that have a field for it."""


def prompt(
    panel: Panel, script: Script, named: frozenset[str] = frozenset(), *, framed: bool = False
) -> str:
    """Return the words of a panel's picture.

    Names become looks, but for those who are `named` by their cards. Near ones are close-ups in
    words where the painter isn't told how they are `framed`.
    """
    told = panel.picture
    for name in sorted(script.cast, key=len, reverse=True):
        if name not in named:
            told = _put(told, name, script.cast[name], script.language)
    people = names(panel.picture, script.cast)
    near = panel.shot == "close" or (panel.shot == "medium" and people and not framed)
    if not told or not near:
        return told
    if script.language == "zh":
        return f"{told}，特写"
    return f"close-up of {told}" if people else f"{told}, close-up"


def _put(told: str, name: str, look: str, language: str) -> str:
    if language == "zh":
        return told.replace(name, look)
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: look, told, flags=re.I)
