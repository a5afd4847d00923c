"""What the model is told: English words, also for a Chinese prompt."""

import re
from typing import TYPE_CHECKING

from muse import Reading
from muse_music.midi import words

if TYPE_CHECKING:
    from .condition import MusicgenCondition

CHINESE = re.compile(r"[\u3400-\u9fff]")
FIELDS = ("style", "mood", "meter", "key", "tempo", "instruments")
STYLES = {"lofi": "lo-fi hip hop", "chinese": "traditional Chinese pentatonic"}
"""Styles whose name says little to a listener of recordings."""


def read(prompt: str) -> Reading:
    """Return style, mood, meter, key, tempo and instruments that a prompt names.

    Only of a Chinese prompt are words unread: the model itself reads English ones.
    """
    found = words.read(prompt)
    fields = {name: value for name, value in found.fields.items() if name in FIELDS}
    return Reading(fields, found.not_understood if CHINESE.search(prompt) else ())


def told(condition: "MusicgenCondition") -> str:
    """Return the English words for the model.

    An English prompt stays as it is, and what the fields say beyond it follows; of a Chinese one
    its English words stay, and the fields say the rest.
    """
    prompt = condition.prompt.strip()
    parts = []
    if CHINESE.search(prompt):
        said: dict[str, object] = {}
        latin = re.sub(r"[^\x20-\x7e]+", " ", prompt)
        kept = [word for word in re.findall(r"[A-Za-z][A-Za-z' -]{2,}", latin)]
        lead = ", ".join(word.strip() for word in kept)
    else:
        said = {name: value.value for name, value in words.read(prompt).fields.items()}
        lead = prompt
    head = []
    for name in ("mood", "style"):
        value = getattr(condition, name)
        if value and said.get(name) != value:
            head.append(STYLES.get(value, value.replace("_", " ")))
    if head:
        parts.append(" ".join(head) + " music")
    instruments = [name for name in condition.instruments if name.lower() not in lead.lower()]
    if instruments and said.get("instruments") != condition.instruments:
        parts.append("with " + ", ".join(name.lower() for name in instruments))
    for name, text in (("key", "in {}"), ("meter", "{} time"), ("tempo", "{:g} bpm")):
        value = getattr(condition, name)
        if value is not None and said.get(name) != value:
            parts.append(text.format(value))
    return ", ".join(part for part in (lead, *parts) if part)
