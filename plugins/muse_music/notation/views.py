"""What a score shows of a song: all of it, the tune with its chords, the drums, or tablature."""

from dataclasses import dataclass, field, replace
from typing import Any

from muse import RequestError
from muse_music.notation.tablature import Tab, fingered
from muse_music.theory.notes import DRUMS, Part, Song


@dataclass(frozen=True)
class View:
    """A song as it is shown: tablature of its parts (by their place), and what became of it."""

    song: Song
    tabs: dict[int, Tab] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)


def view(song: Song, name: str) -> View:
    """Return what a view shows of a song; RequestError where it has nothing of the kind."""
    if name in ("lead", "chords"):
        return View(replace(song, parts=[leader(song)]))
    if name == "drums":
        drums = [part for part in song.parts if part.program == DRUMS]
        if not drums:
            raise RequestError(
                "view: the piece has no drums", hint="add --drums, or another --view"
            )
        return View(replace(song, parts=drums, chords=[], dynamics=[]))
    return _tab(song) if name == "tab" else View(song)


def leader(song: Song) -> Part:
    """Return the part that has the tune: the one that sings, the melody, or the first."""
    pitched = [part for part in song.parts if part.program != DRUMS] or song.parts
    sings = next((p for p in pitched if any(n.lyric for n in p.notes)), None)
    return sings or next((p for p in pitched if p.role == "melody"), pitched[0])


def _tab(song: Song) -> View:
    """Return guitars and basses on their strings; without a guitar, the tune on one."""
    guitars = [p for p in song.parts if 24 <= p.program < 32]
    basses = [p for p in song.parts if 32 <= p.program < 40 or p.program == 43]
    if not guitars:
        guitars = [replace(leader(song), program=24, instrument="Guitar")]
    found = [fingered(part) for part in (*guitars, *basses) if part.notes]
    if not found:
        raise RequestError("view: there is nothing to finger", hint="take another --view")
    parts = [replace(each.part, name=each.part.name, pedal=[]) for each in found]
    changed = sum(each.changed for each in found)
    facts = {"tablature": f"{changed} notes left out or moved by octaves"} if changed else {}
    return View(replace(song, parts=parts), {i: f.tab for i, f in enumerate(found)}, facts)
