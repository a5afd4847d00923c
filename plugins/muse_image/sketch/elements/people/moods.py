"""What an expression does to a face."""

from dataclasses import dataclass

from .card import Person


@dataclass(frozen=True, slots=True)
class Mood:
    """How an expression moves brows, lids and mouth; lengths in units of the head's height.

    `inner`, `outer`: how far the ends of the brows rise; `open`: how far the eyes are open (1: as
    in rest); `squint`: how far the lower lids rise; `corner`: how far the corners of the mouth
    rise (1: a smile); `gape`: how far the mouth is open; `broad`: its width; `teeth`: whether they
    show; `cheek`: how high and red the cheeks are; `wink`: one eye is closed.
    """

    inner: float = 0.0
    outer: float = 0.0
    open: float = 1.0
    squint: float = 0.0
    corner: float = 0.4
    gape: float = 0.0
    broad: float = 1.0
    teeth: bool = False
    cheek: float = 0.3
    wink: bool = False


MOODS = {"neutral": Mood(), "smile": Mood(0.0, 0.006, 0.94, 0.25, 1.0, 0.0, 1.16, False, 0.75),
    "laugh": Mood(0.006, 0.014, 0.66, 0.6, 1.15, 0.75, 1.3, True, 1.0),
    "sad": Mood(0.026, -0.014, 0.8, 0.0, -0.85, 0.0, 0.9, False, 0.2),
    "angry": Mood(-0.03, 0.012, 0.82, 0.3, -0.6, 0.0, 0.92, False, 0.35),
    "surprised": Mood(0.034, 0.034, 1.28, 0.0, 0.1, 0.8, 0.62, False, 0.3),
    "afraid": Mood(0.038, 0.006, 1.22, 0.0, -0.5, 0.42, 0.86, True, 0.1),
    "asleep": Mood(0.0, -0.004, 0.0, 0.0, 0.35, 0.0, 0.95, False, 0.45),
    "wink": Mood(0.004, 0.01, 0.96, 0.25, 1.0, 0.0, 1.16, False, 0.75, True)}  # fmt: skip


OTHERS = {"cry": "sad", "sleepy": "asleep", "happy": "smile"}
"""Expressions of animals -> those of people that are nearest."""


def mood(p: Person) -> Mood:
    """Return what a person's expression, or singing, does to the face."""
    made = MOODS.get(OTHERS.get(p.expression, p.expression), MOODS["neutral"])
    if p.pose == "sing" and not made.gape:
        return Mood(0.02, 0.01, 0.8, 0.1, 0.2, 0.7, 0.72, True, 0.5)
    return made
