"""Chord sheets: the words with the chords above them, section by section; ChordPro and pages.

ChordPro: https://www.chordpro.org/chordpro/chordpro-file-format-specification/.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from xml.sax.saxutils import escape

from muse_music.notation import fonts, pages
from muse_music.notation.lines import Line, lines
from muse_music.theory.naming import chord_name
from muse_music.theory.notes import ChordSpan, Section, Song

_ROW = 4  # bars in a row of chords
_KNOWN = {"verse": "verse", "chorus": "chorus", "drop": "chorus", "bridge": "bridge"}


@dataclass(frozen=True)
class Sung:
    """A line of words: pieces of text, each with the chord that begins at it, or none."""

    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Row:
    """Bars of chords without words: the chords of each bar, and how often the row is played."""

    bars: tuple[tuple[str, ...], ...]
    times: int = 1


@dataclass
class Block:
    """A section of a chord sheet."""

    kind: str
    label: str
    rows: list[Sung | Row] = field(default_factory=list)


def blocks(song: Song) -> list[Block]:
    """Return the sections of a song as a chord sheet has them."""
    found = lines(song)
    sections = song.sections or [Section("song", "", 0, song.bars, 0.5)]
    return [_block(song, section, found) for section in sections]


def _block(song: Song, section: Section, found: Sequence[Line]) -> Block:
    time = song.time
    block = Block(section.kind, section.label[:1].upper() + section.label[1:])
    first, end = section.first, section.first + section.bars
    own = [line for line in found if first <= time.index(line.start) < end]
    heads = [time.index(line.start) for line in own]
    at = first
    for place, line in enumerate(own):
        head = max(at, heads[place])
        block.rows += _rows(song, at, head)
        stop = heads[place + 1] if place + 1 < len(own) else end
        last = min(stop, time.index(max(line.start, line.end - 1)) + 1)
        if stop - last < 2:
            last = stop  # a bar or so after a line belongs to it
        until = max(time.start(last), line.notes[-1].start + 1)
        if place + 1 < len(own) and last == stop:
            until = min(until, own[place + 1].start)
        block.rows.append(Sung(tuple(_pieces(song, line, time.start(head), until))))
        at = max(head, last)
    block.rows += _rows(song, at, end)
    return block


def _rows(song: Song, first: int, end: int) -> Iterator[Row]:
    """Yield the bars of chords from one to another; rows that are alike come once."""
    bars = [_bar(song, bar) for bar in range(first, end)]
    rows = [tuple(bars[at : at + _ROW]) for at in range(0, len(bars), _ROW)]
    for row, same in groupby(rows):
        yield Row(row, len(list(same)))


def _bar(song: Song, bar: int) -> tuple[str, ...]:
    """Return the chords of a bar; one that goes on is named again."""
    start, end = song.time.start(bar), song.time.start(bar + 1)
    key = song.time.measures[bar].key
    spans = [s for s in song.chords if s.start < end and s.end > start]
    return tuple(chord_name(span.chord, key) for span in spans) or ("N.C.",)


def _pieces(song: Song, line: Line, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a line, each with its chord: those that sound from `start` to `end`."""
    waiting = [s for s in song.chords if s.start < end and s.end > start]
    for place, (text, note) in enumerate(line.pieces()):
        following = line.notes[place + 1].start if place + 1 < len(line.notes) else None
        due = [s for s in waiting if s.start <= note.start]
        waiting = waiting[len(due) :]
        if place:
            yield text, _named(song, due)
            continue
        for span in due[:-1]:
            yield "", _named(song, [span])
        yield text, _named(song, due)
        if following is None:
            break
    for span in waiting:
        yield "", _named(song, [span])


def _named(song: Song, spans: Sequence[ChordSpan]) -> str:
    return chord_name(spans[-1].chord, song.time.at(spans[-1].start).key) if spans else ""


def chordpro(song: Song) -> str:
    """Return a chord sheet as ChordPro."""
    meter, key = song.meter, song.key
    made = [f"{{title: {song.title}}}"]
    made += [f"{{composer: {song.composer}}}"] if song.composer else []
    made += [f"{{lyricist: {song.poet}}}"] if song.poet else []
    made.append(f"{{key: {key.tonic}{'m' if key.minor else ''}}}")
    made.append(f"{{time: {meter.numerator}/{meter.denominator}}}")
    made.append(f"{{tempo: {60e6 / song.quarter / meter.felt:.4g}}}")
    for block in blocks(song):
        kind = _KNOWN.get(block.kind, "verse")
        made.append("")
        for sung, rows in groupby(block.rows, lambda row: isinstance(row, Sung)):
            name = kind if sung else "grid"
            made.append(f"{{start_of_{name}: {block.label}}}")
            made += [_text(row) for row in rows]
            made.append(f"{{end_of_{name}}}")
    return "\n".join(made) + "\n"


def _text(row: Sung | Row) -> str:
    if isinstance(row, Sung):
        line = "".join((f"[{chord}]" if chord else "") + text for text, chord in row.pieces)
        return line.strip()
    bars = " | ".join(" ".join(chords) for chords in row.bars)
    return f"| {bars} |" + (f" x{row.times}" if row.times > 1 else "")


_SIZE, _CHORD, _HEAD = 38, 34, 34
_WORDS_ROW, _CHORDS_ROW, _BETWEEN = 104, 64, 46
_LEFT, _RIGHT = 150, 1980
_CELL = 330


def drawn(song: Song) -> list[str]:
    """Return a chord sheet as pages, each an SVG of its own."""
    meter, key = song.meter, song.key
    mode = key.mode
    told = f"{key.tonic} {mode}, {meter.numerator}/{meter.denominator}"
    per_minute = f"{60e6 / song.quarter / meter.felt:.4g}"
    head = pages.titled(song) + _words(_LEFT, 262, f"{told}, {per_minute} beats a minute", 32)
    sheets: list[list[str]] = [[head]]
    at = 350.0
    for block in blocks(song):
        heights = [_WORDS_ROW if isinstance(r, Sung) else _CHORDS_ROW for r in block.rows]
        whole = _HEAD + 30 + sum(heights)
        floor = pages.HEIGHT - pages.BOTTOM - 40
        if at > 400 and at + min(whole, _HEAD + 30 + sum(heights[:4])) > floor:
            sheets.append([])
            at = pages.TOP + 40.0
        if block.label:
            sheets[-1].append(_heading(block.label, at))
        at += _HEAD + 30
        for row, height in zip(block.rows, heights, strict=True):
            if at + height > floor:
                sheets.append([])
                at = pages.TOP + 40.0
            sheets[-1] += _row(row, at)
            at += height
        at += _BETWEEN
    return [pages.wrapped("".join(s), n, len(sheets)) for n, s in enumerate(sheets, 1)]


def _heading(label: str, y: float) -> str:
    wide = fonts.width(label) * _HEAD + 28
    return (
        f'<rect x="{_LEFT - 14}" y="{y - _HEAD:.0f}" width="{wide:.0f}" height="{_HEAD + 14}" '
        f'fill="none" stroke="black" stroke-width="2.5"/>{_words(_LEFT, y, label, _HEAD)}'
    )


def _row(row: Sung | Row, y: float) -> Iterator[str]:
    if isinstance(row, Row):
        yield from _bars(row, y)
        return
    x = float(_LEFT)
    free = x  # where the next chord may begin
    before = " "
    for text, chord in row.pieces:
        if chord:
            if x < free:
                if before.strip() == before and not fonts.WIDE.search(before):
                    yield _words((x + free) / 2 - 6, y + 44, "-", _SIZE)  # within a word
                x = free
            yield _words(x, y, chord, _CHORD)
            free = x + fonts.width(chord) * _CHORD + 16
        if text:
            yield _words(x, y + 44, text, _SIZE)
            x += fonts.width(text) * _SIZE
            before = text


def _bars(row: Row, y: float) -> Iterator[str]:
    for place, chords in enumerate(row.bars):
        x = _LEFT + place * _CELL
        yield _line(x, y)
        step = (_CELL - 20) / len(chords)
        for number, chord in enumerate(chords):
            size = min(float(_CHORD), (step - 14) / max(0.5, fonts.width(chord)))
            yield _words(x + 18 + number * step, y, chord, round(size))
    x = _LEFT + len(row.bars) * _CELL
    yield _line(x, y)
    if row.times > 1:
        yield _words(x + 18, y, f"x{row.times}", _CHORD)


def _line(x: float, y: float) -> str:
    return f'<path d="M{x:.0f} {y - 36:.0f}v50" stroke="black" stroke-width="3"/>'


def _words(x: float, y: float, text: str, size: int) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" xml:space="preserve">'
        f"{escape(text)}</text>"
    )
