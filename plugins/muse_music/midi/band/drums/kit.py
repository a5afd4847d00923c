"""The drum kit, grooves written as text, and the fills that lead out of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from muse_music.midi.band import rows
from muse_music.theory.bars import Bar
from muse_music.theory.meter import TICKS, Meter
from muse_music.theory.notes import Note

KICK, STICK, SNARE, CLAP, CRASH = 36, 37, 38, 39, 49
VOICES = {
    **{"BD": (KICK, 0.68), "SD": (SNARE, 0.7), "SS": (STICK, 0.55), "CP": (CLAP, 0.62)},
    **{"HH": (42, 0.46), "OH": (46, 0.5), "PH": (44, 0.42), "RD": (51, 0.5), "RB": (53, 0.5)},
    **{"CC": (CRASH, 0.62), "CH": (52, 0.55), "SP": (55, 0.5), "BR": (40, 0.36)},
    **{"HT": (50, 0.6), "MT": (47, 0.6), "LT": (45, 0.62), "FT": (41, 0.66)},
    **{"TB": (54, 0.36), "CB": (56, 0.44), "MA": (70, 0.3), "SH": (82, 0.3), "CL": (75, 0.44)},
    **{"HC": (63, 0.44), "LC": (64, 0.48), "MC": (62, 0.4), "HB": (60, 0.4), "LB": (61, 0.44)},
    **{"GU": (73, 0.34), "TR": (81, 0.34), "WB": (76, 0.4), "LW": (77, 0.36), "TI": (65, 0.5)},
}
"""Voice in a groove's text -> General MIDI drum, and how hard it is struck: bass drum, snare, side
stick, clap, closed, open and pedal hat, ride, bell, crash, china, splash, brushed or electric
snare, toms from high to floor, tambourine, cowbell, maracas, shaker, claves, congas (high, low,
mute), bongos, guiro, triangle, wood blocks, timbale."""
_FORCE = {"X": 0.13, "x": 0.0, "o": -0.1, "g": -0.3}
_BACK = ("BD", "SD", "SS", "CP", "BR")
"""Voices that mark accents: a beat between a group's first and last has none of them."""
_LENGTH = TICKS // 8
"""Ticks that a drum is held; it rings as long as it likes."""

Hit = tuple[int, int, float]
"""Tick from the bar line, drum, accent."""


def rows_of(text: str) -> dict[str, str]:
    """Return voice -> row of a groove's text: "BD x... .... x... .... SD .... x... .... x..."."""
    found: dict[str, list[str]] = {}
    voice = ""
    for word in text.split():
        if word in VOICES:
            voice = word
            found[voice] = []
        else:
            found[voice].append(word)
    return {name: " ".join(cells) for name, cells in found.items()}


@lru_cache(2048)
def hits(text: str, meter: Meter) -> tuple[tuple[Hit, ...], ...]:
    """Return the hits of each bar of a groove's text in a meter."""
    lines = rows_of(text)
    count = max(row.count("|") for row in lines.values()) + 1
    bars: list[list[Hit]] = [[] for _ in range(count)]
    on = {beat.start for beat in meter.beats}
    between = _between(lines, meter)
    late = _late(meter)
    for voice, row in lines.items():
        drum, plain = VOICES[voice]
        made = rows.laid(row, meter)
        if voice in _BACK and not any(bar.events for bar in made):
            # It strikes where this meter has no beat: the backbeat is nearest.
            for bar_hits in bars:
                bar_hits.append(((meter.backbeat[1] or (0,))[0], drum, plain))
        for index in range(count):
            events = made[index % len(made)].events
            force = 0.06 if voice in ("HH", "RD", "SH", "MA", "TB") else 0.0
            for event in events:
                if voice in _BACK and any(a <= event.start < b for a, b in between):
                    continue
                accent = plain + _FORCE[event.sign] + force * (event.start in on)
                bars[index].append((event.start, drum, max(0.12, accent)))
            snare = [e for e in events if voice in ("SD", "SS", "CP") and e.sign in "xX"]
            if late and snare:
                bars[index].append((late, drum, plain))
    return tuple(tuple(_once(bar)) for bar in bars)


def _between(lines: dict[str, str], meter: Meter) -> list[tuple[int, int]]:
    """Return start and end of beats that have no accent of their own, as 2 in 5/4."""
    count = len(next(iter(lines.values())).split("|")[0].split())
    found = rows.places(count, meter)
    return [
        (beat.start, beat.start + beat.length)
        for beat, place in zip(meter.beats, found, strict=True)
        if place == rows.BETWEEN
    ]


def _late(meter: Meter) -> int:
    """Return where the backbeat falls in a last beat that begins with a kick, as 7 in 7/8; or 0."""
    kicks, snares = meter.backbeat
    last = meter.beats[-1]
    return snares[-1] if last.start in kicks and snares and snares[-1] > last.start else 0


def _once(bar: Sequence[Hit]) -> list[Hit]:
    """Keep the strongest of hits on the same drum at once."""
    best: dict[tuple[int, int], Hit] = {}
    for hit in bar:
        if hit[:2] not in best or best[hit[:2]][2] < hit[2]:
            best[hit[:2]] = hit
    return list(best.values())


@dataclass(frozen=True)
class Groove:
    """A groove: its text, the fills that suit it, and whether a crash opens sections."""

    text: str
    fills: tuple[str, ...] = ()
    crash: bool = True

    def hits(self, meter: Meter) -> tuple[tuple[Hit, ...], ...]:
        """Return the hits of each of its bars in a meter."""
        return hits(self.text, meter)

    def __call__(self, bar: Bar) -> list[Note]:
        """Return the notes of a bar, with a fill where one leads over."""
        found = self.hits(bar.meter)
        groove = found[bar.place % len(found)]
        if self.crash and bar.place == 0 and bar.section.energy >= 0.55:
            groove = tuple(_once([*groove, (0, CRASH, 0.62)]))
        if bar.lead == "stop":
            second = bar.meter.beats[1].start if len(bar.meter.beats) > 1 else bar.meter.bar
            groove = tuple(hit for hit in groove if hit[0] < second)
        if self.fills and (bar.fills or (bar.place % 4 == 3 and bar.random.random() < 0.4)):
            groove = filled(groove, self.fills, bar)
        most = bar.meter.bar
        return [Note(bar.start + t, min(_LENGTH, most - t), drum, a) for t, drum, a in groove]


def filled(groove: Sequence[Hit], fills: Sequence[str], bar: Bar) -> tuple[Hit, ...]:
    """Return a bar that ends with one of the fills: the longer, the fuller the section."""
    beats = bar.meter.beats
    whole = bar.place == bar.section.bars - 1
    most = min(len(beats), 1 + bar.fills * (bar.section.energy >= 0.45) + 2 * whole)
    least = 2 if bar.lead == "stop" else 1
    offered = [fill for fill in fills if least <= _beats(fill) <= most] or list(fills)
    fill = bar.random.choice(offered)
    size = min(_beats(fill), len(beats))
    start = beats[-size].start
    force = 0.6 + 0.5 * bar.section.energy
    made = [hit for hit in groove if hit[0] < start]
    made += [
        (start + tick, drum, min(1.0, accent * force))
        for tick, drum, accent in _lead(fill, size, bar.meter)
    ]
    return tuple(made)


def _beats(fill: str) -> int:
    return len(next(iter(rows_of(fill).values())).split())


@lru_cache(2048)
def _lead(fill: str, size: int, meter: Meter) -> tuple[Hit, ...]:
    """Return the hits of a fill over the last beats of a bar, from its own start."""
    beats = meter.beats[-size:]
    found: list[Hit] = []
    for voice, row in rows_of(fill).items():
        drum, plain = VOICES[voice]
        for cell, beat in zip(row.split()[-size:], beats, strict=True):
            for tick, sign in rows.steps(cell, beat):
                if sign not in ".-":
                    accent = plain + _FORCE[sign]
                    found.append((tick - beats[0].start, drum, max(0.12, accent)))
    return tuple(found)


def grooves(text: str, fills: Sequence[str], *, crash: bool = True) -> tuple[Groove, ...]:
    """Return the grooves of a text, one a paragraph."""
    parts = [" ".join(part.split()) for part in text.split("\n\n")]
    return tuple(Groove(part, tuple(fills), crash=crash) for part in parts if part)


def fills_of(text: str) -> tuple[str, ...]:
    """Return the fills of a text, one a line."""
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


Drums = Callable[[Bar], list[Note]]
