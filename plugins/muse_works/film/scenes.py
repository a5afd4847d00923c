"""Scenes: what each shows, says and lasts; made of a text, or handed in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from ..texts import clean
from ..video.moves import MOVES
from ..video.transitions import TRANSITIONS
from . import places
from .language import chinese, sentences

MOST = 300
"""Scenes that a film has at most."""

_LONG = 3
"""Sentences of a paragraph that are told over one picture at most."""


@dataclass(frozen=True)
class Scene:
    """One picture and what is said over it.

    - `say`: the words that are spoken and shown as subtitles
    - `picture`: what the picture shows, in words; or the number of one handed in, from 1
    - `sound`: the number of a sound handed in that is heard instead of a voice, from 1; 0 for none
    - `times`: when the words of that sound are heard, as (start, end, word), seconds
    - `title`: large words on the picture
    - `seconds`: how long it lasts at least; 0: as long as its words take
    - `move`, `transition`: the camera's, and how the scene begins; empty: chosen
    """

    say: str = ""
    picture: str | int = ""
    sound: int = 0
    title: str = ""
    seconds: float = 0.0
    move: str = ""
    transition: str = ""
    times: tuple[tuple[float, float, str], ...] = ()

    def told(self) -> dict[str, Any]:
        """Return the scene as JSON, without what is empty."""
        return {name: value for name, value in asdict(self).items() if value}


_TEXTS = {"say": 20_000, "title": 200, "move": 20, "transition": 20}
_ALSO = {"text": "say", "words": "say", "prompt": "picture", "image": "picture"}


def checked(given: Mapping[str, Any]) -> Scene:
    """Return a scene that was handed in as JSON; ValueError says what is wrong with it."""
    values: dict[str, Any] = {}
    for key, value in given.items():
        name = _ALSO.get(str(key), str(key))
        if name not in Scene.__dataclass_fields__:
            known = ", ".join(Scene.__dataclass_fields__)
            raise ValueError(f"a scene has no {str(key)[:40]!r}; it has {known}")
        if value is not None:
            values[name] = value
    for name, most in _TEXTS.items():
        value = values.get(name, "")
        if not isinstance(value, str) or len(value) > most:
            raise ValueError(f"{name} of a scene is a text of at most {most:,} characters")
        values[name] = clean(value)
    picture, sound = values.get("picture", ""), values.get("sound", 0)
    if isinstance(picture, bool) or not isinstance(picture, str | int):
        raise ValueError("picture of a scene is a text, or the number of a picture handed in")
    if isinstance(picture, str):
        values["picture"] = int(picture) if picture.strip().isdecimal() else clean(picture)
    if isinstance(sound, bool) or not isinstance(sound, int) or sound < 0:
        raise ValueError("sound of a scene is the number of a sound handed in, from 1")
    seconds = values.get("seconds", 0)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= 600:
        raise ValueError("seconds of a scene are 0 to 600")
    values["seconds"] = float(seconds)
    for name, offered in (("move", MOVES), ("transition", TRANSITIONS)):
        value = str(values.get(name, "")).strip().lower().replace(" ", "_").replace("-", "_")
        if value and value not in offered:
            raise ValueError(f"{name} {value[:40]!r} is none of {', '.join(offered)}")
        values[name] = value
    values["times"] = _timed(values.get("times", ()))
    return Scene(**values)


def _timed(times: Any) -> tuple[tuple[float, float, str], ...]:
    """Return times of words as they are kept; ValueError for what is none."""
    try:
        rows = [
            (each["start"], each["end"], each.get("word") or each["text"])
            if isinstance(each, Mapping)
            else each
            for each in times
        ]
        made = tuple((float(start), float(end), clean(str(word))) for start, end, word in rows)
    except (TypeError, ValueError, KeyError, OverflowError):
        raise ValueError("times of a scene are a list of [start, end, word]") from None
    if len(made) > 5000 or not all(0 <= start <= end <= 3600 for start, end, _ in made):
        raise ValueError("times of a scene are in seconds, and each word ends after it starts")
    return made


def of_text(text: str) -> list[Scene]:
    """Return a text as scenes: one for each paragraph, long ones parted; lone lines by sentence.

    A text of one paragraph gets a scene for each sentence.
    """
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip())]
    paragraphs = [part for part in paragraphs if part]
    if len(paragraphs) == 1:
        found = [line.strip() for line in text.strip().splitlines() if line.strip()]
        told = found if len(found) > 1 else sentences(paragraphs[0])
        return [Scene(say=part) for part in _joined(told)]
    made = []
    for paragraph in paragraphs:
        told = sentences(paragraph)
        count = -(-len(told) // _LONG)
        size = -(-len(told) // max(1, count))
        for first in range(0, len(told), size):
            made.append(Scene(say=_put_together(told[first : first + size])))
    return made


def _joined(told: Sequence[str]) -> list[str]:
    """Return sentences with very short ones joined to the one before."""
    made: list[str] = []
    for part in told:
        short = len(part) < 5 if chinese(part) else len(part.split()) < 3
        if made and short:
            made[-1] = _put_together([made[-1], part])
        else:
            made.append(part)
    return made


def _put_together(parts: Sequence[str]) -> str:
    return ("" if chinese("".join(parts)) else " ").join(parts)


def pictured(scenes: Sequence[Scene], setting: str = "") -> list[Scene]:
    """Return scenes of which each has words for its picture: its own, or those that are said.

    "He" and "she" at the start of a sentence are replaced by who was named last, since a painter
    sees one sentence alone; names by what those are who have them. A scene that names no place
    takes that of the scene before. `setting` is added to every picture made of words instead.
    """
    made, who, place = [], "", ""
    names = _names(" ".join(scene.say for scene in scenes))
    for scene in scenes:
        picture = scene.picture
        if picture == "":
            words = scene.say or scene.title
            picture, who = _resolved(words, who)
            for name, kind in names.items():
                picture = _called(picture, name, kind)
            here = places.named(words)
            place = here or place
            if place and not setting and (not here or _OF_PLACE.search(words)):
                picture = _with(picture, place)
            picture = _with(picture, setting) if setting else picture
        made.append(replace(scene, picture=picture))
    return made


_NAMED = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|one of the|[Aa]nother)\s"
    r"(?P<kind>(?:(?:little|small|young|old|big|brave)\s)?[a-z]+)"
    r"(?:,)?\s(?:was\s)?(?:named|called)\s(?P<name>[A-Z][a-z]+)"
)
_ZH_NAMED = re.compile(
    r"(?:[一那]?[只个位条头匹])?(?:叫|名叫)(?P<name>[\u4e00-\u9fff]{2,3})的(?P<kind>小?[\u4e00-\u9fff]{1,3})"
    r"|(?P<name2>[\u4e00-\u9fff]{2})吗?？?(?:是|它是|她是|他是)一[只个位条头匹](?P<kind2>小?[\u4e00-\u9fff]{1,3}?)(?=[，。,])"
)


def _names(text: str) -> dict[str, str]:
    """Return who is called what in a story: name -> "fox"."""
    found = {}
    if chinese(text):
        for each in _ZH_NAMED.finditer(text):
            found[each["name"] or each["name2"]] = each["kind"] or each["kind2"]
        return found
    for each in _NAMED.finditer(text):
        found.setdefault(each["name"], each["kind"])
    return found


def _called(picture: str, name: str, kind: str) -> str:
    """Return words for a picture with somebody's kind instead of a name, which no painter knows."""
    if chinese(picture):
        return picture.replace(f"叫{name}的", "").replace(name, kind)
    picture = re.sub(rf",?\s(?:was\s)?(?:named|called)\s{name}\b", "", picture)
    return re.sub(rf"\b{name}\b", f"the {kind}", picture)


def _with(picture: str, more: str) -> str:
    """Return words for a picture with more of them."""
    return f"{picture.rstrip('.。')}{'，' if chinese(picture) else ', '}{more}"


_OF_PLACE = re.compile(
    r"\b(?:lighthouse|castle|farm|harbou?r) \w*(?:keeper|master|guard)|灯塔守", re.I
)
"""People who are called by a place, which is not seen by that."""

_WHO = re.compile(
    r"^(?:once upon a time,? )?(?:there (?:was|lived) )?(?P<who>(?:an?|the|one|two|three|my|our)\s"
    r"(?:[\w'-]+\s){0,4}?[\w'-]+?)\s(?=(?:\w+(?:s|ed)|who|is|was|has|had|lives?|found|ran|went|"
    r"came|saw|sat|could|would|and|named|called)\b)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^((?:[\w' ]+,\s)|(?:in|at|on)\s[\w' ]+?\s)?(?:he|she|they|it)\b", re.I)
_ZH_WHO = re.compile(
    r"(?:一|两|三|这|那)?[个只位条头匹群名]([\u4e00-\u9fff]{1,8}?)"
    r"(?=住|在|看|走|发|找|去|来|跑|飞|坐|想|有|叫|和|抬|正|每|从|听|说|拿|捡|，)"
)
_ZH_PRONOUN = re.compile(r"^([^，。]{1,8}[，])?(?:他们|她们|它们|他|她|它)")


def _resolved(text: str, who: str) -> tuple[str, str]:
    """Return a sentence with its first pronoun replaced by who was named, and who is named now."""
    if chinese(text):
        found = _ZH_WHO.search(text)
        if found:
            return text, found[1]
        return (_ZH_PRONOUN.sub(rf"\g<1>{who}", text) if who else text), who
    found = _WHO.match(text)
    if found:
        return text, re.sub(r"^(?:an?|one|the)\s", "the ", found["who"], flags=re.I).strip()
    if not who:
        return text, who
    return _PRONOUN.sub(lambda match: f"{match[1] or ''}{who}", text, count=1), who
