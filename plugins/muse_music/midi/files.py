"""The files of a song: each from the song as written, or from its MIDI file as played."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from muse_music.midi.condition import MidiCondition
from muse_music.theory.notes import Song

if TYPE_CHECKING:
    from muse_music.audio.sound import Sound
    from muse_music.notation.views import View

FORMATS = {
    ".mid": "audio/midi",
    ".musicxml": "application/vnd.recordare.musicxml+xml",
    ".mxl": "application/vnd.recordare.musicxml",
    ".wav": "audio/wav",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
    ".abc": "text/vnd.abc",
    ".cho": "text/x-chordpro",
    ".lrc": "text/x-lrc",
    ".kar": "audio/midi",
    ".zip": "application/zip",
}
"""Suffix -> media type, the default first."""
OPTIONAL = frozenset({".zip"})
"""What is made only where it is named."""
SLOW = frozenset({".musicxml", ".mxl", ".wav", ".png", ".svg", ".pdf", ".zip"})
"""What takes longer than a blink."""

Tick = Callable[[float, str], None]


def made(
    song: Song,
    midi: bytes,
    suffixes: Iterable[str],
    condition: MidiCondition,
    tick: Tick = lambda done, what: None,
) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return suffix -> bytes, and what was measured on them; `tick` is told how far it is (0..1).

    RequestError for a soundfont that can't be read, and for sound of over 20 minutes.
    """
    wanted = list(suffixes)
    files: dict[str, bytes] = {}
    measured: dict[str, Any] = {}
    for place, suffix in enumerate(wanted):

        def step(done: float, what: str, place: int = place) -> None:
            tick((place + done) / len(wanted), what)

        step(0.0, _DOING.get(suffix, "writing"))
        data, facts = _MAKERS[suffix](song, midi, condition, step)
        files[suffix] = data
        measured |= facts
    return files, measured


_DOING = {
    ".wav": "playing the sound",
    ".zip": "playing the parts",
    **dict.fromkeys((".png", ".svg", ".pdf"), "engraving"),
    **dict.fromkeys((".musicxml", ".mxl"), "writing the score"),
}
Made = tuple[bytes, dict[str, Any]]


def _midi(song: Song, midi: bytes, condition: MidiCondition, step: Tick) -> Made:
    return midi, {}


def _musicxml(song: Song, midi: bytes, condition: MidiCondition, step: Tick) -> Made:
    from muse_music.midi.verify import verified
    from muse_music.notation import musicxml
    from muse_music.notation.musicxml import Layout
    from muse_music.notation.views import view

    shown = view(song, condition.view)
    xml = musicxml(shown.song, Layout(tabs=shown.tabs))
    step(0.2, "reading the score back")
    return xml, {**shown.facts, **verified(xml, shown.song)}


def _mxl(song: Song, midi: bytes, condition: MidiCondition, step: Tick) -> Made:
    from muse_music.notation import mxl

    xml, facts = _musicxml(song, midi, condition, step)
    return mxl(xml), facts


def _wav(song: Song, midi: bytes, condition: MidiCondition, step: Tick) -> Made:
    from muse_music.audio.loudness import decibels, loudness

    sound, player = _sound(song, midi, condition, step)
    return sound.wav(), {
        "sound": player,
        "loudness": round(loudness(sound), 1),
        "peak": round(decibels(sound.peak), 1),
    }


def _sound(song: Song, midi: bytes, condition: MidiCondition, step: Tick) -> tuple["Sound", str]:
    """Return the sound of a MIDI file, and who played it; that of a loop runs into its start."""
    from muse_music.sampler import render

    sound, player = render(
        midi,
        font=condition.soundfont,
        synth=condition.synth,
        room=song.room,
        tick=lambda done: step(0.9 * done, "playing the sound"),
    )
    if condition.loop:
        from muse_music.midi.stems import looped

        sound = looped(sound, song.time.seconds(song.length))
    return sound, player


def _zip(song: Song, midi: bytes, condition: MidiCondition, step: Tick) -> Made:
    from muse_music.midi.stems import zipped

    def rendered(data: bytes) -> "Sound":
        return _sound(song, data, condition, lambda done, what: None)[0]

    data = zipped(song, midi, rendered, lambda done: step(done, "playing the parts"))
    return data, {"stems": len(song.parts)}


def _png(song: Song, midi: bytes, condition: MidiCondition, step: Tick) -> Made:
    if condition.view == "roll":
        from muse_music.notation import engrave, roll

        return roll.png(engrave.readable(song)), {}
    from muse_music.notation import engrave

    pages, shown = _drawn(song, condition)
    return engrave.png(pages, check=lambda: step(0.5, "engraving")), _paged(shown, len(pages))


def _svg(song: Song, midi: bytes, condition: MidiCondition, step: Tick) -> Made:
    if condition.view == "roll":
        from muse_music.notation import engrave, roll

        return roll.svg(engrave.readable(song)), {}
    from muse_music.notation import engrave

    pages, shown = _drawn(song, condition)
    return engrave.svg(pages, song.title), _paged(shown, len(pages))


def _pdf(song: Song, midi: bytes, condition: MidiCondition, step: Tick) -> Made:
    from muse_music.notation import engrave

    if condition.view == "roll":
        from muse_music.notation import roll

        return engrave.bound([roll.png(engrave.readable(song))], song.title), {}
    pages, shown = _drawn(song, condition)
    return engrave.pdf(pages, song.title, check=lambda: step(0.5, "engraving")), shown.facts


def _drawn(song: Song, condition: MidiCondition) -> tuple[list[str], "View"]:
    """Return the pages of a score or a chord sheet, and what they show."""
    from muse_music.notation import chordsheet, engrave
    from muse_music.notation.views import view

    shown = view(song, condition.view)
    if condition.view == "chords":
        return chordsheet.drawn(engrave.readable(song)), shown
    return engrave.pages(shown.song, shown.tabs), shown


def _abc(song: Song, midi: bytes, condition: MidiCondition, step: Tick) -> Made:
    from muse_music.notation.abc import abc

    return abc(song).encode(), {}


def _chordpro(song: Song, midi: bytes, condition: MidiCondition, step: Tick) -> Made:
    from muse_music.notation.chordsheet import chordpro

    return chordpro(song).encode(), {}


def _lrc(song: Song, midi: bytes, condition: MidiCondition, step: Tick) -> Made:
    from muse_music.midi.karaoke import lrc

    return lrc(song).encode(), {}


def _kar(song: Song, midi: bytes, condition: MidiCondition, step: Tick) -> Made:
    from muse_music.midi.karaoke import kar

    return kar(song, midi), {}


def _paged(shown: "View", pages: int) -> dict[str, Any]:
    from muse_music.notation.engrave import MOST_PAGES, readable

    facts: dict[str, Any] = {**shown.facts, "pages": pages}
    if pages > MOST_PAGES:
        facts["pages_shown"] = MOST_PAGES
    if readable(shown.song) is not shown.song:
        facts["words"] = "in pinyin: no font here has Chinese"
    return facts


_MAKERS: Mapping[str, Callable[[Song, bytes, MidiCondition, Tick], Made]] = {
    **{".mid": _midi, ".musicxml": _musicxml, ".mxl": _mxl, ".wav": _wav},
    **{".png": _png, ".svg": _svg, ".pdf": _pdf, ".abc": _abc, ".zip": _zip},
    **{".cho": _chordpro, ".lrc": _lrc, ".kar": _kar},
}
