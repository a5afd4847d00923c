"""Planning before writing: theme -> genre, plot, fault, cast -> facts for the templates."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from types import ModuleType
from typing import Any

from . import chinese, english, packs
from .cast import Character

LANGUAGES: Mapping[str, ModuleType] = {"en": english, "zh": chinese}
CAST = 2
"""How many characters a plot needs; the others look on."""


@dataclass(frozen=True)
class Plan:
    """What a text is going to tell: decided before its first sentence.

    `kind` is what a theme is that no pack knows: a key of `kinds.toml`; empty where it is known, or
    where it can't be told.
    """

    language: str
    genre: str
    plot: str
    fault: str
    mood: str
    theme: str
    themes: tuple[str, ...]
    cast: tuple[Character, ...]
    facts: Mapping[str, str | list[str]]
    kind: str = ""

    @property
    def surface(self) -> ModuleType:
        """The rules of the language: english or chinese."""
        return LANGUAGES[self.language]


@dataclass(frozen=True)
class Wish:
    """What was asked for, cleaned: `words` is all of it in one string, for the choice of packs."""

    language: str
    theme: str = ""
    characters: tuple[str, ...] = ()
    setting: str = ""
    mood: str | None = None
    words: str = ""


def make(wish: Wish, random: Random) -> Plan:
    """Plan a text: the same wish and the same randomness give the same plan."""
    genre = _genre(wish, packs.count_cues(wish.language, "genre", wish.words), random)
    pack = packs.genre(wish.language, genre)
    counted = packs.count_cues(wish.language, "theme", wish.words)
    themes = tuple(sorted(counted, key=lambda name: -counted[name]))
    cast = tuple(_cast(wish, pack, random))
    plot = _plot(wish, pack, themes, cast, random)
    fault = random.choice(sorted(packs.table(wish.language, "faults")))
    mood = wish.mood or random.choice(("warm", "warm", "sad"))
    facts = {
        **_world(wish, pack, plot, random),
        **_people(wish.language, cast),
        **_flat(packs.table(wish.language, "faults")[fault], "fault", random),
        **_flat(packs.table(wish.language, "common")["endings"][mood], "ending", random),
    }
    if wish.theme:
        facts["theme"] = wish.theme
        facts["theme.title"] = LANGUAGES[wish.language].title(wish.theme)
    named = packs.count_cues(wish.language, "theme", wish.theme)
    kind = LANGUAGES[wish.language].kind(wish.theme) if wish.theme and not named else ""
    return Plan(wish.language, genre, plot, fault, mood, wish.theme, themes, cast, facts, kind)


def _genre(wish: Wish, counted: Mapping[str, int], random: Random) -> str:
    """Return the genre that the request names most; one of them all when it names none."""
    if counted:
        most = max(counted.values())
        return random.choice(sorted(name for name, n in counted.items() if n == most))
    known = packs.names(wish.language, "genres")
    return random.choice([n for n in known if packs.genre(wish.language, n).get("default")])


def _plot(
    wish: Wish,
    pack: Mapping[str, Any],
    themes: Sequence[str],
    cast: Sequence[Character],
    random: Random,
) -> str:
    """Return a plot that carries the first theme that wants a particular one."""
    known = packs.table(wish.language, "themes")
    no = pack.get("no_plots", ())  # plots that the world has no room for: no quests in a city
    wanted: list[str] = next(
        (known[theme]["plots"] for theme in themes if known[theme]["plots"]), []
    )
    if LANGUAGES[wish.language].thing(wish.theme):
        wanted = ["quest", "mystery"]
    others = [name for name in packs.names(wish.language, "plots") if name != "love"]
    instead = [plot for theme in themes for plot in known[theme].get("else", ())]
    for plots in (wanted, instead, others):
        if fitting := [name for name in plots if name not in no]:
            return str(random.choice(fitting))
    return others[0]


def _cast(wish: Wish, pack: Mapping[str, Any], random: Random) -> list[Character]:
    """Return everybody who was asked for, with names and pronouns, and who is still missing."""
    surface = LANGUAGES[wish.language]
    wanted = [(asked, part) for asked in wish.characters for part in surface.parse(asked)]
    wanted += [("", {}) for _ in range(CAST - len(wanted))]
    taken = {str(part["name"]) for _, part in wanted if part.get("name")}
    names = [n.rsplit(" ", 1) for n in random.sample(pack["names"], len(pack["names"]))]
    names = [n for n in names if n[0] not in taken]
    roles = random.sample(pack["roles"], len(pack["roles"]))
    cast: list[Character] = []
    for asked, part in wanted:
        head, name = str(part.get("head", "")), str(part.get("name", ""))
        role = str(part.get("role", "")) or (roles.pop() if roles else "")
        fixed = bool(head or name)
        if fixed:
            pronoun = surface.pronoun(head or role, name, random)
        else:
            # Two people of different pronouns are easier to tell apart.
            other = cast[0].pronoun if cast else ""
            pronoun = next((n[1] for n in names if n[1] != other), "she")
        if not name:
            name = _name(names, pronoun)
        cast.append(
            Character(
                name=name,
                role=role,
                head=head or surface.parse(role)[0].get("head", ""),
                pronoun=pronoun,
                asked=asked,
                group=str(part.get("group", "")),
                kin=bool(part.get("kin", False)),
                named=bool(part.get("name")),
                first=bool(part.get("first", True)),
            )
        )
    return cast


def _name(names: list[list[str]], pronoun: str) -> str:
    """Take a name of a pronoun from the list; any name when none is left."""
    found = next((n for n in names if n[1] == pronoun), names[0])
    names.remove(found)
    return found[0]


def know_each_other(language: str, cast: Sequence[Character]) -> bool:
    """Whether the first two know each other from the start: as a group does, or a family."""
    one, two = cast[:CAST]
    family = packs.table(language, "words")["family"].split()
    his = two.asked.lower().startswith(("his ", "her "))
    kin = two.head in family and (one.head in family or his)
    return (one.kin and two.kin) or kin


def _people(language: str, cast: Sequence[Character]) -> dict[str, str | list[str]]:
    """Return what templates may call the characters: hero, other and the rest by number."""
    surface = LANGUAGES[language]
    facts: dict[str, str | list[str]] = {}
    heads = [who.head for who in cast]
    for place, who in enumerate(cast):
        prefix = ("hero", "other")[place] if place < CAST else f"extra{place - CAST}"
        facts.update(surface.facts(prefix, who, heads.count(who.head) == 1))
    if know_each_other(language, cast):
        facts["known"] = "told"
    facts["they"] = surface.plural([who.pronoun for who in cast[:CAST]])
    # Both in one phrase: "two robots, Ada and Rook" or "a fairy named Mei and a fox named Jun".
    intros = [str(facts[f"{name}.brief"]) for name in ("hero", "other")]
    names = surface.listed([who.name for who in cast[:CAST]])
    facts["cast"] = surface.listed(intros)
    if cast[0].group and cast[0].group == cast[1].group:
        facts["cast"] = surface.group(cast[0].group, names)
    if cast[0].group and cast[0].group == cast[1].group:
        facts["pair"] = cast[0].group
        facts["names"] = surface.listed([w.name for w in cast if w.group == cast[0].group])
    return facts


def _world(
    wish: Wish, pack: Mapping[str, Any], plot: str, random: Random
) -> dict[str, str | list[str]]:
    """Draw the facts of the world: its places, its thing, its rule and its trouble."""
    surface = LANGUAGES[wish.language]
    facts: dict[str, str | list[str]] = {}
    facts["world"] = surface.place(wish.setting) if wish.setting else random.choice(pack["worlds"])
    if room := surface.room(wish.setting):
        facts["room"] = room
    for name, source in (
        ("spot", "spots"),
        ("edge", "edges"),
        ("working", "working"),
        ("folk", "folk"),
        ("food", "food"),
        ("sound", "sounds"),
    ):
        facts[name] = random.choice(pack[source])
    law = random.choice(pack["laws"])
    facts["law"] = law["was"] if isinstance(law, dict) else law
    facts["law.now"] = law["now"] if isinstance(law, dict) else law
    facts["spot"] = surface.spot(wish.theme) or facts["spot"]
    for name in ("spot", "edge"):
        facts[f"{name}.bare"] = re.sub(r"^(?:the|a) ", "", str(facts[name]))
    elder, _, pronoun = random.choice(pack["elder"]).rpartition(" ")
    who = Character(name=elder, role="", head="", pronoun=pronoun)
    facts.update(surface.facts("elder", who, False))
    token = random.choice(pack["tokens"])
    if thing := surface.thing(wish.theme):
        token = {"thing": thing, "trait": packs.table(wish.language, "common")["trait"]}
    facts["token"], facts["token.trait"] = token["thing"], token["trait"]
    facts["token.mw"] = surface.measure(token["thing"])
    facts["token.title"] = surface.title(f"a {token['thing']}")
    # Who is on the road has to meet a trouble that comes there.
    away = [each for each in pack["troubles"] if plot != "quest" or each.get("away")]
    trouble = random.choice(away or pack["troubles"])
    facts.update({f"trouble.{k}": text for k, text in trouble.items() if isinstance(text, str)})
    facts["trouble.title"] = surface.title(trouble["name"])
    facts["sense"], facts["night"] = pack["sense"], pack["night"]
    return facts


def _flat(values: Mapping[str, Any], prefix: str, random: Random) -> dict[str, str | list[str]]:
    """Return a table as facts with a prefix; of a list, one is drawn."""
    return {
        f"{prefix}.{name}": random.choice(value) if isinstance(value, list) else value
        for name, value in values.items()
    }
