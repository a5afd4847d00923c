"""What good music measures like: the range in which the mean of each measure has to lie."""

from collections.abc import Mapping

from muse_music.midi.style import Style

BOTH = (float("-inf"), float("inf"))
GATES: Mapping[str, tuple[float, float]] = {
    "meter evidence": (0.9, BOTH[1]),
    "meter recovered": (0.85, 1.0),
    "downbeat onsets": (0.95, 1.0),
    "steps": (0.35, 0.70),
    "leaps": (0.0, 0.25),
    "octave leaps": (0.0, 0.01),
    "repeated pitch": (0.03, 0.35),
    "range": (8, 20),
    "in key": (0.97, 1.0),
    "bar repetition": (0.15, 0.50),
    "distinct rhythms": (0.15, 0.65),
    "similarity 4 and 8": (2.0, BOTH[1]),
    "groove": (0.75, 0.97),
    "final tonic": (1.0, 1.0),
    "final on beat": (1.0, 1.0),
    "final length": (1.3, BOTH[1]),
    "chord tones": (0.75, 1.0),
    "bass on root": (0.90, 1.0),
    "minor ninths": (0.0, 0.0),
    "kick on 1": (0.95, 1.0),
    "backbeat": (0.95, 1.0),
    "empty beats": (0.0, 0.02),
    "contrast": (1.15, BOTH[1]),
}
"""Measure -> lowest and highest mean over the seeds."""

SINGLE = ("final tonic", "final on beat", "octave leaps", "playable")
"""Measures that hold for every seed by itself."""


BACKBEAT = ("pop", "rock")
"""Styles that live on kick and snare; others have drums of their own."""

SQUARE = ("ballad", "classical", "folk", "march", "waltz")
"""Styles whose notes lie on the beats, as in the old tunes that meters are known from."""


def of(name: str, style: Style) -> dict[str, tuple[float, float]]:
    """Return the gates of a style: the usual ones, or its own where it gives a reason."""
    own = {measure: (low, high) for measure, (low, high, _) in style.gates.items()}
    usual = dict(GATES)
    if name not in BACKBEAT:
        del usual["backbeat"], usual["kick on 1"]
    if name not in SQUARE:
        del usual["meter evidence"], usual["meter recovered"]
    return {**usual, **own}
