"""From a condition to settings: what nobody set is chosen, what contradicts itself is settled."""

import random
from typing import Any

from muse import RequestError, Run
from muse_music.midi import casting
from muse_music.midi.condition import MidiCondition
from muse_music.midi.form import forms
from muse_music.midi.moods import MOODS, Mood
from muse_music.midi.plan import Settings
from muse_music.midi.style import Style, load
from muse_music.midi.tune import singing
from muse_music.theory import keys, meter, progressions
from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key
from muse_music.theory.meter import Meter
from muse_music.theory.notes import Section
from muse_music.theory.timeline import steady

_PLACES = {"slow": 0.06, "medium": 0.5, "fast": 0.94}
_DENSITIES = {"sparse": 0.6, "medium": 1.0, "dense": 1.5}
_PLAIN = Mood()
MOST_BARS = 2000
"""Bars of a piece at most."""


def settle(condition: MidiCondition, chance: random.Random, run: Run) -> Settings:
    """Decide everything that the composer needs, and tell the report how."""
    report = run.report
    # A stream for each choice: setting one field leaves the others as they would have been.
    streams = {n: random.Random(chance.getrandbits(64)) for n in ("key", "tempo")}
    mood = MOODS.get(condition.mood or "", _PLAIN)
    name = condition.style or mood.style
    if condition.style is None:
        report.choose("style", name)
    style = load(name)
    said = report.read.get("style")
    if said and said.words.lower() in style.near:
        report.note(f"music.midi has no style {said.words}; {name} is the nearest.")
    beat = _meter(condition, style, run)
    key = _key(condition, style, mood, streams["key"], run)
    pace = _pace(condition, style, mood, beat, streams["tempo"], run)
    parts = forms.parse(condition.form) if condition.form else []
    given = progressions.read(condition.chords, key) if condition.chords else []
    words = _words(condition)
    if words and not (parts or condition.bars or condition.duration or condition.melody):
        sung = singing.sections(words, beat, intro=condition.band is not False)
        parts = [forms.Part(kind, kind, bars) for kind, bars in sung]
        report.choose("form", ", ".join(f"{part.name} {part.bars}" for part in parts))
    bars, quarter = _length(condition, style, beat, pace, run, _whole(style, beat, parts, given))
    swing = _swing(condition, style, beat, 60e6 / quarter, run)
    only, drums = _players(condition, run)
    players, parts_taken = casting.programs(condition.instruments)
    return Settings(
        style=style,
        time=steady(beat, key, quarter, bars),
        mood=mood,
        swing=swing,
        density=_DENSITIES[condition.density or "medium"],
        drums=drums,
        only=only,
        sections=_sections(condition, style, parts, bars, run),
        chords=tuple(tuple(bar) for bar in given),
        instruments=players,
        taken=tuple(parts_taken.items()),
        words=tuple(words),
    )


def _words(condition: MidiCondition) -> list[singing.Stanza]:
    """Return the words to sing."""
    if not condition.lyrics:
        return []
    words = singing.stanzas(condition.lyrics)
    if not words:
        raise RequestError("lyrics: it contains no words", hint="give a line for each phrase")
    return words


def _players(condition: MidiCondition, run: Run) -> tuple[bool, bool | None]:
    """Return whether the named instruments play alone, and whether drums do (None: as usual)."""
    report, names = run.report, condition.instruments
    drums = condition.drums
    if drums is False and "Drums" in names:
        report.adjust("instruments", "Drums", "no drums", "drums are switched off")
    if not names:
        if condition.band is False:
            report.ignore("band", "no instruments are given that could play alone")
        return False, drums
    pitched = any(name != "Drums" for name in names)
    if any("=" in name for name in names):
        # Who is given a part plays it in the style's band, unless nobody else is wanted.
        if condition.band is None:
            report.choose("band", True)
        if condition.band is False and drums is None:
            report.choose("drums", False)
            drums = False
        return condition.band is False, drums
    if condition.band is None:
        report.choose("band", not pitched)
    elif condition.band is False and not pitched:
        report.adjust("band", False, True, "drums alone can't play a melody")
    only = pitched and not condition.band
    few = len(names) <= 2 or condition.band is False
    if only and few and drums is None and "Drums" not in names:
        report.choose("drums", False)
        drums = False
    return only, drums


def _meter(condition: MidiCondition, style: Style, run: Run) -> Meter:
    if condition.meter is None:
        run.report.choose("meter", style.meters[0])
        return meter.parse(style.meters[0])
    beat = meter.parse(condition.meter)
    plain = f"{beat.numerator}/{beat.denominator}"
    if style.only_meters and plain not in style.only_meters and condition.style:
        run.report.adjust(
            "style",
            condition.style,
            f"{condition.style} pattern in {beat}",
            f"a {condition.style} is in {style.meters[0]}; the requested meter is kept, and the "
            "accompaniment follows its accents",
        )
    return beat


def _key(
    condition: MidiCondition, style: Style, mood: Mood, chance: random.Random, run: Run
) -> Key:
    modes = list(style.modes)
    mode = chance.choices(modes, list(style.modes.values()))[0]
    tonic = chance.choice(style.tonics)
    if mood.mode:
        mode = mood.mode
    asked: Any = keys.parse(condition.key) if condition.key else None
    if asked is None and condition.chords:
        told = progressions.home(condition.chords)
        if told is not None:
            run.report.choose("key", str(told))
            return told
    if isinstance(asked, Key):
        used = asked.legal()
        if used != asked:
            why = "its signature would need more than seven accidentals; it sounds the same"
            run.report.adjust("key", str(asked), str(used), why)
        if mood.mode and condition.mood and used.minor != (mood.mode == "minor"):
            run.report.note(
                f"{used} was requested, so {condition.mood} affects only pace and touch."
            )
        return used
    found = keys.parse(tonic)
    assert isinstance(found, Key)
    key = keys.usual(found.pitch_class, asked or mode)
    if asked:
        run.report.adjust("key", asked, str(key), "a tonic was chosen, since none was given")
    else:
        run.report.choose("key", str(key))
    return key


def _pace(
    condition: MidiCondition,
    style: Style,
    mood: Mood,
    beat: Meter,
    chance: random.Random,
    run: Run,
) -> float:
    """Return the tempo in felt beats per minute."""
    drift = chance.uniform(-0.12, 0.12)
    if condition.tempo is not None:
        if condition.pace:
            run.report.ignore("pace", f"the tempo is given as {condition.tempo:g}")
        return condition.tempo
    place = mood.pace + drift
    if condition.pace:
        # A word for the pace says more about it than a mood does.
        place = _PLACES[condition.pace] + (mood.pace - 0.5) * 0.15 + drift / 2
    low, high = style.tempo
    tempo = low + (high - low) * max(0.0, min(1.0, place))
    # Dotted quarters hold more music than quarters, so fewer of them go by.
    return float(round(tempo / beat.felt if beat.felt > 1 else tempo))


def _whole(style: Style, beat: Meter, parts: list[forms.Part], loop: list[list[Chord]]) -> int:
    """Return how many bars it has unless somebody says: its form's, whole rounds of its chords."""
    if parts:
        whole = sum(forms.allotted(parts, None, _phrase(style)))
        if whole > MOST_BARS:
            raise RequestError(
                f"form: its sections have {whole} bars", hint=f"use at most {MOST_BARS}"
            )
        return whole
    bars = _usual_bars(style, beat)
    return max(1, round(bars / len(loop))) * len(loop) if loop else bars


def _phrase(style: Style) -> int:
    return 12 if style.form == "blues" else 8


def _sections(
    condition: MidiCondition, style: Style, parts: list[forms.Part], bars: int, run: Run
) -> tuple[Section, ...]:
    """Return the sections that were asked for; what the bars leave over goes to the last."""
    if not parts:
        return ()
    try:
        lengths = forms.allotted(parts, bars, _phrase(style))
    except ValueError as error:
        raise RequestError(f"form: {error}", hint="use more --bars, or fewer sections") from None
    if sum(lengths) != bars:
        told = ", ".join(f"{p.name} {n}" for p, n in zip(parts, lengths, strict=True))
        lengths = _cut(lengths, bars)
        parts = parts[: len(lengths)]
        used = ", ".join(f"{p.name} {n}" for p, n in zip(parts, lengths, strict=True))
        run.report.adjust("form", told, used, f"{bars} bars were requested")
    return tuple(forms.sections(parts, lengths))


def _cut(lengths: list[int], bars: int) -> list[int]:
    """Return the lengths of the first sections, the last one cut or stretched to fill `bars`."""
    made: list[int] = []
    for length in lengths:
        if sum(made) >= bars:
            break
        made.append(min(length, bars - sum(made)))
    made[-1] += bars - sum(made)
    return made


def _length(
    condition: MidiCondition, style: Style, beat: Meter, tempo: float, run: Run, usual: int
) -> tuple[int, int]:
    """Return bars (`usual` if nobody says), and microseconds per quarter."""
    report = run.report
    quarter = round(60e6 / (tempo * beat.felt))
    seconds = beat.bar / meter.TICKS * quarter / 1e6  # of one bar
    if condition.bars is not None or condition.duration is None:
        bars = condition.bars or usual
        if condition.bars is None:
            report.choose("bars", bars)
        if condition.duration is not None:
            used = round(bars * seconds, 2)
            report.adjust("duration", condition.duration, used, f"{bars} bars were requested")
    else:
        bars = max(1, min(MOST_BARS, round(condition.duration / seconds)))
        report.choose("bars", bars)
        if condition.tempo is None:
            # A nudge of the tempo makes whole bars last exactly as long as was asked.
            fitting = round(condition.duration * 1e6 * meter.TICKS / (bars * beat.bar))
            if 0.8 < fitting / quarter < 1.25:
                quarter = fitting
        used = round(bars * beat.bar / meter.TICKS * quarter / 1e6, 2)
        if used != round(condition.duration, 2):
            report.adjust(
                "duration", condition.duration, used, f"it is the length of {bars} whole bars"
            )
    if condition.tempo is None:
        report.choose("tempo", round(60e6 / quarter / beat.felt, 2))
    return bars, quarter


def _usual_bars(style: Style, beat: Meter) -> int:
    """Return the style's number of bars, fewer where a bar is very long."""
    quarters = beat.bar / meter.TICKS
    return max(8, style.bars // 2) if quarters > 8 else style.bars


def _swing(
    condition: MidiCondition, style: Style, beat: Meter, per_minute: float, run: Run
) -> float:
    """Return where the off-beat falls (%)."""
    if beat.denominator > 4:
        if condition.swing not in (None, 50):
            run.report.ignore("swing", f"{beat} has no pairs of eighths to swing")
        return 50.0
    if condition.swing is not None:
        return float(condition.swing)
    # Fast swing evens out: 2:1 up to 160 quarters a minute, 1.5:1 above.
    return min(style.swing, 60.0) if per_minute > 160 else style.swing
