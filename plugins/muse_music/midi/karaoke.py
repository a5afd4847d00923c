"""Words that follow the music: `.lrc` (times of lines) and `.kar` (MIDI with the words as texts).

LRC has minutes, seconds and hundredths before each line. A karaoke file is a MIDI file with a track
"Words": a text for each syllable, "\\" before the first of a verse and "/" before that of a line,
and "@" texts that name the kind of file (@K), the language (@L) and the title (@T).
"""

import io
from collections.abc import Sequence
from typing import Any

from muse_music.notation.lines import Line, lines
from muse_music.theory.meter import TICKS
from muse_music.theory.notes import Song

_PAUSE = 4.0  # seconds without words after which a line is taken away
_HAN = ("\u3400", "\u9fff")


def lrc(song: Song) -> str:
    """Return the words with times; without words, the sections."""
    time = song.time
    made = [f"[ti:{song.title}]"]
    made += [f"[ar:{song.composer}]"] if song.composer else []
    made += [f"[au:{song.poet}]"] if song.poet else []
    made += [f"[length:{_clock(time.seconds(time.length), whole=True)}]", "[re:Muse]"]
    found = lines(song)
    if not found:
        for section in song.sections:
            at = time.seconds(time.start(section.first))
            made.append(f"[{_clock(at)}]♪ {section.label.capitalize()}")
    for place, line in enumerate(found):
        made.append(f"[{_clock(time.seconds(line.start))}]{line.text}")
        end = time.seconds(line.end)
        following = found[place + 1].start if place + 1 < len(found) else time.length
        if time.seconds(following) - end > _PAUSE:
            made.append(f"[{_clock(end)}]")
    return "\n".join(made) + "\n"


def _clock(seconds: float, *, whole: bool = False) -> str:
    """Return a time as LRC writes it: mm:ss.xx, or mm:ss where `whole`."""
    hundredths = round(seconds * 100)
    minutes, rest = divmod(hundredths, 6000)
    if whole:
        return f"{minutes:02}:{rest // 100:02}"
    return f"{minutes:02}:{rest // 100:02}.{rest % 100:02}"


def kar(song: Song, midi: bytes) -> bytes:
    """Return a song's MIDI as karaoke players read it: the words in a track of their own.

    The lyric events and the texts of other kinds are left out: players would show them as words.
    """
    from mido import MetaMessage, MidiFile, MidiTrack

    file = MidiFile(file=io.BytesIO(midi), charset="utf-8")
    for track in file.tracks:
        _without_words(track)
    per_tick = file.ticks_per_beat / TICKS
    head = MidiTrack(
        [
            MetaMessage("track_name", name="Soft karaoke"),
            MetaMessage("text", text="@KMIDI KARAOKE FILE"),
            MetaMessage("text", text="@V0100"),
        ]
    )
    words = MidiTrack([MetaMessage("track_name", name="Words")])
    found = lines(song)
    told = [f"@L{_language(found)}", f"@T{song.title}"]
    told += [f"@T{name}" for name in (song.composer, song.poet) if name]
    words += [MetaMessage("text", text=text) for text in told]
    now = 0
    for tick, text in _texts(found):
        at = round(tick * per_tick)
        words.append(MetaMessage("text", text=text, time=max(0, at - now)))
        now = max(now, at)
    end = round(song.length * per_tick)
    head.append(MetaMessage("end_of_track", time=end))
    words.append(MetaMessage("end_of_track", time=max(0, end - now)))
    file.tracks[1:1] = [head, words]
    buffer = io.BytesIO()
    file.save(file=buffer)
    return buffer.getvalue()


def _texts(found: Sequence[Line]) -> list[tuple[int, str]]:
    """Return the texts of a karaoke track with their ticks."""
    made = []
    section = None
    for place, line in enumerate(found):
        sign = "\\" if place == 0 or line.section is not section else "/"
        section = line.section
        for piece, note in line.pieces():
            made.append((note.start, f"{sign}{piece}"))
            sign = ""
    return made


def _language(found: Sequence[Line]) -> str:
    """Return the language's mark in a karaoke file: Chinese or English."""
    text = "".join(line.text for line in found)
    return "CHIN" if any(_HAN[0] <= sign <= _HAN[1] for sign in text) else "ENGL"


def _without_words(track: Any) -> None:
    """Take the texts and lyrics out of a track; what comes after them keeps its time."""
    kept = []
    passed = 0
    for message in track:
        if message.type in ("lyrics", "text"):
            passed += message.time
            continue
        kept.append(message.copy(time=message.time + passed))
        passed = 0
    track[:] = kept
