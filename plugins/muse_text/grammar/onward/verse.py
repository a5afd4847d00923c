"""Another stanza of a poem or song: its lines as long, its rhymes and images of the same kind."""

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from .. import packs
from ..brief import Brief, Topic
from ..document import Block
from ..verse import (
    chinese_classical,
    chinese_lines,
    chinese_poems,
    chinese_writing,
    english_limerick,
    english_lines,
    english_lyrics,
    english_poems,
    english_topics,
    forms,
    images,
    phones,
    tones,
)
from ..verse.composing import NoVerse
from .blocks import Passage
from .known import Known

TRIES = 12
SMALLEST, LARGEST = 3, 14
"""Syllables of a line that can be composed."""
_NUMBER = re.compile(r"(\d+|[一二三四五六七八九十]+)")


def following(known: Known, random: Random) -> list[Block]:
    """Return the next stanza of a poem, or the next section of a song."""
    stanzas = [each for each in known.passages if each.kind == "stanza"]
    if known.form == "lyrics":
        return _section(known, random)
    return [_stanza(known, stanzas[-1].lines, random)]


def again(known: Known, old: Passage, random: Random) -> list[Block]:
    """Return another stanza in the place of one that is there."""
    return [_stanza(known, old.lines, random)]


def _section(known: Known, random: Random) -> list[Block]:
    """Return a song's next section: after a verse its chorus, else another verse or a bridge."""
    named: list[tuple[str, list[str]]] = []
    for each in known.passages:
        if each.kind == "heading":
            named.append((each.words, []))
        elif named:
            named[-1][1].extend(each.lines)
    named = [each for each in named if each[1]]
    verses = [each for each in named if re.match(r"(?i)verse|主歌|\[?第", each[0])]
    chorus = next((each for each in named if re.match(r"(?i)chorus|副歌", each[0])), None)
    if chorus is not None and verses and named[-1][0] == verses[-1][0]:
        return [Block("heading", chorus[0]), Block("stanza", "\n".join(chorus[1]))]
    like = (verses or named)[-1]
    heading = _counted(like[0], len(verses) + 1)
    return [Block("heading", heading), _stanza(known, like[1], random)]


def _counted(name: str, number: int) -> str:
    digits = "零一二三四五六七八九十"
    told = str(number) if name.isascii() else digits[min(10, number)]
    return _NUMBER.sub(told, name, count=1) if _NUMBER.search(name) else f"{name} {number}"


def _stanza(known: Known, like: Sequence[str], random: Random) -> Block:
    """Return a stanza like another one; of several the one that shares least with the text."""
    make = _english if known.language == "en" else _chinese
    best: tuple[int, list[str]] | None = None
    for _ in range(TRIES):
        try:
            lines = make(known, like, Random(random.random()))
        except NoVerse:
            continue
        shared = sum(_bare(line) in _bare(known.text) for line in lines) * 4
        shared += sum(part in known.text for line in lines for part in _parts(line))
        if best is None or shared < best[0]:
            best = shared, lines
        if not shared:
            break
    if best is None:
        raise NoVerse("stanza")
    return Block("stanza", "\n".join(best[1]))


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _parts(line: str) -> list[str]:
    """Return the longer words of a line, or its threes of characters."""
    if line.isascii():
        return re.findall(r"[A-Za-z]{6,}", line)
    han = tones.characters(line)
    return [han[k : k + 3] for k in range(len(han) - 2)]


def _brief(known: Known, random: Random, verse: str = "") -> Brief:
    """Return the request that a poem of these images would have been."""
    told = [_cue(known, name) for name in known.subjects[:2]]
    topics = tuple(Topic(word, word) for word in told[:1] if word)
    mood = random.choice(("warm", "tender"))
    people = tuple(p for p in known.people if known.text.count(p.name) > 1)[:1]
    return Brief(known.language, known.form, people=people, topics=topics, mood=mood, verse=verse)


def _cue(known: Known, name: str) -> str:
    """Return the word of a text by which a subject of images is known."""
    text = known.text.lower()
    cues = packs.table(known.language, f"images/{name}").get("cues", ())
    cues = [cue for cue in cues if not re.search(r"[*?|()]", cue)]
    said = [
        cue
        for cue in cues
        if re.search(rf"\b{re.escape(cue)}\b", text) or (known.language == "zh" and cue in text)
    ]
    return max(said, key=text.count) if said else ""


def _english(known: Known, like: Sequence[str], random: Random) -> list[str]:
    sizes = [phones.count(line) for line in like]
    brief = _brief(known, random)
    found = images.gather(brief, random, english_topics.add)
    english_topics.settle(found, brief, random)
    lines = english_lines.Lines(brief, found, random)
    if sizes == [5, 7, 5]:
        return english_poems.haiku(lines)
    if len(like) == 5 and forms.limerick([list(like)]):
        return english_limerick.limericks(replace(brief, topics=()), random, 1)[0]
    lines.pools["theme"] = []  # it was named when the poem began
    scheme = forms.rhyme_scheme(like)
    measured = all(SMALLEST <= size <= LARGEST for size in sizes)
    if not measured:
        sizes, scheme = [8, 6] * ((len(like) + 1) // 2), "xa" * ((len(like) + 1) // 2)
        sizes, scheme = sizes[: len(like)], scheme[: len(like)]
    wanted = []
    for place, size in enumerate(sizes):
        odd = place % 2
        kinds: tuple[str, ...] = ("see", "sense", "speak")
        if odd:
            kinds = ("more", "end")
        elif place:
            kinds = ("speak", "see", "address") if brief.dedication else ("speak", "see")
        regular = measured and all(map(phones.iambic, like))
        wanted.append(
            english_poems.Line(kinds, size, scheme[place], same=bool(odd), free=not regular)
        )
    made = english_poems.stanza(lines, wanted)
    ends = [k for k in range(len(made)) if k % 2 or k == len(made) - 1]
    if any(line.rstrip()[-1:] in ".,;:!?—" for line in like):
        return english_poems._stopped(made, ends)
    if known.form == "lyrics" or like[0][:1].isupper():
        return english_lyrics._marked(made)
    return list(made)


def _chinese(known: Known, like: Sequence[str], random: Random) -> list[str]:
    texts = [tones.characters(line) for line in like]
    sizes = [len(text) for text in texts]
    group = tones.group(texts[1]) if len(texts) > 1 else ""
    width = sizes[0] if len(set(sizes)) == 1 else 0
    brief = _brief(known, random)
    classical = known.form == "poem" and width in (5, 7) and len(like) % 2 == 0 and _classical(like)
    if (classical and width == 7) or forms.wujue([list(like)]):
        return _again_until(lambda: chinese_classical.jue(brief, random, five=width == 5)[0], group)
    if classical:
        made = _again_until(
            lambda: chinese_classical.wuyan(replace(brief, length="short"), random)[0], group
        )
        return made[: len(like)]
    if sizes == [5, 7, 5]:
        return chinese_classical.haiku(brief, random)[0]
    lines = chinese_writing._lines(brief, random, "")
    lines.pools["theme"] = []
    rhymed = [k for k in range(1, len(like), 2) if tones.group(texts[k]) == group]
    marks = [_mark(line) for line in like]
    if known.form == "lyrics" or (len(rhymed) > 1 and len(set(sizes)) < 3):
        kinds = [
            ("see", "speak", "sense") if k % 2 == 0 else ("speak", "you", "more")
            for k in range(len(like))
        ]
        made = chinese_poems._section(lines, kinds, sizes, group, rhymed)
    else:
        middle = list(random.choice(chinese_poems.MIDDLE))
        shape = ["see" if kind == "theme" else kind for kind in middle]
        shape = (shape * 4)[: len(like)]
        made = [chinese_poems._line(lines, (kind,)) for kind in shape]
    return [line + mark for line, mark in zip(made, marks, strict=True)]


def _classical(like: Sequence[str]) -> bool:
    """Whether lines of one width are of the old kind: they have marks and none of today's words."""
    return not re.search("[的了着过吗呢吧们]", "".join(like))


def _again_until(make: object, group: str) -> list[str]:
    assert callable(make)
    made: list[str] = []
    for _ in range(40):
        made = list(make())
        if tones.group(tones.characters(made[1])) == group:
            break
    return made


def _mark(line: str) -> str:
    found = re.search(r"[，。；！？、：]$", line)
    return found[0] if found else ""


__all__ = ["again", "chinese_lines", "following"]
