"""What moods do to music: data. A mood never overrules what was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mood:
    """A mood: factors on tempo, density, loudness, semitones of register, and the mode it likes.

    `style` is taken when none is asked for; `pace` moves the tempo within the style's range from 0
    (slowest) to 1; `colour` gives progressions by mode that are taken instead of the style's;
    `great` brings great drums.
    """

    style: str = "pop"
    pace: float = 0.5
    density: float = 1.0
    loud: float = 1.0
    register: int = 0
    mode: str = ""
    colour: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    legato: float = 1.0
    great: bool = False


MOODS = {
    "happy": Mood(pace=0.75, density=1.1, loud=1.06, register=2, mode="major"),
    "sad": Mood(style="ballad", pace=0.15, density=0.8, loud=0.85, register=-2, mode="minor"),
    "calm": Mood(style="ballad", pace=0.1, density=0.7, loud=0.8, register=-1, mode="major"),
    "tense": Mood(
        style="classical",
        pace=0.8,
        density=1.1,
        loud=1.05,
        register=-2,
        mode="minor",
        colour={"minor": ("i | bII | i | V", "i | i | bVI | V")},
    ),
    "epic": Mood(
        style="classical",
        pace=0.55,
        density=0.9,
        loud=1.15,
        mode="minor",
        colour={
            "minor": ("i | bVI | bIII | bVII", "bVI | bVII | i | i"),
            "major": ("I | V | vi | IV", "I | bVI | bVII | I"),
        },
        great=True,
    ),
    "romantic": Mood(style="ballad", pace=0.25, density=0.95, loud=0.92, mode="major", legato=1.04),
    "dark": Mood(
        style="electronic",
        pace=0.25,
        density=0.85,
        loud=0.95,
        register=-4,
        mode="minor",
        colour={"minor": ("i | bVI | iv | V", "i | bII | bVI | V")},
    ),
    "playful": Mood(style="folk", pace=0.8, density=1.2, register=3, mode="major", legato=0.7),
    "dreamy": Mood(
        style="lofi",
        pace=0.15,
        density=0.75,
        loud=0.85,
        register=1,
        mode="major",
        colour={"major": ("Imaj7 | IVmaj7 | Imaj7 | IVmaj7", "Imaj7 | iii7 | IVmaj7 | iv6")},
    ),
    "energetic": Mood(style="rock", pace=0.95, density=1.2, loud=1.12),
}
