"""Words on a tune: a line for each phrase, a syllable for each note.

Where a phrase has more notes than its line has syllables, notes are joined; where it has fewer,
long ones are struck again. A tune that somebody gave keeps its notes, and takes words in order.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from muse_music.midi.form import form as forms
from muse_music.midi.tune.syllables import language, syllables
from muse_music.theory.meter import Meter
from muse_music.theory.notes import Note, Section
from muse_music.theory.timeline import Timeline

_KINDS = {
    **dict.fromkeys(("verse", "主歌"), "verse"),
    **dict.fromkeys(("chorus", "refrain", "hook", "副歌"), "chorus"),
    **dict.fromkeys(("bridge", "桥段", "桥"), "bridge"),
    **dict.fromkeys(("pre-chorus", "prechorus", "导歌"), "verse"),
    **dict.fromkeys(("outro", "coda", "尾声", "尾奏"), "outro"),
}
_HEAD = re.compile(r"[\[【（(#*]*\s*([^\W\d]+(?:-[a-z]+)?)\s*\d*\s*[\]】）):：*]*", re.IGNORECASE)
_SILENT = ("intro", "break")
_FULL = 1.5  # syllables in a beat that a phrase takes without hurry


@dataclass(frozen=True, slots=True)
class Stanza:
    """Lines that are sung in one section, each as its syllables; `kind` is empty if untold."""

    kind: str
    lines: tuple[tuple[str, ...], ...]


def stanzas(text: str, code: str = "") -> list[Stanza]:
    """Return the stanzas of a text; "[Chorus]" or "副歌:" above one tells its kind.

    `code` is the language of its words, that which they look like if it is empty.
    """
    code = code or language(text)
    found: list[Stanza] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        kind = ""
        lines: list[tuple[str, ...]] = []
        for line in block.splitlines():
            head = _HEAD.fullmatch(line.strip())
            told = _KINDS.get(head[1].lower()) if head else None
            # Among words only what is marked is a heading: a line may be sung "bridge".
            if told and (not lines or not line.strip().isalpha()):
                if lines:
                    found.append(Stanza(kind, tuple(lines)))
                    lines = []
                kind = told
                continue
            sung = tuple(syllables(line, code))
            if sung:
                lines.append(sung)
        if lines:
            found.append(Stanza(kind, tuple(lines)))
    return found


def sections(words: Sequence[Stanza], meter: Meter, *, intro: bool) -> list[tuple[str, int]]:
    """Return kind and bars of a section for each stanza, after an intro of four bars if wanted."""
    phrase = _phrase(words, meter)
    told = any(stanza.kind for stanza in words)
    made = [("intro", 4)] if intro else []
    for place, stanza in enumerate(words):
        # Without headings, verses alone would never rise: every other stanza is sung fuller.
        kind = stanza.kind or ("chorus" if not told and place % 2 else "verse")
        made.append((kind, phrase * len(stanza.lines)))
    return made


def seated(words: Sequence[Stanza], form: str, bars: int, meter: Meter) -> list[tuple[str, int]]:
    """Return kind and bars of the sections of `bars` bars in which labelled words find their place.

    Empty where the form does as it is: words without labels take any, a blues keeps its twelves.
    """
    if not any(stanza.kind for stanza in words):
        return []
    own, song = forms.sections(form, bars), forms.sections("song", bars)
    rooms = [_room(words, parts, meter) for parts in (own, song)]
    orders = [_ordered(words, parts) for parts in (own, song)]
    if rooms[0] and (orders[0] or not (rooms[1] and orders[1])):
        return []
    if rooms[1]:
        return [(section.kind, section.bars) for section in song]
    made = sections(words, meter, intro=False)
    whole = sum(length for _, length in made)
    if whole > bars:  # fewer bars for each line
        phrase = bars // sum(len(stanza.lines) for stanza in words)
        if not phrase:
            return []
        made = [(kind, phrase * len(s.lines)) for (kind, _), s in zip(made, words, strict=True)]
        whole = sum(length for _, length in made)
    if whole < bars:
        more = bars - whole
        made = [("intro", 4), *made] if more >= 4 else made
        more -= 4 * (more >= 4)
        made += [("outro", more)] if more else []
    return made


def _ordered(words: Sequence[Stanza], parts: Sequence[Section]) -> bool:
    """Whether kinds of stanzas come in the order in which sections of those kinds first do."""
    asked, given = (list(dict.fromkeys(each.kind for each in all_)) for all_ in (words, parts))
    return [k for k in asked if k in given] == [k for k in given if k in asked]


def _room(words: Sequence[Stanza], parts: Sequence[Section], meter: Meter) -> bool:
    """Whether sections have a place for every stanza, with a bar or more for each of its lines."""
    rest, kinds = list(words), {section.kind for section in parts}
    for section in parts:
        if section.kind in _SILENT and len(parts) > 1:
            continue
        stanza = _next(section, rest, words, kinds)
        if stanza and len(stanza.lines) * (2 if _phrase(words, meter) == 4 else 1) > section.bars:
            return False
    return not rest


def sing(
    notes: Sequence[Note],
    words: Sequence[Stanza],
    parts: Sequence[Section],
    time: Timeline,
    *,
    kept: bool,
) -> tuple[list[Note], int]:
    """Return notes with syllables, and how many lines found no place; `kept` changes no note."""
    if kept:
        return _in_order(notes, [s for stanza in words for line in stanza.lines for s in line])
    meter = time.measures[0].meter
    usual = _phrase(words, meter)
    made: list[Note] = []
    left = 0
    rest, used = list(words), set[Stanza]()
    kinds = {section.kind for section in parts}
    for section in parts:
        own = [n for n in notes if section.first <= time.index(n.start) < _end(section)]
        if section.kind in _SILENT and len(parts) > 1:
            continue  # a pickup that leads to what is sung
        stanza = _next(section, rest, words, kinds) if own else None
        if stanza is None:
            made += own
            continue
        used.add(stanza)
        phrase = max(1, min(usual, section.bars // len(stanza.lines)))
        for place, line in enumerate(stanza.lines):
            first = section.first + place * phrase
            if first >= _end(section):
                left += len(stanza.lines) - place
                break
            stop = min(first + phrase, _end(section))
            span = [n for n in own if first <= time.index(n.start) < stop]
            if not span:
                left += 1
                continue
            fitted = _fitted(span, len(line), meter)
            made += [replace(n, lyric=s) for n, s in zip(fitted, line, strict=False)]
            made += fitted[len(line) :]
        sung = section.first + len(stanza.lines) * phrase
        made += [n for n in own if time.index(n.start) >= sung]
    left += sum(len(stanza.lines) for stanza in words if stanza not in used)
    return sorted(made, key=lambda n: n.start), left


def _end(section: Section) -> int:
    return section.first + section.bars


def _phrase(words: Sequence[Stanza], meter: Meter) -> int:
    """Return the bars that a line takes: 2 or 4, so that the longest one has room."""
    longest = max(len(line) for stanza in words for line in stanza.lines)
    room = len(meter.beats) * _FULL * (1.4 if meter.compound else 1.0)
    return 2 if longest <= 2 * room else 4


def _next(
    section: Section, rest: list[Stanza], words: Sequence[Stanza], kinds: set[str]
) -> Stanza | None:
    """Return the stanza of a section: the next of its kind, or that kind's first once more.

    Where a form has other `kinds` than the words (a blues), stanzas go to sections in order.
    """
    told = any(stanza.kind for stanza in words)
    if not kinds & {"verse", "chorus", "drop", "bridge"}:
        return rest.pop(0) if rest and section.kind not in ("outro", "tag") else None
    kind = "chorus" if section.kind in ("chorus", "drop") else section.kind
    fits = [s for s in rest if not told or s.kind == kind]
    if not fits and told and kind not in ("chorus", "bridge", "outro"):
        fits = [s for s in rest if s.kind in ("", "verse")]
    if fits:
        rest.remove(fits[0])
        return fits[0]
    again = [s for s in words if s.kind == kind] if told else []
    return again[0] if again and kind == "chorus" else None


def _fitted(notes: Sequence[Note], count: int, meter: Meter) -> list[Note]:
    """Return a phrase with `count` notes, or as near as sixteenths let it come."""
    line = list(notes)
    while len(line) > max(1, count):
        # The weakest and shortest goes into the note before it; a rest between them stays sung.
        at = min(
            range(1, len(line)),
            key=lambda i: (meter.strength(line[i].start % meter.bar), line[i].length, -i),
        )
        line[at - 1] = replace(line[at - 1], length=line[at].end - line[at - 1].start)
        del line[at]
    least = meter.beats[0].step // 2
    while len(line) < count:
        at = max(range(len(line)), key=lambda i: (line[i].length, -i))
        cut = _middle(line[at], meter, least)
        if cut is None:  # no note is long enough: one sounds on through the longest rest
            gaps = [b.start - a.end for a, b in pairwise(line)]
            longest = max(gaps, default=0)
            if longest < least:
                break
            at = gaps.index(longest)
            line[at] = replace(line[at], length=line[at].length + longest)
            continue
        note = line[at]
        line[at : at + 1] = [
            replace(note, length=cut - note.start),
            replace(note, start=cut, length=note.end - cut),
        ]
    return line


def _middle(note: Note, meter: Meter, least: int) -> int | None:
    """Return where a note is struck again (ticks): a beat or its half, near the note's middle."""
    places = [note.start + least * i for i in range(1, -(-note.length // least))]
    if not places:
        return None
    middle = note.start + note.length / 2
    grid = [t for t in places if t % (2 * least) == 0] or places
    return min(grid, key=lambda t: (abs(t - middle), -meter.strength(t % meter.bar), t))


def _in_order(notes: Sequence[Note], line: Sequence[str]) -> tuple[list[Note], int]:
    """Return notes with one syllable each as far as both go, and whether some are left (1)."""
    sung = [replace(n, lyric=s) for n, s in zip(notes, line, strict=False)]
    return [*sung, *notes[len(sung) :]], int(len(line) > len(notes))
