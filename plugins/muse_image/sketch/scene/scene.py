"""The scene: what is in the picture, decided from words and fields before any place is given."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ..catalogue import spec
from ..words import Concept, Mention, Words, concepts, left_out, understand
from .alike import alike, another, without_circles
from .guests import Guest, called, meet
from .habitats import habitat
from .staging import acts, staged
from .swaps import swapped
from .things import Scene, Thing

__all__ = ["Scene", "Thing", "scene"]

WATERS = ("lake", "sea", "river")
GROUNDS = ("meadow", "desert", "beach", "terraces")
AFLOAT = ("swan", "lotus", "island", "reeds", "pier")
HEIGHTS = ("hills", "mountains", "cliffs", "mesa")
OUTSIDE = ("landscape", "outdoors")
"""Stages that are landscapes."""
SIZES = {"tiny": 0.45, "small": 0.68, "large": 1.35, "tall": 1.3, "huge": 1.9}


MOST = 24
"""Kinds of things in one picture."""
ALONE = ("mandala", "pattern", "current", "galaxy", "planet")
"""Figures of abstract compositions, which no scene holds."""


def scene(
    prompt: str,
    negative: str = "",
    *,
    time: str,
    season: str,
    weather: str,
    mood: str,
    palette: str,
    cards: Sequence[Guest] = (),
    lot: int = 0,
    framing: str | None = None,
    room: str | None = None,
) -> Scene:
    """Return the scene of a prompt; the fields were resolved before and win over its words.

    `lot` draws the place of whom no words give one.
    `cards` are of those whose names or kinds the prompt has, or of some who are added.
    `framing` and `room` are those of the condition.
    """
    plain = called(prompt, cards)
    words = understand(plain)
    out = left_out(negative)
    absent = set(words.absent | out)
    notes: list[str] = []
    for word, meant in words.meant.items():
        notes.append(f"{word}: did you mean {meant}?")
    things: list[Thing] = []
    index: dict[int, int] = {}
    left: list[str] = []
    for number, mention in enumerate(words.mentions):
        if mention.concept.name in absent:
            continue
        if len(things) >= MOST:
            left.append(mention.concept.name.replace("_", " "))
            continue
        thing = _thing(_without(mention, out), words, notes)
        other = another(number, mention, words)
        same = None if other else next((t for t in things if alike(t, thing)), None)
        if same is None:
            index[number] = len(things)
            things.append(thing)
        else:
            index[number] = things.index(same)
            if thing.kind == "waves":
                things[index[number]] = thing
            elif same.relation is None and thing.relation is not None:
                things[index[number]] = replace(same, relation=thing.relation)
        for name in mention.concept.also:
            if name not in absent and not any(t.name == name for t in things):
                things.append(replace(_added(name), side=thing.side, on=thing.on))
    if left:
        names = ", ".join(dict.fromkeys(left[:12]))
        notes.append(f"No room for: {names}; {MOST} kinds are painted.")
    things = [_related(thing, index) for thing in things]
    things = without_circles(things)
    things = [_joined(thing, things) for thing in things]
    if cards:
        where = meet(things, cards, prompt, plain, notes)
        index = {mention: where[at] for mention, at in index.items()}
    if not things and _weather_is_scene(weather, words.fields):
        things.append(_added("hills"))
    elif not things and _season_is_scene(words):
        things.append(_added("hills"))
    if not things:
        return Scene(
            (), frozenset(absent), time, season, weather, mood, palette, True, tuple(notes)
        )
    if words.rhythm == "galaxy" and time == "night":
        things.append(_added("milky_way"))
    elif words.rhythm == "planet":
        things.append(_added("ringed_planet"))
    elif words.rhythm in ALONE:
        notes.append(f"{words.rhythm}: painted only alone, not together with other things.")
    if words.view != "wide":
        swapped(things, absent, _added)
    setting = staged(things, words, index)
    if setting.stage == "outdoors" and not any(not acts(t) for t in things):
        things += [_added(name) for name in habitat(things, setting.lead, absent, lot)]
    if setting.stage in OUTSIDE:
        things += _needed(things, absent, time, weather)
    return Scene(
        tuple(things), frozenset(absent), time, season, weather, mood, palette, notes=tuple(notes),
        stage=setting.stage, cast=setting.cast, lead=setting.lead, view=words.view,
        plain=words.plain, centred=words.centred, framing=framing, room=room,
    )  # fmt: skip


def _without(mention: Mention, out: Collection[str]) -> Mention:
    """Return a mention without what isn't to be worn and held."""
    return replace(
        mention,
        wears=tuple(worn for worn in mention.wears if worn.concept.name not in out),
        holds=tuple(held for held in mention.holds if held.concept.name not in out),
    )


def _joined(thing: Thing, things: list[Thing]) -> Thing:
    """Return a thing that is where its company is: a girl with a cat on a bench is on it too."""
    if thing.relation is None or thing.relation[0] != "with":
        return thing
    other = things[thing.relation[1]].relation
    if other is None or other[0] not in ("on", "in", "under") or things[other[1]] is thing:
        return thing
    return replace(thing, relation=other)


def _related(thing: Thing, index: Mapping[int, int]) -> Thing:
    """Return a thing whose relation names the other by its index in the scene."""
    if thing.relation is None:
        return thing
    relation, other = thing.relation
    second = index.get(thing.second) if thing.second is not None else None
    told = (relation, index[other]) if other in index else None
    return replace(thing, relation=told, second=second)


def _season_is_scene(words: Words) -> bool:
    """Whether words such as "autumn evening" stand alone; "jazz at midnight" is no landscape."""
    named = "time" in words.fields or "season" in words.fields
    return named and not words.not_understood and words.rhythm is None


def _weather_is_scene(weather: str, fields: Iterable[str]) -> bool:
    return "weather" in fields and weather in ("snow", "rain", "fog", "storm", "cloudy")


def _thing(mention: Mention, words: Words, notes: list[str]) -> Thing:
    concept = mention.concept
    count = mention.number
    if count is None:
        usual = concept.count or 1
        by_amount = {
            "few": min(3, concept.most),
            "many": concept.most,
            "group": max(usual, min(7, concept.most)),
            "plural": max(usual, min(3, concept.most)),
        }
        count = by_amount.get(mention.amount or "", usual)
    if concept.group:
        count = concept.count or 1
    name = concept.name.replace("_", " ")
    if concept.count is None:
        if mention.number is not None and mention.number > 1:
            notes.append(f"{name}: painted once, not {mention.number} times.")
        count = 1
    elif count > concept.most:
        notes.append(f"{name}: {concept.most} are painted, not {count}; more don't fit.")
        count = concept.most
    if concept.flock and count > 2:
        concept = replace(concept, element=concept.flock, kind="")
    distance, on = mention.distance, None
    if mention.relation and spec(concept.element).role in ("land", "afloat"):
        relation, other = mention.relation
        below = words.mentions[other].concept.element
        if relation == "on" and below in HEIGHTS:
            on = "hill"
        elif relation == "under" and below == "bridge":
            on = "under"
        distance = distance or {"behind": "far", "before": "near"}.get(relation)
    return Thing(
        concept.name, concept.element, concept.kind, max(1, count), mention.side, distance,
        True, mention.level, SIZES.get(mention.size or "", 1.0), mention.colours, on,
        mention.relation, _second(mention), concept.home, concept.living,
        {**concept.traits, **mention.traits},
        tuple(_thing(worn, words, notes) for worn in mention.wears),
        tuple(_thing(held, words, notes) for held in _in_hands(mention, notes)),
        mention.number is not None and not concept.group,
    )  # fmt: skip


def _second(mention: Mention) -> int | None:
    """Return the mention at the other side of what is between two."""
    ends = [other for name, other in mention.relations if name == "between"]
    return ends[1] if len(ends) > 1 else None


def _in_hands(mention: Mention, notes: list[str]) -> tuple[Mention, ...]:
    """Return what somebody holds, two of one thing as one in each hand."""
    if len(mention.holds) != 1:
        return mention.holds
    (held,) = mention.holds
    asked = held.number or 1
    number = min(asked, 1 if held.concept.cradled else 2)
    if asked > number:
        name = held.concept.name.replace("_", " ")
        notes.append(f"{name}: {number} in the hands, not {asked}; more don't fit.")
    return (replace(held, number=None),) * number if number else ()


def _added(name: str) -> Thing:
    concept: Concept = concepts()[name]
    return Thing(
        name, concept.element, concept.kind, concept.count or 1, asked=False, home=concept.home,
        living=concept.living, traits=concept.traits,
    )  # fmt: skip


def _needed(things: list[Thing], absent: set[str], time: str, weather: str) -> list[Thing]:
    """Return what the scene needs to stand on: water under a boat, a moon for the night."""
    has = {thing.element for thing in things}
    more: list[Thing] = []

    def add(name: str) -> None:
        thing = _added(name)
        if name not in absent and thing.element not in has:
            has.add(thing.element)
            more.append(thing)

    if has & {"lighthouse", "beach"} and not has & set(WATERS):
        add("sea")
    if "quay" in has and not has & set(WATERS):
        add("sea")
    floats = {name for name in has if spec(name).role == "afloat" and name != "bridge"}
    if (has & set(AFLOAT) or floats) and not has & set(WATERS):
        add("lake")
    dark = time in ("night", "dusk", "sunset")
    if "city" in has and dark and not has & {*WATERS, *GROUNDS, "street", "hills", "mountains"}:
        add("lake")  # a harbour front: the lights have something to shine into
    if "waterfall" in has and not has & set(WATERS):
        add("lake")
    if any(thing.kind == "hanging" for thing in things) and not has & {"lake", "sea"}:
        add("sea")
    if "bridge" in has and not has & set(WATERS):
        add("river")
    if time == "night" and not has & {"moon", "sun", "aurora", "fireworks"}:
        add("moon")
    if time == "night" and "moon" not in absent:
        add("stars")
    if time in ("sunset", "dawn") and weather == "clear" and not has & {"moon", "sun"}:
        add("sun")
    return more
