"""What words become: concepts, mentions of them, and a prompt as it was understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from muse import Found


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that can be painted: the element that paints it, and what it implies.

    `home` is where it is at home when the picture is of it (room, table, street, outdoors,
    underwater, space), `flock` the element that paints more than two of it, `living` what lives
    (person, animal), `group` several under one name (a village), `worn` a garment, `held` what a
    hand may hold, `cradled` who lies in both arms, `alone` what is a thing only where no other is
    named (a hand), `traits` the values of data/traits.toml that the word itself gives ("old man").
    """

    name: str
    element: str
    kind: str = ""
    count: int | None = None
    most: int = 1
    style: str | None = None
    time: str | None = None
    season: str | None = None
    weather: str | None = None
    also: tuple[str, ...] = ()
    home: str | None = None
    living: str | None = None
    flock: str = ""
    group: bool = False
    worn: bool = False
    held: bool = False
    alone: bool = False
    cradled: bool = False
    traits: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept that a prompt names, and what is said of it; None where nothing is.

    `number` and `amount` (few, many, group, plural) are how many, `side` (left, centre, right),
    `level` (high, low) and `distance` (near, far) where, `size` (tiny .. huge) how large;
    `colours` are names of data/hues.toml. `relation` is (a name of RELATIONS, the index of another
    mention of the prompt); between two things it is the first of two that follow each other;
    `relations` are all that are said, of which `relation` is the first.
    `traits` are what is said of a person or an animal, `wears` and `holds` what belongs to it.
    """

    concept: Concept
    number: int | None = None
    side: str | None = None
    distance: str | None = None
    level: str | None = None
    amount: str | None = None
    size: str | None = None
    colours: tuple[str, ...] = ()
    relation: tuple[str, int] | None = None
    relations: tuple[tuple[str, int], ...] = ()
    traits: Mapping[str, str] = field(default_factory=dict, hash=False)
    wears: tuple["Mention", ...] = ()
    holds: tuple["Mention", ...] = ()


RELATIONS = (
    "on", "in", "under", "beside", "behind", "before", "between", "riding", "holding", "wearing",
    "above", "looking_at", "with",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """A prompt as it was understood: what to paint, what to leave out, what was not understood.

    `view` is how the subject is seen (close-up, bust, half, full, wide, above, below), `plain`
    whether nothing surrounds it ("white background", "sticker"), `subject` the index of the mention
    that the picture is of, `lettering` the texts that are to be written in the picture.
    """

    mentions: tuple[Mention, ...]
    absent: frozenset[str]
    fields: Mapping[str, Found]
    not_understood: tuple[str, ...]
    rhythm: str | None = None
    view: str | None = None
    plain: bool = False
    centred: bool = False
    subject: int | None = None
    lettering: tuple[str, ...] = ()
    meant: Mapping[str, str] = field(default_factory=dict, hash=False)
