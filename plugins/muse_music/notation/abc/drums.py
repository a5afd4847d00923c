"""The letters of a drum kit in ABC: where each drum stands on the staff, and none twice."""

from collections.abc import Iterable

from muse_music.notation import drumset

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_SIGNS = (("=", 0), ("^", 1), ("_", -1))


def letters(drums: Iterable[int]) -> dict[int, str]:
    """Return a note for each drum (General MIDI pitch): its place, with a sign where it is taken.

    Each has its sign, so that no key changes it.
    """
    found: dict[int, str] = {}
    taken: set[int] = set()
    for drum in sorted(set(drums)):
        step, octave, _ = drumset.place(drum)
        places = [(step, octave)]
        places += [(name, height) for height in (5, 4, 6, 3) for name in _STEPS]
        found[drum] = next(
            sign + note(name, height)
            for name, height in places
            for sign, altered in _SIGNS
            if _new(12 * (height + 1) + _STEPS[name] + altered, taken)
        )
    return found


def _new(pitch: int, taken: set[int]) -> bool:
    if pitch in taken:
        return False
    taken.add(pitch)
    return True


def note(name: str, octave: int) -> str:
    """Return a letter in its octave: C,, to c''."""
    if octave >= 5:
        return name.lower() + "'" * (octave - 5)
    return name + "," * (4 - octave)
