"""Signs at notes: articulations, ornaments, slurs and slides, as MusicXML's notations."""

from collections.abc import Sequence

from muse_music.notation.staves import Chord

_ARTICULATIONS = frozenset(
    {
        *("accent", "strong-accent", "staccato", "tenuto", "detached-legato", "staccatissimo"),
        *("spiccato", "scoop", "plop", "doit", "falloff", "breath-mark", "caesura", "stress"),
    }
)
_ORNAMENTS = frozenset(
    {"trill-mark", "mordent", "inverted-mordent", "turn", "inverted-turn", "shake", "tremolo"}
)
_LAST = frozenset({"fermata", "falloff", "doit", "breath-mark", "caesura"})
"""Signs that stand at the end of what is tied together; the others at its start."""


def bound(line: Sequence[Chord]) -> dict[int, tuple[str, str]]:
    """Return what starts and stops at chords of a voice: place -> at its first, last value."""
    found: dict[int, tuple[str, str]] = {}
    slurred = False
    for place, chord in enumerate(line):
        first = last = ""
        following = line[place + 1] if place + 1 < len(line) else None
        if place and _marked(chord, "slide"):
            first += '<slide type="stop" number="1"/>'
        if following is not None and _marked(following, "slide"):
            last += '<slide type="start" line-type="solid" number="1"/>'
        on = following is not None and _marked(chord, "slur")
        if on and not slurred:
            first += '<slur type="start" number="1"/>'
        elif slurred and not on:
            last += '<slur type="stop" number="1"/>'
        slurred = on
        if first or last:
            found[place] = first, last
    return found


def _marked(chord: Chord, mark: str) -> bool:
    return any(mark in note.marks for note in chord.notes)


def signs(chord: Chord, *, first: bool, last: bool) -> str:
    """Return the notations of a chord's own signs, at its first or last written value."""
    marks = dict.fromkeys(m for n in chord.notes for m in n.marks)
    own = [m for m in marks if (last if m in _LAST else first)]
    made = ""
    if ornaments := [m for m in own if m in _ORNAMENTS]:
        written = (
            '<tremolo type="single">3</tremolo>' if m == "tremolo" else f"<{m}/>" for m in ornaments
        )
        made += f"<ornaments>{''.join(written)}</ornaments>"
    if "bend" in own:
        made += "<technical><bend><bend-alter>2</bend-alter></bend></technical>"
    if articulations := [m for m in own if m in _ARTICULATIONS]:
        made += f"<articulations>{''.join(f'<{m}/>' for m in articulations)}</articulations>"
    if "fermata" in own:
        made += '<fermata type="upright"/>'
    return made
