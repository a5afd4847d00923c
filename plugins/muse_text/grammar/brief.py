"""What a text is to tell, as it was asked for: people, happenings, topics, where, when, how."""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["person", "child", "animal", "creature", "machine", "thing"]
"""What somebody in a text is; a creature is a dragon, a ghost, a fairy."""
Sort = Literal["deed", "state", "want", "fear"]
"""What a happening is."""
Moment = Literal["start", "", "end"]
"""When a happening comes; "" for its place in the order."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody that was asked for.

    `name` is empty where none was given; `role` a noun phrase without an article ("kind fairy",
    "善良的仙女"), `head` its noun; `pronoun` the subject form ("she", "他"), empty where it is
    open. `of` is the place in the brief's people of whom it belongs to ("her dog"), `tie` what it
    is to that one ("dog", "sister"). `group` is the phrase that asked for several at once.
    `traits` are adjectives ("lonely"), `asked` the words that it was read from. `wants` are what
    it longs for ("to be a sheep", of 想飞 "飞"), `fears` what it is afraid of ("fire", "火"), `has`
    what it was said to own, with the article ("an old car"); wants and fears are told once more
    among the brief's happenings, as a kind of their own.
    """

    name: str = ""
    role: str = ""
    head: str = ""
    kind: Kind = "person"
    pronoun: str = ""
    traits: tuple[str, ...] = ()
    of: int | None = None
    tie: str = ""
    group: str = ""
    asked: str = ""
    wants: tuple[str, ...] = ()
    fears: tuple[str, ...] = ()
    has: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that was asked to happen.

    `who` is a place in the brief's people, -1 for all of them, None for nobody of them. English:
    `verb` is a base form and `rest` what follows it ("find", "a hidden letter"); Chinese: `verb`
    is the whole predicate ("发现了一封信"). `thing` is the noun phrase that it is about, with its
    article. `place` says when it comes: "start", "end", or "" for its place in the order. `kind`:
    a deed is done once ("find a letter"); a state is so from the start ("live in a lighthouse",
    "be a nurse"); so is a want ("want", "to be a sheep"; "想飞") and a fear ("be", "afraid of
    fire"). Where `who` is None, `subject` names who or what does it ("the town", "机器人").
    `whom` is the place of the one that is befriended, met or loved, where they are one of the
    people ("the seal" in `rest`).
    """

    who: int | None
    verb: str
    rest: str = ""
    thing: str = ""
    place: Moment = ""
    asked: str = ""
    kind: Sort = "deed"
    subject: str = ""
    whom: int | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text is about: the phrase as asked, its head noun, and the lexicon's concept."""

    phrase: str
    head: str
    concept: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """All that was asked for, read and cleaned; empty fields are free to be chosen.

    `world` and `period` are names of the tables in `worlds/` and of `PERIODS`; `setting` the place
    in the user's words; `include` words that have to occur; `salt` makes the texts of two requests
    differ under one seed. `key` is that by which the text is marked; "" for none.
    """

    language: str
    form: str = "story"
    people: tuple[Person, ...] = ()
    happenings: tuple[Happening, ...] = ()
    topics: tuple[Topic, ...] = ()
    setting: str = ""
    world: str = ""
    period: str = ""
    season: str = ""
    genre: str = ""
    mood: str = ""
    ending: str = ""
    children: bool = False
    first_person: bool = False
    title: str = ""
    include: tuple[str, ...] = ()
    dedication: str = ""
    occasion: str = ""
    length: str = "medium"
    words: int | None = None
    chapters: int | None = None
    lines: int | None = None
    stanzas: int | None = None
    pieces: int = 1
    verse: str = ""
    salt: str = field(default="", repr=False)
    key: str = field(default="", repr=False)


PERIODS = ("ancient", "medieval", "old", "1920s", "wartime", "modern", "future", "timeless")
"""When a text plays; old is the time of candles, carriages and sailing ships, after the knights."""
GENRES = (
    *("adventure", "comedy", "fable", "fantasy", "horror", "love", "mystery", "science-fiction"),
    *("slice-of-life", "wuxia", "tragedy", "coming-of-age", "war", "western"),
)
MOODS = ("warm", "sad", "comic", "frightening", "tender")
ENDINGS = ("happy", "sad", "twist", "open")
