"""What the model is told: English words, also for a Chinese prompt."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from muse import Found, Lexicon, Reading

from . import music, vocabulary

CHINESE = re.compile(r"[\u3400-\u9fff]")
FIELDS = ("style", "mood", "meter", "key", "tempo", "instruments")
LONGEST = 4000
"""Characters of a prompt that are read; no request is longer."""

_METER = re.compile(r"(?<![\d/])(\d{1,2})\s*/\s*(2|4|8|16)(?![\d/])")


def read(prompt: str) -> Reading:
    """Return style, mood, meter, key, tempo and instruments that a prompt names.

    Only of a Chinese prompt are words unread: the model itself reads English ones.
    """
    prompt = prompt[:LONGEST]
    fields: dict[str, Found] = {}
    meter = _METER.search(prompt)
    if meter:
        fields["meter"] = Found(f"{int(meter[1])}/{meter[2]}", meter[0])
        prompt = prompt.replace(meter[0], "\n", 1)
    key = music.find_key(prompt)
    if key:
        fields["key"] = Found(key[0], prompt[key[1] : key[2]].strip())
        prompt = f"{prompt[: key[1]]}\n{prompt[key[2] :]}"
    found = _lexicon().read(prompt, lists=("instruments",))
    fields = {**{n: f for n, f in found.fields.items() if n in FIELDS}, **fields}
    return Reading(fields, found.not_understood if CHINESE.search(prompt) else ())


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    words: dict[str, dict[Any, Any]] = {
        "style": vocabulary.STYLES,
        "mood": vocabulary.MOODS,
        "meter": vocabulary.METERS,
        "instruments": vocabulary.INSTRUMENTS,
        "said": {"": vocabulary.SAID},
    }
    spoken = ("# bpm", "# beats per minute", "tempo #", "tempo of #", "每分钟 # 拍", "速度 #")
    patterns = [("tempo", phrase, _tempo) for phrase in spoken]
    return Lexicon(words, patterns, vocabulary.SAID)


def _tempo(number: float) -> float | None:
    return float(number) if 30 <= number <= 300 else None


def told(condition: Any) -> str:
    """Return the English words for the model.

    An English prompt stays as it is, and what the fields say beyond it follows; of a Chinese one
    its English words stay, and the fields say the rest.
    """
    prompt = condition.prompt.strip()
    said: dict[str, object] = {}
    lead = prompt
    if CHINESE.search(prompt):
        latin = re.sub(r"[^\x20-\x7e]+", " ", prompt)
        lead = ", ".join(word.strip() for word in re.findall(r"[A-Za-z][A-Za-z' -]{2,}", latin))
    else:
        said = {name: each.value for name, each in read(prompt).fields.items()}
    new = {
        name: getattr(condition, name, None)
        for name in FIELDS
        if getattr(condition, name, None) not in (None, [], said.get(name))
    }
    parts = [lead]
    head = " ".join(str(new[name]).replace("_", " ") for name in ("mood", "style") if name in new)
    parts.append(f"{head} music" if head else "")
    asked: Any = new.get("instruments") or []
    with_ = [each.lower() for each in asked if each.lower() not in lead.lower()]
    parts.append(f"with {', '.join(with_)}" if with_ else "")
    for name, text in (("key", "in {}"), ("meter", "{} time"), ("tempo", "{:g} bpm")):
        parts.append(text.format(new[name]) if name in new else "")
    return ", ".join(part for part in parts if part)
