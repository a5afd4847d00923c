"""A song as a piano roll: time runs to the right, pitch rises, each part has its colour."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from muse_music.notation import drumset, fonts
from muse_music.notation.directions import spoken
from muse_music.notation.measures import numbered
from muse_music.notation.partlist import label
from muse_music.notation.values import measured
from muse_music.theory.meter import TICKS
from muse_music.theory.naming import chord_name
from muse_music.theory.notes import DRUMS, Song

COLOURS = (
    *("#f2545b", "#3d8bfd", "#2fb380", "#f5a623", "#9b6dff", "#14b8c4", "#e56fb0", "#8d99ae"),
    *("#8c564b", "#a8c023", "#1f4e9c", "#b3402a", "#5d4a9c", "#0f766e", "#c99a2e", "#6b7280"),
    *("#ff8f70", "#7fb2ff", "#7ed8b0", "#c7a9ff"),
)
"""Colours of parts, by their place."""
_PAPER, _BLACK_KEY, _LINE, _BEAT, _INK = "#fbfaf7", "#f1efe9", "#c9c4b8", "#e7e3d9", "#2f2b26"
_PALE = "#8a8478"
_LEFT, _TOP, _ROW, _FOOT = 150, 132, 9, 40
_LEGEND, _NARROWEST = 22, 900  # a row of who plays; the width of a drawing at least
_BLACK = frozenset({1, 3, 6, 8, 10})
_WIDEST = 16_000


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px; `round` is the radius of its corners."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    round: float = 0.0


@dataclass(frozen=True, slots=True)
class Words:
    """A text in px from its left, on its middle line."""

    x: float
    y: float
    text: str
    size: int
    colour: str = _INK


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn, from back to front."""

    width: int
    height: int
    shapes: list[Box | Words]


def drawing(song: Song) -> Drawing:
    """Return the roll of a song: about 70 px a bar of four quarters, less where it is very long."""
    scale = min(70 / (4 * TICKS), (_WIDEST - _LEFT - 40) / song.length)
    pitched = [n.pitch for p in song.parts if p.program != DRUMS for n in p.notes] or [60]
    low, high = min(pitched) - 2, max(pitched) + 2
    struck = sorted({n.pitch for p in song.parts if p.program == DRUMS for n in p.notes})
    width = max(_NARROWEST, round(_LEFT + song.length * scale + 40))
    legend = _legend(song, width)
    told = list(_changes(song))
    top = _TOP + _LEGEND * (legend[-1][1] + bool(told))
    keys_end = top + (high - low + 1) * _ROW
    height = round(keys_end + (24 + len(struck) * 12 if struck else 0) + _FOOT)
    roll = _Roll(song, scale, low, high, top, keys_end, struck)
    shapes: list[Box | Words] = [Box(0, 0, width, height, _PAPER), *roll.ground(), *roll.grid()]
    shapes += [*roll.names(legend, told), *roll.notes()]
    return Drawing(width, height, shapes)


def _legend(song: Song, width: int) -> list[tuple[float, int]]:
    """Return where each part stands in the legend: px from the left, and its row."""
    made: list[tuple[float, int]] = []
    x, row = 16.0, 0
    for part in song.parts:
        wide = 44 + 13 * fonts.width(label(part))
        if x + wide > width and made:
            x, row = 16.0, row + 1
        made.append((x, row))
        x += wide
    return made


def _changes(song: Song) -> Iterator[tuple[int, str]]:
    """Yield ticks at which meter, key or tempo change, and what they change to."""
    time = song.time
    found: dict[int, list[str]] = {}
    for before, measure in pairwise(time.measures):
        if measure.meter != before.meter:
            found.setdefault(measure.start, []).append(str(measure.meter))
        if measure.key != before.key:
            found.setdefault(measure.start, []).append(str(measure.key))
    for place, (tempo, told) in enumerate(spoken(time)):
        near = f"{60e6 / tempo.quarter / time.at(tempo.start).meter.felt:.3g} a minute"
        number = [near] if told and place else []
        if texts := [text for text in (tempo.mark, *number) if text]:
            found.setdefault(tempo.start, []).extend(texts)
    for tick in sorted(found):
        yield tick, ", ".join(found[tick])


@dataclass(frozen=True)
class _Roll:
    song: Song
    scale: float
    low: int
    high: int
    top: int
    foot: int
    struck: list[int]

    def x(self, tick: float) -> float:
        return _LEFT + tick * self.scale

    def y(self, pitch: int) -> float:
        return self.top + (self.high - pitch) * _ROW

    def ground(self) -> Iterator[Box | Words]:
        """Yield the keyboard: rows of black keys, and the names of the Cs."""
        width = self.song.length * self.scale
        for pitch in range(self.low, self.high + 1):
            if pitch % 12 in _BLACK:
                yield Box(_LEFT, self.y(pitch), width, _ROW, _BLACK_KEY)
            if pitch % 12 == 0:
                yield Box(_LEFT - 8, self.y(pitch) + _ROW - 0.5, width + 8, 1, _LINE)
                yield Words(_LEFT - 36, self.y(pitch) + _ROW / 2, f"C{pitch // 12 - 1}", 13)
        for place, pitch in enumerate(self.struck):
            yield Words(16, self.foot + 30 + place * 12, drumset.name(pitch), 11)

    def grid(self) -> Iterator[Box | Words]:
        """Yield bars and beats, with the numbers of bars that start a phrase."""
        end = self.foot + (24 + 12 * len(self.struck) if self.struck else 0)
        counted = 0
        for bar in numbered(self.song.time):
            measure = bar.measure
            first, stop = measure.start, measure.end
            yield Box(self.x(first), self.top, 1.2, end - self.top, _LINE)
            if measure.meter.bar * self.scale > 30:
                for beat in measured(measure.meter, bar.offset, measure.length)[1:]:
                    yield Box(self.x(first + beat.start), self.top, 0.6, end - self.top, _BEAT)
            if bar.counted:
                if counted % 4 == 0:
                    yield Words(self.x(first) + 3, end + 14, bar.number, 12, _PALE)
                counted += 1
        yield Box(self.x(stop), self.top, 1.2, end - self.top, _LINE)

    def names(
        self, legend: list[tuple[float, int]], told: list[tuple[int, str]]
    ) -> Iterator[Box | Words]:
        """Yield title, sections, chords, changes and who plays."""
        song, time = self.song, self.song.time
        per_minute = 60e6 / song.quarter / song.meter.felt
        yield Words(16, 26, song.title, 22)
        bars = sum(bar.counted for bar in numbered(time))
        yield Words(16, 52, f"{per_minute:.4g} beats a minute, {bars} bars", 13, _PALE)
        for place, (part, (x, row)) in enumerate(zip(song.parts, legend, strict=True)):
            y = 72 + _LEGEND * row
            yield Box(x, y, 12, 12, COLOURS[place % len(COLOURS)], 3)
            yield Words(x + 18, y + 6, label(part), 13)
        base = self.top - _TOP - (_LEGEND if told else 0)
        for section in song.sections:
            start, end = time.start(section.first), time.start(section.first + section.bars)
            shade = round(226 - 60 * section.energy)
            colour = f"#{shade:02x}{shade:02x}{shade + 12:02x}"
            yield Box(self.x(start) + 1, base + 94, (end - start) * self.scale - 2, 16, colour, 4)
            yield Words(self.x(start) + 7, base + 102, section.label, 12)
        yield from self._spread(told, base + 121, _PALE)
        names = [(s.start, chord_name(s.chord, time.at(s.start).key)) for s in song.chords]
        yield from self._spread(names, self.top - 11, _INK)

    def _spread(self, texts: list[tuple[int, str]], y: float, colour: str) -> Iterator[Words]:
        """Yield texts in a row at their ticks; one that has no room is left out."""
        free = -1e9
        for tick, text in texts:
            x = self.x(tick)
            if x >= free:
                free = x + 12 * fonts.width(text) + 8
                yield Words(x + 2, y, text, 12, colour)

    def notes(self) -> Iterator[Box | Words]:
        """Yield the notes, the melody last so that it lies on top."""
        for place, part in reversed(list(enumerate(self.song.parts))):
            colour = COLOURS[place % len(COLOURS)]
            for note in part.notes:
                x = self.x(note.start)
                if part.program == DRUMS:
                    y = self.foot + 26 + self.struck.index(note.pitch) * 12
                    yield Box(x, y, max(3.0, 30 * self.scale), 8, colour, 2)
                else:
                    width = max(2.0, note.length * self.scale - 1.2)
                    height = _ROW - 1 + (2 if part.role == "melody" else 0)
                    top = self.y(note.pitch) + (0.5 if part.role != "melody" else -0.5)
                    yield Box(x, top, width, height, colour, 2.5)


def png(song: Song) -> bytes:
    """Return the roll as PNG, drawn at twice its size and halved, so that edges are smooth."""
    from PIL import Image, ImageDraw

    drawn = drawing(song)
    twice = 2
    sheet = Image.new("RGB", (drawn.width * twice, drawn.height * twice), _PAPER)
    pen = ImageDraw.Draw(sheet)
    for shape in drawn.shapes:
        _paint(pen, shape, twice)
    small = sheet.resize((drawn.width, drawn.height), Image.Resampling.BOX)
    buffer = io.BytesIO()
    small.quantize(128, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _paint(pen: Any, shape: Box | Words, scale: int) -> None:
    from PIL import ImageFont

    if isinstance(shape, Words):
        wide = fonts.WIDE.search(shape.text) and fonts.chinese()
        size = shape.size * scale
        font = ImageFont.truetype(str(wide), size) if wide else ImageFont.load_default(size)
        place = (shape.x * scale, shape.y * scale)
        pen.text(place, shape.text, shape.colour, font, anchor="lm")
        return
    x, y = shape.x * scale, shape.y * scale
    far = (x + shape.width * scale - 1, y + max(1.0, shape.height * scale - 1))
    if shape.round and shape.width > 2 * shape.round:
        pen.rounded_rectangle((x, y, *far), shape.round * scale, shape.colour)
    else:
        pen.rectangle((x, y, max(x, far[0]), max(y, far[1])), shape.colour)


def svg(song: Song) -> bytes:
    """Return the roll as SVG."""
    drawn = drawing(song)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width} {drawn.height}" '
        f'width="{drawn.width}" height="{drawn.height}" font-family="Helvetica, Arial, sans-serif">'
        f"<title>{escape(song.title)}</title>"
    ]
    for shape in drawn.shapes:
        if isinstance(shape, Words):
            out.append(
                f'<text x="{shape.x:.1f}" y="{shape.y:.1f}" font-size="{shape.size}" '
                f'fill="{shape.colour}" dominant-baseline="central">{escape(shape.text)}</text>'
            )
        else:
            radius = f' rx="{shape.round:g}"' if shape.round else ""
            out.append(
                f'<rect x="{shape.x:.1f}" y="{shape.y:.1f}" width="{shape.width:.1f}" '
                f'height="{shape.height:.1f}" fill="{shape.colour}"{radius}/>'
            )
    out.append("</svg>")
    return "".join(out).encode()
