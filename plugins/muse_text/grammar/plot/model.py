"""What a plot is made of; no words of a language are in it."""

from dataclasses import dataclass

from ..brief import Brief, Person

WANTS = (
    *("find", "keep", "reach", "make", "win", "mend", "learn", "leave"),
    *("belong", "save", "know", "let-go"),
)
"""What a hero may want: to find or keep a thing, reach a place, make something, win a contest or
somebody, mend what is broken, learn a skill, leave, belong, save somebody, know the truth, let
go."""
FLAWS = (
    *("pride", "fear", "secrecy", "stubbornness", "haste", "distrust", "envy", "politeness"),
    *("counting", "doubt", "greed", "idleness"),
)
"""What a hero has to get over; counting is keeping accounts of what others owe."""
FORCES = (
    *("weather", "rival", "rule", "beast", "debt", "illness", "theft", "machine"),
    *("lie", "distance", "crowd", "time"),
)
"""What stands against a hero from outside; beast is an animal or a creature, time a last day."""
TIES = ("friend", "love", "rival", "mentor", "kin", "pet", "stranger", "enemy", "ward")
"""What the second of the cast is to the hero; a ward is somebody the hero looks after."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One step of a plot: a key of the rules (`story.KIND`), and what holds in it.

    `scene` is the place in the plot's scenes, `happening` that of what was asked for, if it is
    told here, `topic` that of the topic that comes up; `who` are places in the cast.
    """

    kind: str
    features: frozenset[str] = frozenset()
    scene: int = 0
    happening: int | None = None
    topic: int | None = None
    who: tuple[int, ...] = (0, 1)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when some beats play, in what mood.

    `where`: home, spot (where the two meet), road, far, asked (the setting in the user's words);
    `when`: morning, noon, evening, night; `mood`: calm, curious, glad, tense, low, bright.
    """

    where: str
    when: str
    mood: str
    chapter: int = 0


@dataclass(frozen=True, slots=True)
class Plot:
    """Who wants what, against what, and the beats that tell it, in their order."""

    brief: Brief
    cast: tuple[Person, ...]
    want: str
    flaw: str
    force: str
    tie: str
    shape: str
    mood: str
    ending: str
    scenes: tuple[Scene, ...]
    beats: tuple[Beat, ...]

    @property
    def features(self) -> frozenset[str]:
        """What conditions of rules may ask for in every beat."""
        brief = self.brief
        found = {
            "whole",
            f"want-{self.want}",
            f"flaw-{self.flaw}",
            f"force-{self.force}",
            f"tie-{self.tie}",
            f"shape-{self.shape}",
            f"mood-{self.mood}",
            f"ending-{self.ending}",
            f"hero-{self.cast[0].kind}",
            f"form-{brief.form}",
            f"length-{brief.length}",
        }
        if self.cast[1:]:
            found.add(f"other-{self.cast[1].kind}")
        for name in ("world", "period", "season", "genre", "occasion"):
            if value := getattr(brief, name):
                found.add(f"{name}-{value}")
        for name in ("children", "first_person", "setting", "title", "dedication"):
            if getattr(brief, name):
                found.add(name.replace("_", "-"))
        if brief.topics:
            found.add("topic")
        if brief.happenings:
            found.add("asked")
        return frozenset(found)
