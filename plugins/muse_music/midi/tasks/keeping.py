"""Parts of a handed-in piece that stay as they are, while the others are composed anew."""

from collections.abc import Sequence
from dataclasses import replace

from muse import RequestError
from muse_music.midi.casting import PARTS
from muse_music.midi.form.harmonise import harmonise
from muse_music.midi.plan import Settings
from muse_music.midi.tasks.piece import Piece
from muse_music.midi.tasks.players import accompaniment
from muse_music.theory import gm
from muse_music.theory.notes import DRUMS, Note, Part, Song

_CALLED = {"drum": "drums", "percussion": "drums", "鼓": "drums", "pad": "strings"}


def kept(piece: Piece, names: Sequence[str]) -> list[Part]:
    """Return the parts of a piece that stay, the tune's own left out; RequestError if one isn't
    there.
    """
    found: list[Part] = []
    told = {}
    wanted = [_called(text) for text in names]
    for part in accompaniment(piece.parts, piece.tune):
        role = _role(part.name, part.program)
        told[part.name] = role
        if role in wanted or part.name.lower() in (text.lower() for text in names):
            found.append(replace(part, role=role))
    have = {part.role for part in found} | {part.name.lower() for part in found}
    for text in names:
        if _called(text) not in {"melody", *have} and text.lower() not in have:
            roles = ", ".join(dict.fromkeys(["melody", *told.values()]))
            raise RequestError(f"keep: the piece has no part {text[:40]}", hint=f"it has {roles}")
    return found


def _called(text: str) -> str:
    name = text.strip().lower()
    return PARTS.get(name) or _CALLED.get(name, name)


def _role(name: str, program: int) -> str:
    """Return what a part of a file plays: by its name, as Muse names parts, else its instrument."""
    if program == DRUMS:
        return "drums"
    called = _called(name.partition(":")[0])
    if called in ("chords", "strings", "bass", "melody"):
        return called
    role = gm.role(program)
    return "strings" if role == "chords" and 48 <= program < 56 else role


def harmonised(settings: Settings, piece: Piece, parts: Sequence[Part]) -> Settings:
    """Return the settings with the chords that the kept parts and the tune suggest."""
    pitched = [note for part in parts if part.program != DRUMS for note in part.notes]
    if settings.chords or not pitched:
        return settings
    notes = sorted([*piece.tune, *pitched], key=lambda note: note.start)
    bars = harmonise(notes, settings.time, settings.style)
    return replace(settings, chords=tuple(map(tuple, bars)))


def joined(song: Song, parts: Sequence[Part]) -> Song:
    """Return a song with the kept parts in the place of those that play the same."""
    roles = {part.role for part in parts}
    own = [part for part in song.parts if part.role not in roles - {"melody"}]
    return replace(song, parts=[*own, *(_within(part, song.length) for part in parts)])


def _within(part: Part, length: int) -> Part:
    notes: list[Note] = [note for note in part.notes if note.start < length]
    return replace(part, notes=notes)
