"""Shapes of plot: a fear overcome, something lost, a journey, a first day, a present..."""

import random
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from . import seeing
from .board import Language
from .wanting import Being, Wanted, being_of, gender, table

ANY = ("friend", "gift", "garden", "help", "sleep", "trip")
"""Plots for a prompt that names nothing but its hero."""

_ORDERED = ("treasure", "trip", "garden", "first", "friend")
_ROAMING = ("fear", "become", "lost", "help", "trip")
_ALONE = ("fear", "first")
_HOMELY = ("first", "sleep")
_PAGE = re.compile(
    r"(?P<where>[\w{}]*)/(?P<time>\w*)/(?P<mood>\w*)/(?P<does>[^:/]*):\s*"
    r"(?:\((?P<when>[^)]*)\)\s*)?(?P<text>.*)",
    re.DOTALL,
)
_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")


@dataclass
class Beat:
    """One page as it is told."""

    text: str
    scene: dict[str, Any]


@cache
def _plots(language: Language) -> dict[str, Any]:
    path = files(__package__) / "tales" / f"plots_{language}.toml"
    return tomllib.loads(path.read_text("utf-8"))


def varied(text: str, draws: random.Random) -> str:
    """Return a text with one of each [several|turns] of phrase."""
    return _CHOICE.sub(lambda found: draws.choice(found[1].split("|")), text)


def opening(pal: bool, kin: bool, extra: bool, language: Language, draws: random.Random) -> str:
    """Return a text that introduces hero, companion and what the hero has."""
    common = _plots(language)["common"]
    text = draws.choice(common["open"]).replace("{trait}", draws.choice(common["trait"]))
    if pal:
        text += draws.choice(common["kin" if kin else "pal"])
    return varied(text + (draws.choice(common["extra"]) if extra else ""), draws)


def title(plot: str, language: Language, draws: random.Random) -> str:
    """Return a title with places for words."""
    return str(draws.choice(_plots(language)[plot]["titles"]))


def beats(
    plot: str, role: str, want: Wanted, walks: list[Mapping[str, Any]], pages: int,
    language: Language, draws: random.Random, *, pal: bool,
) -> list[Beat]:  # fmt: skip
    """Return the beats of a plot: it opens, there is trouble, tries, a turn, a deed, an end."""
    told = _plots(language)[plot]
    known = {seeing.beast(role), seeing.beast(want.pal.role) if want.pal else ""}
    the = want.slots.get("the", "")
    living = bool(being_of(the, language) or re.search(r"\bway\b|路$", the))
    middle = max(1, pages - 5)
    parts = {key: _able(told[key], known, living) for key in ("trouble", "try", "turn", "act")}
    tries = _tries(parts["try"], middle, want.text, draws)
    if plot in _ORDERED:
        tries.sort(key=parts["try"].index)
    way: list[str | Mapping[str, Any]] = list(tries)
    walks = draws.sample(walks, len(walks))
    if plot in _ROAMING and 3 <= middle <= len(tries):
        way[draws.randrange(1, middle)] = walks.pop()
    if plot not in _HOMELY:
        for number, walk in enumerate(walks[: max(0, middle - len(tries))]):
            way.insert(2 * number + 1, walk)
    introduced = pal and plot != "friend"
    kin = bool(want.pal and elder(want.pal.role, language))
    first = opening(introduced, kin, bool(want.extra), language, draws)
    order: list[str | Mapping[str, Any]] = [f"home///: {first}", draws.choice(parts["trouble"])]
    order += [*way, draws.choice(parts["turn"]), draws.choice(parts["act"])]
    order.append(draws.choice(told["end"]))
    made = []
    for number, page in enumerate(order):
        beat = _beat(page, draws)
        late = "sunset" if number >= len(order) - 3 else "day"
        beat.scene.setdefault("time", "night" if plot == "sleep" and number else late)
        beat.scene.setdefault("mood", "warm" if number == 0 else "joyful")
        if want.weather and number < len(order) - 1:
            beat.scene.setdefault("weather", want.weather)
        made.append(beat)
    return made


def _able(pages: list[str], known: set[str], living: bool) -> list[str]:
    """Return the pages on which nobody meets his own kind; nobody looks for Mum in a teapot."""
    found = []
    for page in pages:
        read = _PAGE.match(page)
        met = read["does"].removeprefix("+") if read and read["does"].startswith("+") else "-"
        if met not in known and not (living and read and read["when"] == "thing"):
            found.append(page)
    return found or pages


def _tries(pages: list[str], count: int, prompt: str, draws: random.Random) -> list[str]:
    """Return pages by lot, those first that a prompt asks for or a plot can't do without."""
    mixed = draws.sample(pages, len(pages))

    def asked(page: str) -> bool:
        read = _PAGE.match(page)
        when = read["when"] if read else None
        return when == "always" or bool(when and when != "thing" and re.search(when, prompt))

    mixed.sort(key=lambda page: not asked(page))
    chosen = mixed[:count]
    draws.shuffle(chosen)
    return chosen


def _beat(page: str | Mapping[str, Any], draws: random.Random) -> Beat:
    if not isinstance(page, str):
        scene = {key: value for key, value in page.items() if key not in ("text", "only")}
        return Beat(varied(page["text"], draws), scene)
    read = _PAGE.match(page)
    if read is None:
        raise ValueError(page)
    scene = {key: read[key] for key in ("time", "mood") if read[key]}
    if read["where"] == "home":
        scene["home"] = True
    elif read["where"]:
        scene["where"] = read["where"]
    if read["does"].startswith("+"):
        scene["met"] = read["does"][1:]
    elif read["does"].strip():
        scene["does"] = read["does"].strip()
    return Beat(varied(read["text"], draws), scene)


def needs_pal(plot: str) -> bool:
    """Whether a plot is told with a companion even if a prompt names none."""
    return plot not in (*_ALONE, "sky", "search")


def invented(role: str, language: Language, draws: random.Random) -> Being:
    """Return a companion of another kind than the hero."""
    kinds = [k for k in ("mouse", "hen", "squirrel", "hedgehog", "snail", "duck", "frog", "cat")
             if k != seeing.beast(role)]  # fmt: skip
    noun = seeing.table()["beast"][draws.choice(kinds)][language][0]
    return Being("", f"little {noun}" if language == "en" else f"小{noun}")


def filled(plot: str, want: Wanted, words: Mapping[str, str], language: Language) -> dict[str, str]:
    """Return the words of a prompt as the texts of a plot need them."""
    slots = dict(want.slots)
    english = language == "en"
    the = slots.get("the", "")
    if english:
        the = re.sub(r"^(?:his|her|its|their|my)\s", f"{words['his']} ", the)
        if plot in ("trip", "lost", "treasure"):
            the = re.sub(r"^(?:an?|some)\s", "the ", the)
            bare = not re.match(r"(?:the|his|her)\s", the) and the[:1].islower()
            the = f"the {the}" if the and bare and the not in ("space", "school") else the
    default = {"fear": "the dark", "trip": "the moon", "garden": "the garden", "first": "school",
               "lost": "the balloon", "treasure": "the treasure"}  # fmt: skip
    chinese = {
        "fear": "黑",
        "trip": "月亮",
        "garden": "菜园",
        "first": "学校",
        "lost": "气球",
        "treasure": "宝藏",
    }
    if plot == "garden" and english:
        the = ""
    the = the or (default if english else chinese).get(plot, "")
    wish = slots.get("want", "") or (f"be {slots['noun']}" if "noun" in slots else "")
    wish = re.sub(r"\b(?:his|her|its|their)\b", words["his"], wish)
    dear = re.sub(r"^(?:his|her|its|their|my)\s", f"{words['his']} ", slots.get("dear", ""))
    dear = dear or words["pal"]
    birthday = f"{dear}’s birthday" if english else f"{dear}的生日"
    feast = slots.get("feast") or birthday
    found = ""
    if being_of(the, language):
        found = "“I was looking for you, too!”" if english else "“我也一直在找你呢！”"
    return {
        "the": the, "that": table()["zh"]["fears"].get(the, the), "dear": dear, "feast": feast,
        "want": wish or ("be brave" if english else "变勇敢"), "found": found,
        "extra": want.extra,
        "place": _place(plot, the, language),
        "there": want.where or ("sea" if plot == "treasure" else "hill"),
    }  # fmt: skip


def _place(plot: str, the: str, language: Language) -> str:
    """Return where a journey leads or a first day is: a name of the vocabulary, or words."""
    if plot == "first":
        return "school"
    for words, told in table()[language]["places"].items():
        if words in the:
            return str(told)
    known = seeing.sight(the).where
    return known or (f"at {the}" if language == "en" else f"在{the}")


def company(
    pal: Being | None, name: str, words: Mapping[str, str], language: Language
) -> dict[str, str]:
    """Return the words for the hero and a companion."""
    if language == "zh":
        he = words["he"]
        they = he if not pal else f"{he}们"
        near = pal is not None and pal.name == pal.role
        return {
            "pal": pal.name if pal else "", "we": f"{name}和{pal.name}" if pal else name,
            "a_pal": (f"{he}的{pal.role}" if near else counted(pal.role)) if pal else "",
            "they": they, "them": they, "their": f"{they}的", "I": "我们" if pal else "我",
        }  # fmt: skip
    if not pal:
        return {"pal": "", "a_pal": "", "we": name, "they": words["he"], "them": words["him"],
                "their": words["his"], "I": "I", "me": "me"}  # fmt: skip
    related = pal.name.lower() == pal.role
    return {
        "pal": pal.name, "we": f"{name} and {pal.name}", "they": "they", "them": "them",
        "a_pal": f"{words['his']} {pal.role}" if related else seeing.looks(pal.role, "en"),
        "their": "their", "I": "we", "me": "us",
    }  # fmt: skip


def counted(role: str) -> str:
    """Return a Chinese role with its measure word: 一只小狐狸, 一辆小拖拉机."""
    for words, measure in table()["zh"]["measures"].items():
        if re.search(words, role):
            return f"一{measure}{role}"
    return seeing.looks(role, "zh") or role


def home(role: str, language: Language) -> str:
    """Return where somebody lives."""
    for words, where in table()[language]["homes"].items():
        if re.search(words, role):
            return str(where)
    return seeing.home(role)


def elder(role: str, language: Language) -> bool:
    """Whether somebody is called by the role itself: Grandmother, 爷爷."""
    return role in table()[language]["elders"]


def is_person(role: str, language: Language) -> bool:
    """Whether somebody sleeps in a bedroom."""
    kind = being_of(role, language)
    return (
        seeing.beast(role) in seeing.PEOPLE
        or kind in table()[language]["persons"]
        or bool(not seeing.beast(role) and gender(role, language))
    )
