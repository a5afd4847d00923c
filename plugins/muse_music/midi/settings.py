"""From a condition to settings: what nobody set is chosen, what contradicts itself is settled."""

import random
from typing import Any

from muse import Run
from muse_music.midi import casting, texts, timing
from muse_music.midi.condition import MidiCondition
from muse_music.midi.form import forms, lengths
from muse_music.midi.moods import MOODS, Mood
from muse_music.midi.plan import MOST_BARS, Settings
from muse_music.midi.style import Style, load
from muse_music.midi.tune import singing
from muse_music.theory import keys, progressions, scales
from muse_music.theory.keys import Key
from muse_music.theory.meter import Meter
from muse_music.theory.timeline import Timeline

_PLACES = {"slow": 0.06, "medium": 0.5, "fast": 0.94}
_DENSITIES = {"sparse": 0.6, "medium": 1.0, "dense": 1.5}
_PLAIN = Mood()


def settle(condition: MidiCondition, chance: random.Random, run: Run) -> Settings:
    """Decide everything that the composer needs, and tell the report how."""
    report = run.report
    # A stream for each choice: setting one field leaves the others as they would have been.
    streams = {n: random.Random(chance.getrandbits(64)) for n in ("key", "tempo", "form", "meter")}
    mood = MOODS.get(condition.mood or "", _PLAIN)
    name = condition.style or mood.style
    if condition.style is None:
        report.choose("style", name)
    style = load(name)
    said = report.read.get("style")
    if said and said.words.lower() in style.near:
        report.note(f"music.midi has no style {said.words}; {name} is the nearest.")
    metered = _meter(condition, style, streams["meter"], run)
    beat = metered[0].meter
    key = _key(condition, style, mood, streams["key"], run)
    ramps = _pace(condition, style, mood, beat, streams["tempo"], run)
    parts = forms.parse(condition.form) if condition.form else []
    given = texts.progression(condition.chords, key, beat, run) if condition.chords else []
    words = texts.words(condition, run)
    if words and not (parts or condition.bars or condition.duration or condition.melody):
        sung = singing.sections(words, beat, intro=condition.band is not False)
        parts = [forms.Part(kind, kind, bars) for kind, bars in sung]
        report.choose("form", ", ".join(f"{part.name} {part.bars}" for part in parts))
    ending = "plain" if condition.loop else condition.ending or style.ending
    if condition.loop and condition.ending not in (None, "plain"):
        run.report.ignore("ending", "a loop has none: it runs into its start")
    shape, usual = streams["form"].choice(style.forms), streams["form"].choice(style.bars)
    time = _time(
        *(condition, metered, ramps, key, run, lengths.whole(shape, usual, metered, parts, given)),
        slowing=ending == "ritardando",
    )
    bars = time.bars
    swing = _swing(condition, style, beat, 60e6 / time.tempos[0].quarter, run)
    only, drums = _players(condition, run)
    players, parts_taken = casting.programs(condition.instruments)
    return Settings(
        style=style,
        time=time,
        mood=mood,
        swing=swing,
        density=_DENSITIES[condition.density or "medium"],
        drums=drums,
        only=only,
        form=shape,
        sections=lengths.sections(condition, shape, parts, bars, run)
        or texts.seated(condition, words, shape, bars, beat, run),
        chords=tuple(tuple(bar) for bar in given),
        instruments=players,
        taken=tuple(parts_taken.items()),
        words=tuple(words),
        modulation=condition.modulation or 0,
        ending=ending,
        free=condition.duration is None and len(ramps) == 1 and ramps[0].start == ramps[0].end,
        loop=condition.loop,
    )


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


def _meter(
    condition: MidiCondition, style: Style, chance: random.Random, run: Run
) -> list[timing.Metered]:
    if condition.meter is None:
        usual = chance.choice(style.meters[: style.often])
        run.report.choose("meter", usual)
        return timing.meters(usual)
    metered = timing.meters(condition.meter)
    beat = metered[0].meter
    plain = f"{beat.numerator}/{beat.denominator}"
    if style.only_meters and plain not in style.only_meters and condition.style:
        run.report.adjust(
            "style",
            condition.style,
            f"{condition.style} pattern in {beat}",
            f"a {condition.style} is in {style.meters[0]}; the requested meter is kept, and the "
            "accompaniment follows its accents",
        )
    return metered


def _key(
    condition: MidiCondition, style: Style, mood: Mood, chance: random.Random, run: Run
) -> Key:
    modes = list(style.modes)
    mode = chance.choices(modes, list(style.modes.values()))[0]
    tonic = chance.choice(style.tonics)
    if mood.mode:
        alike = [m for m in modes if scales.FAMILIES[m] == mood.mode]
        mode = mood.mode if mood.mode in modes or not alike else alike[0]
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
) -> list[timing.Ramp]:
    """Return the tempo, or how it changes (felt beats per minute)."""
    asked = condition.mood or condition.pace
    drift = chance.uniform(-0.12, 0.12) if asked else chance.uniform(-0.5, 0.5)
    if condition.tempo is not None:
        if condition.pace:
            run.report.ignore("pace", f"the tempo is given as {condition.tempo}")
        return timing.tempos(str(condition.tempo))
    place = mood.pace + drift
    if condition.pace:
        # A word for the pace says more about it than a mood does.
        place = _PLACES[condition.pace] + (mood.pace - 0.5) * 0.15 + drift / 2
    low, high = style.tempo
    tempo = low + (high - low) * max(0.0, min(1.0, place))
    # Dotted quarters hold more music than quarters, so fewer of them go by.
    felt = float(round(tempo / beat.felt if beat.felt > 1 else tempo))
    return [timing.Ramp(felt, felt)]


def _time(
    condition: MidiCondition,
    metered: list[timing.Metered],
    ramps: list[timing.Ramp],
    key: Key,
    run: Run,
    usual: int,
    *,
    slowing: bool,
) -> Timeline:
    """Return the bars (`usual` many if nobody says) and the tempos."""
    report = run.report

    def made(bars: int, scale: float = 1.0) -> Timeline:
        return timing.laid(metered, ramps, key, bars, slowing=slowing, scale=scale)

    if condition.bars is not None or condition.duration is None:
        time = made(condition.bars or usual)
        if condition.bars is None:
            report.choose("bars", time.bars)
        if condition.duration is not None:
            used = round(time.seconds(time.length), 2)
            report.adjust("duration", condition.duration, used, f"{time.bars} bars were requested")
    else:
        time = timing.fitting(made, condition.duration, MOST_BARS)
        report.choose("bars", time.bars)
        if condition.tempo is None:
            # A nudge of the tempo makes whole bars last exactly as long as was asked.
            scale = condition.duration / time.seconds(time.length)
            if 0.8 < scale < 1.25:
                time = made(time.bars, scale)
        used = round(time.seconds(time.length), 2)
        if used != round(condition.duration, 2):
            report.adjust(
                "duration", condition.duration, used, f"it is the length of {time.bars} whole bars"
            )
    if condition.tempo is None:
        felt = time.measures[0].meter.felt
        report.choose("tempo", round(60e6 / time.tempos[0].quarter / felt, 2))
    return time


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
