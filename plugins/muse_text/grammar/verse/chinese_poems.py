"""Modern Chinese verse and songs, of composed lines: 新诗 and 歌词."""

from collections.abc import Mapping, Sequence
from random import Random

from .. import packs
from ..brief import Brief
from . import tones
from .chinese_lines import Lines, NoLine, rhyming, size
from .composing import Ends
from .images import expanded

STANZAS = {"short": 2, "medium": 4, "long": 7}
SHORT, LONG = tuple(range(4, 9)), tuple(range(6, 14))
"""Characters of the shorter and the longer lines of a 新诗."""
RHYMES = ("唐", "庚", "寒", "尤", "开", "豪")
ENDS = ("deeds", "yours", "closes")
"""Parts that end the rhymed lines of a song: the more of them on a rhyme, the likelier it is."""
TRIES = 60
FIRST = (
    ("theme", "see", "more", "speak"),
    ("see", "more", "theme", "speak"),
    ("theme", "speak", "see", "more"),
    ("sense", "theme", "see", "more"),
)
MIDDLE = (
    ("see", "more", "speak"),
    ("sense", "see", "more"),
    ("speak", "see", "more", "sense"),
    ("see", "more", "see", "more"),
    ("theme", "see", "more"),
    ("see", "more", "sense", "speak"),
)
LAST = (
    ("turn", "see", "speak", "end"),
    ("turn", "sense", "end"),
    ("turn", "speak", "see", "end"),
    ("turn", "see", "more", "end"),
)
"""Kinds of the lines of a stanza of a 新诗, at the start, in the midst and at the end."""
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "short": ("verse", "pre", "chorus", "verse", "chorus"),
    "medium": ("verse", "pre", "chorus", "verse", "pre", "chorus", "bridge", "chorus"),
    "long": (
        *("verse", "pre", "chorus", "verse", "pre", "chorus"),
        *("bridge", "chorus", "verse", "chorus", "chorus"),
    ),
}
VERSES = ((7, 7, 7, 7), (8, 7, 8, 7), (6, 8, 6, 8), (9, 7, 9, 7))
"""The characters of the lines of a verse, one of which a song is written to."""


def free(lines: Lines, brief: Brief, random: Random) -> list[list[str]]:
    """Return stanzas of free verse: seen, remembered, turned, closed; what was asked first."""
    count = brief.stanzas or (-(-brief.lines // 4) if brief.lines else STANZAS[brief.length])
    stanzas: list[list[str]] = []
    told = list(_told(brief))
    for number in range(count):
        first, last = number == 0, number == count - 1
        shape = list(random.choice(FIRST if first else LAST if last else MIDDLE))
        if brief.lines:
            wanted = brief.lines - 4 * (count - 1) if last else 4
            shape = [*[*shape[:-1], "see", "more", "speak"][: wanted - 1], shape[-1]]
        if first and last:
            shape[-1] = "end"
        if not lines.pools["theme"]:
            shape = ["see" if kind == "theme" else kind for kind in shape]
        stanza: list[str] = []
        for place, kind in enumerate(shape):
            if told and (place == 0 or len(told) > count - number):
                stanza.append(told.pop(0))
            elif lines.due and kind in ("speak", "sense") and (place or not first):
                stanza.append(_owed(lines, LONG))
            else:
                stanza.append(_line(lines, _kinds(lines, kind, brief)))
        stanzas.append(stanza)
    return stanzas


def _kinds(lines: Lines, kind: str, brief: Brief) -> tuple[str, ...]:
    """Return the kinds of line that may come where a kind is wanted."""
    if kind == "see" and brief.children:
        return ("child", "see")
    if kind == "speak" and lines.pools["who"]:
        return ("person",)
    if kind == "speak" and lines.pools["for"]:
        return ("address", "speak", "you")
    return (kind,)


def _owed(lines: Lines, sizes: Sequence[int], ends: Ends | None = None) -> str:
    """Compose the next line that the request is owed."""
    due = lines.due[0]
    made = lines.line(due.kind, sizes, ends, pools=due.pools)
    lines.due.pop(0)
    return made


def _line(lines: Lines, kinds: Sequence[str]) -> str:
    for kind in [*lines.random.sample(list(kinds), len(kinds)), "see", "speak"]:
        try:
            return lines.line(kind, SHORT if kind == "more" else LONG, same=kind == "more")
        except NoLine:
            continue
    raise NoLine(kinds[0])


def _told(brief: Brief) -> list[str]:
    """Return what was asked to happen, a line each."""
    found = []
    for happening in brief.happenings:
        people = brief.people
        if happening.who is None or not people:
            found.append(happening.verb)
            continue
        who = people[max(0, happening.who)]
        name = who.group if happening.who < 0 and who.group else who.name or who.role
        found.append(f"{name}{happening.verb}")
    return found


def lyrics(brief: Brief, lines: Lines, random: Random) -> tuple[str, list[tuple[str, list[str]]]]:
    """Return the title of a song and its sections: names and lines.

    One rhyme holds through; sections of one name have the same characters, line by line.
    """
    table = packs.table("zh", "songs")
    names: Mapping[str, str] = table["names"]
    order = SECTIONS[brief.length]
    if brief.stanzas:
        order = tuple(part for _ in range(brief.stanzas) for part in ("verse", "chorus"))
    ends = [tones.group(f.text) for part in ENDS for f in lines.pools[part]]
    weights = [ends.count(group) ** 0.5 for group in RHYMES]
    for _ in range(TRIES):
        state, due, told = set(lines.used), list(lines.due), list(lines.told)
        group, shape = random.choices(RHYMES, weights)[0], random.choice(VERSES)
        hook = _hook(brief, random)
        try:
            chorus = _section(lines, (("you", "speak"), ("you", "speak")), (7, 7), group, (0, 1))
            pre = _section(lines, (("speak", "you"), ("you", "speak")), (6, 6), group, (1,))
            bridge = _section(
                lines,
                (("turn", "you"), ("speak", "you"), ("sense", "you"), ("end",)),
                (7,) * 4,
                group,
                (1, 3),
            )
            whole = {
                "chorus": [f"{hook}，", f"{chorus[0]}。", f"{hook}，", f"{chorus[1]}。"],
                "pre": _sung(pre),
                "bridge": _sung(bridge),
            }
            found, number = [], 0
            for section in order:
                number += section == "verse"
                opens = (
                    ("theme",)
                    if number == 1 and lines.pools["theme"]
                    else ("see", "sense", "person")
                )
                if section == "verse":
                    kinds = (
                        opens,
                        ("speak", "more", "you"),
                        ("see", "you", "address"),
                        ("speak", "you", "see"),
                    )
                    told = _sung(_section(lines, kinds, shape, group, (1, 3)))
                else:
                    told = whole[section]
                found.append((names[section].format(number="零一二三四五"[number]), told))
            return hook, found
        except NoLine:
            lines.used, lines.due, lines.told = state, due, told
    raise NoLine("lyrics")


def _section(
    lines: Lines,
    kinds: Sequence[tuple[str, ...]],
    sizes: Sequence[int],
    group: str,
    rhymed: Sequence[int],
) -> list[str]:
    made: list[str] = []
    for place, choices in enumerate(kinds):
        ends = rhyming(group, made) if place in rhymed else None
        if lines.due and ends is None and place in (0, 2) and choices != ("theme",):
            try:
                made.append(_owed(lines, (sizes[place],)))
                continue
            except NoLine:
                pass
        for kind in lines.random.sample(list(choices), len(choices)):
            try:
                made.append(lines.line(kind, (sizes[place],), ends, same=kind == "more"))
                break
            except NoLine:
                continue
        else:
            raise NoLine(choices[0])
    return made


def _hook(brief: Brief, random: Random) -> str:
    table = packs.table("zh", "songs")
    topic = brief.topics[0].phrase if brief.topics else ""
    frames = table["topic_hooks"] if topic and size(topic) <= 5 else table["hooks"]
    every = [text for frame in frames for text in expanded(frame)]
    return random.choice(every).replace("{theme}", topic)


def _sung(lines: Sequence[str]) -> list[str]:
    return [line + "，。"[place % 2] for place, line in enumerate(lines)]
