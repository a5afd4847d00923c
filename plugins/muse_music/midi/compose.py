"""From settings to a song: form, harmony, tune, and every part bar by bar."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from muse_music.midi import loops, timing
from muse_music.midi.band import arrange, band, bass, changes, heterophony
from muse_music.midi.form import chords, form
from muse_music.midi.form.harmonise import harmonise
from muse_music.midi.plan import Settings
from muse_music.midi.seeds import Streams
from muse_music.midi.style import Melody, Pattern, Role
from muse_music.midi.tune import steps
from muse_music.midi.tune.events import scale
from muse_music.midi.tune.singing import sing
from muse_music.midi.tune.tune import Tune
from muse_music.theory import gm, progressions
from muse_music.theory.bars import Bar, Slot
from muse_music.theory.harmony import Chord
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import DRUMS, ChordSpan, Note, Part, Section, Song, within
from muse_music.theory.timeline import Measure, Timeline


def compose(
    settings: Settings, chance: random.Random, tick: Callable[[], None] = lambda: None
) -> Song:
    """Write a song; `tick` is called for every bar of every part, to stop or to show progress."""
    style, time = settings.style, settings.time
    meter, key, bars = time.measures[0].meter, time.measures[0].key, time.bars
    streams = Streams(chance.getrandbits(64), dict(settings.seeds))
    lead, roles, doubles = band.cast(settings, streams.of("players"))
    # Where nobody accompanies, no section may leave the tune out, as an intro does.
    accompanied = any(not role.drums for role, _ in roles)
    sections = list(settings.sections) or form.sections(_shape(settings, accompanied), bars)
    if settings.loop:
        time, sections = loops.longer(time, sections)
    if settings.free and sections[0].kind == "prelude":
        time = timing.freely(time, sections[0].bars)
    time = timing.moved(time, sections, settings.modulation)
    progression = _progression(settings, sections, streams.of("harmony"))
    if not settings.given:  # the chords under a tune are in its keys already
        progression = timing.transposed(progression, time)
    slots = chords.slots(progression, time)
    line = _fitted(style.melody, lead, settings.mood.register)
    if line.high < 70:  # a low voice sings below its chords, not among them
        roles = [(replace(r, low=r.low + 12, high=r.high + 12), number) for r, number in roles]
    if settings.given:
        sung = list(settings.given)
    else:
        density = settings.density * settings.mood.density
        learnt = settings.steps or steps.shipped()
        tune = Tune(line, time, slots, streams.of("melody"), density, learnt)
        tune.tick, tune.words, tune.reach = tick, bool(settings.words), gm.reach(lead)
        sung = tune.write(sections)
    unsung = 0
    if settings.words:
        sung, unsung = sing(sung, settings.words, sections, time, kept=bool(settings.given))
    melody = Part("Melody", "melody", lead, sung, loud=1.0)
    parts = [melody]
    for number in doubles:
        parts.append(_double(melody, number, sections, time))
    if style.seconds and accompanied and not settings.only:
        tones = scale(style.melody, key)
        own = streams.of("second")
        parts.append(heterophony.second(melody, style.seconds, sections, time, tones, own))
    leads = arrange.leads(style.leads, sections, streams.of("leads"))
    dealt = arrange.patterns([role for role, _ in roles], sections, meter, streams)
    for place, ((role, number), patterns) in enumerate(zip(roles, dealt, strict=True)):
        own = streams.of(f"{role.role} {place}")
        notes = _played(role, number, patterns, slots, sections, time, leads, own, tick)
        if role.role == "bass":
            lowest = max(bass.LOW, gm.reach(number)[0])
            notes = _clear(notes, melody.notes, slots, time, lowest)
        name = role.role.capitalize()
        parts.append(Part(name, role.role, number, notes, role.loud, role.pan, role.late))
    if settings.only:
        _join_hands(parts)
    if accompanied and not any(role.role == "bass" for role, _ in roles):
        _ground(parts, slots[-1][-1])
    _name(parts)
    song = Song(
        title=f"{style.title} in {key}, {meter}",
        time=time,
        sections=sections,
        parts=[part for part in parts if part.notes],
        chords=joined(slots),
        unsung=unsung,
        swing=settings.swing,
        swing_step=TICKS // 4 if style.sixteenths else TICKS // 2,
    )
    return loops.closed(song) if settings.loop else song


def _shape(settings: Settings, accompanied: bool) -> str:
    """Return the form: one that leaves no tune out where it is given, or nobody else plays."""
    whole = settings.given or settings.loop or not accompanied
    return "aaba" if settings.form in form.WITH_INTROS and whole else settings.form


def _progression(
    settings: Settings, sections: Sequence[Section], chance: random.Random
) -> list[list[Chord]]:
    """Return the chords of every bar: those asked for, those under a given tune, or the style's."""
    style, key = settings.style, settings.key
    if settings.chords:
        return progressions.repeated(settings.chords, sum(s.bars for s in sections))
    if settings.given:
        return harmonise(settings.given, settings.time, style)
    return chords.harmony(style, key, sections, chance, settings.mood.colour.get(key.mode, ()))


def joined(slots: Sequence[Sequence[Slot]]) -> list[ChordSpan]:
    """Return the chords in time, those that go on joined."""
    spans: list[ChordSpan] = []
    for slot in (slot for line in slots for slot in line):
        if spans and spans[-1].chord == slot.chord:
            spans[-1] = replace(spans[-1], end=slot.end)
        else:
            spans.append(ChordSpan(slot.start, slot.end, slot.chord))
    return spans


def _fitted(melody: Melody, number: int, register: int) -> Melody:
    """Return a melody's range moved by a mood, and by octaves to where its instrument plays."""
    low, high = melody.low + register, melody.high + register
    bottom, top = gm.reach(number)
    top -= melody.lift
    shift = min(
        (0, -12, 12, -24, 24),
        key=lambda s: max(0, bottom - low - s) + max(0, high + s - top),
    )
    low, high = low + shift, high + shift
    over = max(0, high - top)
    low, high = max(low - over, bottom), high - over
    # Fewer than an octave would be no tune: who has a small range uses all of it.
    return replace(melody, low=low, high=max(high, min(low + 12, top)))


def _played(
    role: Role,
    number: int,
    patterns: Sequence[Pattern],
    slots: Sequence[Sequence[Slot]],
    sections: Sequence[Section],
    time: Timeline,
    leads: Mapping[int, str],
    chance: random.Random,
    tick: Callable[[], None],
) -> list[Note]:
    """Return the notes of one role over the whole song."""
    lines = chords.voiced(slots, role) if not role.drums and role.role != "bass" else slots
    notes: list[Note] = []
    final = len(slots) - 1
    for section, pattern in zip(sections, patterns, strict=True):
        if section.energy < role.enters and section is not sections[-1]:
            continue
        for place in range(section.bars):
            tick()
            index = section.first + place
            measure = time.measures[index]
            bar = Bar(
                index=index,
                place=place,
                start=measure.start,
                meter=measure.meter,
                slots=tuple(lines[index]),
                section=section,
                random=chance,
                ends_phrase=place % 4 == 3 or place == section.bars - 1,
                fills=arrange.fills(section, place, len(slots)),
                lead=leads.get(index, ""),
                after=lines[index + 1][0] if index < final else None,
                # A phrase's last bar may be turned otherwise.
                carried=place % 4 in (1, 2),
                last=place % 4 > 1 or index + 1 >= final or index + 1 in leads,
            )
            play = arrange.ending if index == final else arrange.led
            notes += _inside(changes.heard(play(role, pattern, bar), bar, role), measure)
    if role.drums:
        return notes
    if role.role == "inner":
        notes = band.one_voice(notes, role.place)
    bottom, top = gm.reach(number)
    return [
        n if bottom <= n.pitch <= top else replace(n, pitch=within(n.pitch, bottom, top))
        for n in notes
    ]


def _inside(notes: Sequence[Note], measure: Measure) -> list[Note]:
    """Return a pattern's notes as far as an incomplete bar holds them; none in a pickup."""
    if measure.length == measure.meter.bar:
        return list(notes)
    return [
        replace(n, length=min(n.end, measure.end) - n.start)
        for n in notes
        if n.start < measure.end and not measure.offset
    ]


def _clear(
    notes: Sequence[Note],
    tune: Sequence[Note],
    slots: Sequence[Sequence[Slot]],
    time: Timeline,
    lowest: int,
) -> list[Note]:
    """Return a bass line without minor ninths below the tune's strong notes: it plays the root."""
    strong = {n.start: n.pitch for n in tune if time.strength(n.start) >= 2}
    cleared = []
    for note in notes:
        pitch = strong.get(note.start)
        if pitch is not None and (pitch - note.pitch) % 12 == 1:
            line = slots[time.index(note.start)]
            slot = next(s for s in line if note.start < s.end)
            below = (note.pitch - slot.chord.bass) % 12
            down = note.pitch - below
            note = replace(note, pitch=down if down >= lowest else down + 12)
        cleared.append(note)
    return cleared


def _double(melody: Part, number: int, sections: Sequence[Section], time: Timeline) -> Part:
    """Return a part that joins the melody in full sections, an octave higher if it plays there."""
    bottom, top = gm.reach(number)
    high = max(n.pitch for n in melody.notes) + 12 <= min(top, 88)
    full = [s for s in sections if s.energy >= 0.7] or list(sections)
    spans = [(time.start(s.first), time.start(s.first + s.bars)) for s in [*full, sections[-1]]]
    notes = [
        replace(n, pitch=within(n.pitch + 12 * high, bottom, top), lyric="")
        for n in melody.notes
        if any(first <= n.start < end for first, end in spans)
    ]
    return Part("Melody", "double", number, notes, loud=0.8, pan=0.3)


def _join_hands(parts: list[Part]) -> None:
    """Keep chords above the bass, and make one part of both where one player plays them."""
    low = next((part for part in parts if part.role == "bass"), None)
    if low is None:
        return
    roots = {note.start: note.pitch for note in low.notes}
    for part in parts:
        if part is low or part.role in ("melody", "double") or part.program == DRUMS:
            continue
        for place, note in enumerate(part.notes):
            if note.pitch < roots.get(note.start, 0):
                part.notes[place] = replace(note, pitch=note.pitch + 12)
        if part.program == low.program and part.role != "inner":
            part.notes = sorted([*part.notes, *low.notes], key=lambda n: (n.start, n.pitch))
            part.name = "Accompaniment"
            parts.remove(low)
            return


def _ground(parts: list[Part], slot: Slot) -> None:
    """Put the root below the last chord where no bass does."""
    for part in parts:
        if part.role in ("chords", "pad"):
            root = within(36 + slot.chord.root, *gm.reach(part.program))
            part.notes.append(Note(slot.start, slot.length, root, 0.5))
            return


def _name(parts: list[Part]) -> None:
    """Name the tracks by role and instrument; those beyond General MIDI sound with the nearest."""
    for part in parts:
        if part.program != DRUMS:
            name = gm.instrument(part.program)
            part.name = f"{part.name}: {name}"
            if gm.sound(part.program) != part.program:
                part.program, part.instrument = gm.sound(part.program), name
