"""A song as a piano roll: time runs to the right, pitch rises, each part has its colour."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from muse_music.notation import drumset
from muse_music.notation.partlist import label
from muse_music.theory.meter import TICKS
from muse_music.theory.naming import chord_name
from muse_music.theory.notes import DRUMS, Song

_COLOURS = ("#f2545b", "#3d8bfd", "#2fb380", "#f5a623", "#9b6dff", "#14b8c4", "#e56fb0", "#8d99ae")
_PAPER, _BLACK_KEY, _LINE, _BEAT, _INK = "#fbfaf7", "#f1efe9", "#c9c4b8", "#e7e3d9", "#2f2b26"
_LEFT, _TOP, _ROW, _FOOT = 150, 132, 9, 40
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
    width = round(_LEFT + song.length * scale + 40)
    keys_end = _TOP + (high - low + 1) * _ROW
    height = round(keys_end + (24 + len(struck) * 12 if struck else 0) + _FOOT)
    roll = _Roll(song, scale, low, high, keys_end, struck)
    shapes: list[Box | Words] = [Box(0, 0, width, height, _PAPER), *roll.ground(), *roll.grid()]
    shapes += [*roll.names(), *roll.notes()]
    return Drawing(max(width, 900), height, shapes)


@dataclass(frozen=True)
class _Roll:
    song: Song
    scale: float
    low: int
    high: int
    foot: int
    struck: list[int]

    def x(self, tick: float) -> float:
        return _LEFT + tick * self.scale

    def y(self, pitch: int) -> float:
        return _TOP + (self.high - pitch) * _ROW

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
        meter = self.song.meter
        end = self.foot + (24 + 12 * len(self.struck) if self.struck else 0)
        for bar in range(self.song.bars + 1):
            first = bar * meter.bar
            yield Box(self.x(first), _TOP, 1.2, end - _TOP, _LINE)
            if bar < self.song.bars and meter.bar * self.scale > 30:
                for beat in meter.beats[1:]:
                    yield Box(self.x(first + beat.start), _TOP, 0.6, end - _TOP, _BEAT)
            if bar % 4 == 0 and bar < self.song.bars:
                yield Words(self.x(first) + 3, end + 14, str(bar + 1), 12, "#8a8478")

    def names(self) -> Iterator[Box | Words]:
        """Yield title, sections, chords and who plays."""
        song = self.song
        per_minute = 60e6 / song.quarter / song.meter.felt
        yield Words(16, 26, song.title, 22)
        told = f"{per_minute:.4g} beats a minute, {song.bars} bars"
        yield Words(16, 52, told, 13, "#8a8478")
        x = 16.0
        for place, part in enumerate(song.parts):
            yield Box(x, 72, 12, 12, _COLOURS[place % len(_COLOURS)], 3)
            name = label(part)
            yield Words(x + 18, 78, name, 13)
            x += 40 + 8 * len(name)
        for section in song.sections:
            start = self.x(section.first * song.meter.bar)
            width = section.bars * song.meter.bar * self.scale
            shade = round(226 - 60 * section.energy)
            yield Box(start + 1, 94, width - 2, 16, f"#{shade:02x}{shade:02x}{shade + 12:02x}", 4)
            yield Words(start + 7, 102, section.label, 12)
        last = -1e9
        for span in song.chords:
            name = chord_name(span.chord, song.key)
            if self.x(span.start) - last > 7 * len(name) + 6:
                last = self.x(span.start)
                yield Words(last + 2, 121, name, 12)

    def notes(self) -> Iterator[Box | Words]:
        """Yield the notes, the melody last so that it lies on top."""
        for place, part in reversed(list(enumerate(self.song.parts))):
            colour = _COLOURS[place % len(_COLOURS)]
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
        font = ImageFont.load_default(shape.size * scale)
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
