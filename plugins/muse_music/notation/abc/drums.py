"""The letters of a drum kit in ABC: where each drum stands on the staff, and none twice."""

from collections.abc import Iterable, Iterator

from muse_music.notation import drumset

_MAPPED = range(35, 82)  # the drums that %%MIDI drummap takes
_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_SIGNS = (("=", 0), ("^", 1), ("_", -1))


def letters(drums: Iterable[int]) -> dict[int, str]:
    """Return a note for each drum (General MIDI pitch): its place, with a sign where it is taken.

    Each has its sign, so that no key changes it. None has the pitch of another drum: abc2midi would
    map it twice. A drum that finds no place is written at its own pitch.
    """
    kit = sorted(set(drums))
    found: dict[int, str] = {}
    taken = set(kit)
    for drum in kit:
        step, octave, _ = drumset.place(drum)
        places = [(step, octave), *((name, height) for height in (5, 4, 6) for name in _STEPS)]
        free = (each for each in _written(places) if each[1] not in taken)
        own = next(each for each in _written(_around(drum)) if each[1] == drum)
        found[drum], pitch = next(free, own) if drum in _MAPPED else own
        taken.add(pitch)
    return found


def maps(kit: dict[int, str]) -> Iterator[str]:
    """Yield the directives that tell which drum each note of a kit stands for."""
    for drum, name in kit.items():
        if name not in (each for each, pitch in _written(_around(drum)) if pitch == drum):
            yield f"%%MIDI drummap {name.lstrip('=')} {drum}"


def note(name: str, octave: int) -> str:
    """Return a letter in its octave: C,, to c''."""
    if octave >= 5:
        return name.lower() + "'" * (octave - 5)
    return name + "," * (4 - octave)


def _around(pitch: int) -> Iterator[tuple[str, int]]:
    return ((name, pitch // 12 - 1) for name in _STEPS)


def _written(places: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Yield the notes at places of a staff, and their pitches."""
    for name, height in places:
        for sign, altered in _SIGNS:
            yield sign + note(name, height), 12 * (height + 1) + _STEPS[name] + altered
