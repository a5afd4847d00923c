"""What is asked for in texts, settled: the progression, the words, and the form that they make."""

import re
from collections.abc import Sequence

from muse import RequestError, Run
from muse_music.midi.condition import MidiCondition
from muse_music.midi.form import chords
from muse_music.midi.form.form import numbered
from muse_music.midi.tune import singing, syllables
from muse_music.theory import meter, progressions
from muse_music.theory.harmony import Chord
from muse_music.theory.keys import Key
from muse_music.theory.meter import Meter
from muse_music.theory.notes import Section


def progression(text: str, key: Key, beat: Meter, run: Run) -> list[list[Chord]]:
    """Return the progression, and tell what of it can't be kept or could be read otherwise."""
    given = progressions.read(text, key, beat)
    wrong = [at for at, bar in enumerate(given) if not chords.fits(beat, bar)]
    if wrong:
        names = " ".join(
            f"{c.numeral}*{c.beats:g}" if c.beats else c.numeral for c in given[wrong[0]]
        )
        beats = len(beat.beats)
        why = f"{beat} has {beats} beats and room for {beat.bar // (meter.TICKS // 4)} chords a bar"
        run.report.adjust("chords", names, f"{names}, as near as it goes", why)
    inverted = progressions.sixths(text)
    if inverted is not None:
        read = (
            "a first inversion (write Iadd6 for an"
            if inverted
            else "an added sixth (write I/3 for a"
        )
        other = "added sixth)" if inverted else "first inversion)"
        run.report.note(f"6 after a numeral is read as {read} {other}.")
    return given


def words(condition: MidiCondition, run: Run) -> list[singing.Stanza]:
    """Return the words to sing."""
    if not condition.lyrics:
        if condition.language:
            run.report.ignore("language", "there are no lyrics")
        return []
    code = condition.language or syllables.language(condition.lyrics)
    if condition.language is None and code != "en":
        run.report.choose("language", code)
    stanzas = singing.stanzas(condition.lyrics, code)
    if not stanzas:
        raise RequestError("lyrics: it contains no words", hint="give a line for each phrase")
    if re.search("[ぁ-ヺ]", condition.lyrics) and re.search("[\u4e00-\u9fff]", condition.lyrics):
        run.report.note("A kanji is sung on one note; write kana where it has more.")
    return stanzas


def seated(
    condition: MidiCondition,
    stanzas: Sequence[singing.Stanza],
    shape: str,
    bars: int,
    beat: Meter,
    run: Run,
) -> tuple[Section, ...]:
    """Return sections in which the words find their place, where the style's form has none."""
    if not stanzas or condition.melody:
        return ()
    sung = singing.seated(stanzas, shape, bars, beat)
    if not sung:
        return ()
    run.report.choose("form", ", ".join(f"{kind} {length}" for kind, length in sung))
    return tuple(numbered([(kind, kind, length) for kind, length in sung]))
