"""What stands above and below the staves: tempo, sections, dynamics and pedal, in MusicXML.

Each is made as (measure, tick in it, element); "%s" in an element is where an offset goes.
"""

from bisect import bisect_left
from collections.abc import Iterator
from xml.sax.saxutils import escape

from muse_music.theory.meter import TICKS
from muse_music.theory.notes import Dynamic, Part, Song
from muse_music.theory.timeline import Tempo, Timeline

Placed = tuple[int, int, str]
_GRADUAL = ("rit", "rall", "accel", "string", "poco", "allarg", "morendo", "cal")


def direction(inner: str, *, place: str = "above", sound: str = "", staff: str = "") -> str:
    """Return a direction element with room for an offset."""
    return (
        f'<direction placement="{place}"><direction-type>{inner}</direction-type>%s{staff}{sound}'
        "</direction>"
    )


def words(text: str, look: str = 'font-style="italic"') -> str:
    """Return a words element."""
    return f"<words {look}>{escape(text)}</words>"


def metronome(quarter: int, felt: float) -> str:
    """Return a metronome mark on the felt beat."""
    unit = "<beat-unit>quarter</beat-unit>" + ("<beat-unit-dot/>" if felt > 1 else "")
    per_minute = 60e6 / quarter / felt
    near = round(per_minute)
    told = f"{near}" if abs(per_minute - near) < 0.02 else f"{per_minute:.5g}"
    return f"<metronome>{unit}<per-minute>{told}</per-minute></metronome>"


def swung(song: Song) -> str:
    """Return how a song swings, in words; empty where it is straight."""
    if song.swing <= 50:
        return ""
    light = "Light swing" if song.swing < 58 else "Swing" if song.swing < 70 else "Hard swing"
    return f"{light} (16ths)" if song.swing_step < TICKS // 2 else light


def tempos(song: Song, *, shown: bool) -> Iterator[Placed]:
    """Yield metronome marks and what is said of the tempo; `shown` marks the first one too."""
    time = song.time
    for place, (tempo, told) in enumerate(spoken(time)):
        measure = time.at(tempo.start)
        sound = f'<sound tempo="{60e6 / tempo.quarter:.10g}"/>'
        at = time.index(tempo.start), tempo.start - measure.start
        mark = metronome(tempo.quarter, measure.meter.felt)
        if place == 0:
            for element in _first(song, tempo, mark if told else "<words/>", shown=shown):
                yield (*at, element)
        elif tempo.mark:
            yield (*at, direction(words(tempo.mark), sound=sound))
            if told:
                yield (*at, direction(mark))
        elif tempo.quarter != time.quarter(tempo.start - 1):
            yield (*at, direction(mark if told else "<words/>", sound=sound))


def spoken(time: Timeline) -> Iterator[tuple[Tempo, bool]]:
    """Yield each tempo, and whether its number is told.

    A gradual change is steps: its first one says so, and the others only sound; but the last one is
    told if it stays for two bars. Free time has no number, and what comes after it has.
    """
    free = False
    way: int | None = None  # which way a gradual change goes; 0 before it is known
    for place, tempo in enumerate(time.tempos):
        before = time.tempos[max(0, place - 1)].quarter
        now = (tempo.quarter > before) - (tempo.quarter < before)
        if place == 0 or tempo.mark:
            way = now if tempo.mark.lower().startswith(_GRADUAL) else None
            back = tempo.mark.lower().startswith(("a tempo", "tempo")) and not free
            free = tempo.mark.lower().startswith("free")
            yield tempo, not (back or free or (place and way is not None))
        elif free:
            yield tempo, False
        elif way is not None and (way in (0, now) or now == 0):
            way = way or now
            yield tempo, _settles(time, place)
        else:
            way = None
            yield tempo, True


def _first(song: Song, tempo: Tempo, mark: str, *, shown: bool) -> Iterator[str]:
    quarters = 60e6 / tempo.quarter
    sound = f'<sound tempo="{quarters:.10g}"/>'
    said = swung(song)
    if said:
        share = round(song.swing)
        kind = "16th" if song.swing_step < TICKS // 2 else "eighth"
        sound = (
            f'<sound tempo="{quarters:.10g}"><swing><first>{share}</first><second>{100 - share}'
            f"</second><swing-type>{kind}</swing-type></swing></sound>"
        )
    yield direction(mark if shown else "<words/>", sound=sound)
    told = ", ".join(filter(None, (tempo.mark, said)))
    if told and shown:
        yield direction(words(told))


def _settles(time: Timeline, place: int) -> bool:
    """Whether a gradual change comes to its end in a tempo that stays for two bars and more."""
    start = time.tempos[place].start
    last = place + 1 == len(time.tempos)
    end = time.length if last else time.tempos[place + 1].start
    return end - start >= 2 * time.at(start).meter.bar


def sections(song: Song) -> Iterator[Placed]:
    """Yield a rehearsal mark for each section."""
    for section in song.sections:
        label = escape(section.label[:1].upper() + section.label[1:])
        yield section.first, 0, direction(f"<rehearsal>{label}</rehearsal>")


def dynamics(song: Song, part: Part, staff: str) -> Iterator[Placed]:
    """Yield a part's dynamics and hairpins: those that hold where it plays."""
    marks = sorted(song.dynamics, key=lambda each: each.start)
    if not marks:
        return
    struck = sorted(note.start for note in part.notes)
    for place, each in enumerate(marks):
        gradual = each.mark in ("crescendo", "diminuendo")
        holds = next((m.start for m in marks[place + 1 :] if m.start > each.start), song.length)
        end = each.end if gradual else holds
        if bisect_left(struck, each.start) == bisect_left(struck, end):
            continue  # it rests meanwhile
        if gradual:
            yield from _hairpin(song, each, staff)
        else:
            index, tick = _at(song, each.start)
            inner = f"<dynamics><{each.mark}/></dynamics>"
            yield index, tick, direction(inner, place="below", staff=staff)


def _hairpin(song: Song, each: Dynamic, staff: str) -> Iterator[Placed]:
    end = min(each.end, song.length)
    if end <= each.start:
        return
    for tick, kind in ((each.start, each.mark), (end, "stop")):
        inner = f'<wedge type="{kind}" number="1"/>'
        yield (*_at(song, tick, end=kind == "stop"), direction(inner, place="below", staff=staff))


def pedals(song: Song, part: Part, staff: str) -> Iterator[Placed]:
    """Yield where the sustain pedal goes down and up."""
    for start, end in part.pedal:
        end = min(end, song.length)
        if end <= start:
            continue
        for tick, kind in ((start, "start"), (end, "stop")):
            inner = f'<pedal type="{kind}" line="yes"/>'
            element = direction(inner, place="below", staff=staff)
            yield (*_at(song, tick, end=kind == "stop"), element)


def _at(song: Song, tick: int, *, end: bool = False) -> tuple[int, int]:
    """Return measure and tick in it; an `end` at a bar line belongs to the measure before."""
    index = song.time.index(tick - 1 if end and tick else tick)
    return index, tick - song.time.measures[index].start
