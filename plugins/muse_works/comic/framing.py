"""What a painter is told of a panel: who is seen, as they look, and from how near."""

import re

from .script import Panel, Script, names


def prompt(panel: Panel, script: Script) -> str:
    """Return the words of a panel's picture; names become looks, and near ones close-ups."""
    told = panel.picture
    for name in sorted(script.cast, key=len, reverse=True):
        told = _put(told, name, script.cast[name], script.language)
    near = panel.shot == "close" or (panel.shot == "medium" and names(panel.picture, script.cast))
    if not told or not near:
        return told
    if script.language == "zh":
        return f"{told}，特写"
    return f"close-up of {told}" if names(panel.picture, script.cast) else f"{told}, close-up"


def _put(told: str, name: str, look: str, language: str) -> str:
    if language == "zh":
        return told.replace(name, look)
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: look, told, flags=re.I)
