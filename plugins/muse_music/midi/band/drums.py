"""Drum patterns: each turns one bar into notes of the General MIDI drum kit."""

from muse_music.theory.bars import Bar
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import Note

KICK, STICK, SNARE, CLAP, LOW_TOM, PEDAL, OPEN, CRASH = 36, 37, 38, 39, 45, 44, 46, 49
HAT, MID_TOM, HIGH_TOM, RIDE, TAMBOURINE, SHAKER, BLOCK = 42, 47, 50, 51, 54, 70, 76
_SHORT = TICKS // 8  # ticks that a drum is held; it rings as long as it likes


def _hit(bar: Bar, tick: int, drum: int, accent: float) -> Note:
    return Note(bar.start + tick, min(_SHORT, max(1, bar.meter.bar - tick)), drum, accent)


def _kicks(bar: Bar, accent: float = 0.68) -> list[Note]:
    return [_hit(bar, tick, KICK, accent) for tick in bar.meter.backbeat[0]]


def _snares(bar: Bar, drum: int = SNARE, accent: float = 0.7) -> list[Note]:
    return [_hit(bar, tick, drum, accent) for tick in bar.meter.backbeat[1]]


def _divided(bar: Bar, drum: int, accent: float = 0.45) -> list[Note]:
    """Return a drum on every division, the beats stronger."""
    return [
        _hit(bar, beat.start + i * beat.step, drum, accent + (0.12 if i == 0 else 0))
        for beat in bar.meter.beats
        for i in range(beat.divisions)
    ]


def _push(bar: Bar) -> list[Note]:
    """Return a kick on the last division before each later group: 2& before 3."""
    found = []
    for before, span in zip(bar.meter.spans, bar.meter.spans[1:], strict=False):
        found.append(_hit(bar, span[0].start - before[-1].step, KICK, 0.55))
    return found


def _opening(bar: Bar) -> list[Note]:
    return [_hit(bar, 0, CRASH, 0.62)] if bar.place == 0 and bar.section.energy >= 0.5 else []


def _filled(bar: Bar, groove: list[Note]) -> list[Note]:
    """Return a groove, with a fill down the toms at the end of every eighth bar of a section."""
    if not bar.fills:
        return _opening(bar) + groove
    beats = bar.meter.beats
    first = beats[-2 if bar.section.energy >= 0.7 and len(beats) > 3 else -1]
    start = first.start
    kept = [n for n in groove if n.start < bar.start + start or n.pitch == KICK]
    halves = 2 if first.step >= TICKS // 3 else 1
    step = first.step // halves
    count = (bar.meter.bar - start) // step
    drums = (SNARE, SNARE, HIGH_TOM, HIGH_TOM, MID_TOM, MID_TOM, LOW_TOM, LOW_TOM)
    fill = []
    for i in range(count):
        if count > 3 and bar.random.random() < 0.2 and i % halves:
            continue
        drum = drums[i * len(drums) // count]
        force = (0.45 + 0.25 * i / count) * (0.6 + 0.5 * bar.section.energy)
        fill.append(_hit(bar, start + i * step, drum, force))
    return _opening(bar) + kept + fill


def pop(bar: Bar) -> list[Note]:
    """Kick and backbeat with hats on the divisions; a kick pushes into later groups."""
    return _filled(bar, _kicks(bar) + _push(bar) + _snares(bar) + _divided(bar, HAT))


def light(bar: Bar) -> list[Note]:
    """Kick, a stick on the backbeat and quiet hats."""
    groove = _kicks(bar, 0.58) + _snares(bar, STICK, 0.55) + _divided(bar, HAT, 0.34)
    return _filled(bar, groove)


def rock(bar: Bar) -> list[Note]:
    """Hard backbeat; hats open up in full sections, and the kick doubles."""
    top = RIDE if bar.section.energy >= 0.8 else HAT
    kicks = _kicks(bar, 0.8)
    for beat in bar.meter.beats[1::2]:
        if beat.divisions == 2 and bar.index % 2:
            kicks.append(_hit(bar, beat.start + beat.step, KICK, 0.62))
    return _filled(
        bar, _once(kicks + _push(bar) + _snares(bar, SNARE, 0.85) + _divided(bar, top, 0.5))
    )


def ballad(bar: Bar) -> list[Note]:
    """A stick halfway through the bar, soft hats; the whole kit in full sections."""
    spans = bar.meter.spans
    beats = bar.meter.beats
    if len(spans) > 1:
        middle = spans[len(spans) // 2][0].start
    else:
        middle = beats[-1].start if len(beats) > 1 else beats[0].step * (beats[0].divisions - 1)
    drum = SNARE if bar.section.energy >= 0.6 else STICK
    groove = [_hit(bar, 0, KICK, 0.55), _hit(bar, middle, drum, 0.55)]
    if bar.section.energy < 0.6:
        return _filled(bar, groove + [_hit(bar, b.start, HAT, 0.34) for b in beats])
    return _filled(bar, _once(groove + _push(bar) + _divided(bar, HAT, 0.32)))


def four_floor(bar: Bar) -> list[Note]:
    """Kick on every beat, claps on the backbeat, open hats on the off-beats."""
    kicks = [_hit(bar, beat.start, KICK, 0.75) for beat in bar.meter.beats]
    opened = [
        _hit(bar, beat.start + beat.step * (beat.divisions - 1), OPEN, 0.5)
        for beat in bar.meter.beats
        if beat.divisions > 1
    ]
    shaken = [n for n in _divided(bar, SHAKER, 0.28) if bar.section.energy >= 0.7]
    return _filled(bar, kicks + _snares(bar, CLAP, 0.62) + opened + shaken)


def build(bar: Bar) -> list[Note]:
    """Kick on every beat and closed hats: the floor before the drop."""
    kicks = [_hit(bar, beat.start, KICK, 0.62) for beat in bar.meter.beats]
    return _filled(bar, kicks + _divided(bar, HAT, 0.3))


def swing(bar: Bar) -> list[Note]:
    """Ride in swing, hat pedal on the backbeat, a feathered kick, and a stray snare."""
    notes = _snares(bar, PEDAL, 0.45)
    for beat in bar.meter.beats:
        notes.append(_hit(bar, beat.start, RIDE, 0.55 if beat.strength > 1 else 0.6))
        weak = beat.strength == 1 or beat.divisions == 3
        if weak and beat.divisions > 1:
            tick = beat.start + beat.step * (beat.divisions - 1)
            notes.append(_hit(bar, tick, RIDE, 0.42))
        notes.append(_hit(bar, beat.start, KICK, 0.24))
        if bar.random.random() < 0.12 and beat.divisions > 1:
            tick = beat.start + beat.step * (beat.divisions - 1)
            notes.append(_hit(bar, tick, SNARE, bar.random.choice((0.25, 0.35, 0.45))))
    if bar.fills:
        last = bar.meter.beats[-1]
        notes += [
            _hit(bar, last.start + i * last.step, SNARE, 0.45 + 0.1 * i)
            for i in range(last.divisions)
        ]
    return _once(_opening(bar) + notes)


def shuffle(bar: Bar) -> list[Note]:
    """A blues shuffle: backbeat, and ride on both halves of the beat."""
    return _filled(bar, _kicks(bar, 0.66) + _snares(bar, SNARE, 0.68) + _divided(bar, RIDE, 0.42))


def lofi(bar: Bar) -> list[Note]:
    """A soft kick with a late push, a dusty snare, hats that come and go."""
    kicks = _kicks(bar, 0.6)[:1]
    kicks += [n for n in _push(bar) if bar.random.random() < 0.8]
    later = bar.meter.backbeat[0][1:]
    kicks += [_hit(bar, tick, KICK, 0.5) for tick in later if bar.random.random() < 0.45]
    hats = [n for n in _divided(bar, HAT, 0.34) if bar.random.random() < 0.92]
    return _once(kicks + _snares(bar, SNARE, 0.52) + hats)


def frame(bar: Bar) -> list[Note]:
    """A low drum on the groups, a lighter touch on the other beats: a hand drum."""
    notes = []
    for beat in bar.meter.beats:
        strong = beat.strength > 1
        notes.append(_hit(bar, beat.start, 64 if strong else 63, 0.55 if strong else 0.36))
        if beat.divisions == 3 or (strong is False and bar.random.random() < 0.3):
            tick = beat.start + beat.step * (beat.divisions - 1)
            notes.append(_hit(bar, tick, 63, 0.3))
    return notes


def tambourine(bar: Bar) -> list[Note]:
    """A tambourine on the beats that aren't accented."""
    weak = [b for b in bar.meter.beats if b.strength == 1] or list(bar.meter.beats[-1:])
    return [_hit(bar, beat.start, TAMBOURINE, 0.32) for beat in weak]


def great(bar: Bar) -> list[Note]:
    """Great drums: toms thunder on the groups and gather in each fourth bar."""
    notes = []
    for beat in bar.meter.beats:
        if beat.strength > 1:
            notes += [_hit(bar, beat.start, 41, 0.8), _hit(bar, beat.start, KICK, 0.6)]
        elif bar.section.energy >= 0.6:
            notes.append(_hit(bar, beat.start, LOW_TOM, 0.5))
        gathers = bar.place % 4 == 3 and beat is bar.meter.beats[-1]
        if gathers or (bar.section.energy >= 0.6 and beat.strength > 1):
            notes += [
                _hit(bar, beat.start + i * beat.step, LOW_TOM, 0.42 + 0.08 * i)
                for i in range(1, beat.divisions)
            ]
    return _once(_opening(bar) + notes)


def wood(bar: Bar) -> list[Note]:
    """A wood block on the bar line, and now and then on a late beat."""
    notes = [_hit(bar, 0, BLOCK, 0.42)]
    if bar.place % 4 == 3:
        notes += [_hit(bar, b.start, BLOCK + 1, 0.34) for b in bar.meter.beats[1:]]
    return notes


def _once(notes: list[Note]) -> list[Note]:
    """Keep the strongest of notes that would strike the same drum at once."""
    best: dict[tuple[int, int], Note] = {}
    for note in notes:
        key = (note.start, note.pitch)
        if key not in best or best[key].accent < note.accent:
            best[key] = note
    return list(best.values())
