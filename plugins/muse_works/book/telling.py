"""`text.picturebook`: stories for picture books, told page by page, each page a scene."""

import json
import random
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from muse import Artifact, Condition, Field, Found, Generator, Reading, Run, Text

from . import plots, seeing, wanting
from .board import Language
from .plots import Beat
from .splitting import sentences
from .storyboarding import language_of
from .wanting import Being

_FEWEST, _MOST = 4, 40
_PAGES = re.compile(r"(\d+)\s*(?:pages?\b|页)")
_HE = {
    "he": {"he": "he", "him": "him", "his": "his"},
    "she": {"he": "she", "him": "her", "his": "her"},
}


class PicturebookCondition(Condition):
    """What text.picturebook understands."""

    prompt: str = Field(
        "",
        description="Who it is about and what of: a hero, and something to look for or wish for.",
        examples=["a bedtime story about a little fox and the stars", "小熊和大海的故事"],
    )
    characters: list[str] = Field(
        [],
        max_length=1,
        description="The hero, as a role or a name and a role.",
        examples=[["Pip, a little fox"]],
    )
    theme: str = Field(
        "", max_length=60, description="What the hero looks for.", examples=["the moon", "彩虹"]
    )
    pages: int = Field(
        8, ge=_FEWEST, le=_MOST, description="How many pages it is told in.", examples=[12]
    )
    language: Literal["en", "zh"] | None = Field(
        None, description="Language of the text; that of the request if omitted."
    )
    title: str = Field("", max_length=80, description="Title; invented if omitted.")


class Picturebook(Generator[PicturebookCondition]):
    """Stories for picture books from templates: page by page, each with a scene to paint."""

    condition = PicturebookCondition
    formats = {".md": "text/markdown", ".json": "application/json", ".txt": "text/plain"}
    repeatable = "bytes"
    example = 'muse run text -g picturebook --prompt "a little bear and the moon" --pages 8'

    def read(self, prompt: str) -> Reading:
        """Return hero, what is looked for, pages and language, as a prompt names them."""
        fields: dict[str, Found] = {}
        language = language_of(prompt)
        want = wanting.wanted(prompt, language)
        if want.hero:
            role = want.hero.role
            told = f"{want.hero.name}, {role}" if want.hero.name else role
            fields["characters"] = Found([told], want.hero.words)
        theme = want.slots.get("theme", "") if want.plot == "search" else ""
        if not want.plot:
            theme = _theme(prompt, language)
        if theme:
            fields["theme"] = Found(theme, theme)
        pages = _PAGES.search(prompt)
        if pages and _FEWEST <= int(pages[1]) <= _MOST:
            fields["pages"] = Found(int(pages[1]), pages[0])
        if prompt.strip():
            fields["language"] = Found(language, prompt.strip()[:14])
        return Reading(fields)

    def generate(self, condition: PicturebookCondition, run: Run) -> Iterator[Text | Artifact]:
        """Tell each item page by page, then yield it whole."""
        run.report.note("text.picturebook tells from templates; text.llm writes with a model.")
        asked = " ".join((condition.prompt, condition.theme, *condition.characters))
        language = condition.language or language_of(asked)
        named = f"{condition.theme} {condition.title}"
        spoken: Language = "zh" if language == "zh" else "en"
        unused = wanting.wanted(condition.prompt, spoken).left
        left = [words for words in unused if words not in named]
        if condition.prompt.strip() and not (condition.characters or condition.theme):
            if not wanting.wanted(condition.prompt, spoken).plot:
                run.report.note(
                    "No hero and no plot that text.picturebook knows are in the prompt: it tells"
                    " a tale of its own; text.grammar and text.llm may know more."
                )
        if left:
            run.report.note(f"The story doesn't tell of: {', '.join(left)}.")
        for item in run.items:
            told = tell(condition, language, item.random)
            body = "\n\n".join(page["text"] for page in told["pages"])
            yield Text(f"# {told['title']}\n\n{body}\n", item=item.index)
            contents = {
                ".md": f"# {told['title']}\n\n{body}\n",
                ".txt": f"{told['title']}\n\n{body}\n",
                ".json": json.dumps(told, ensure_ascii=False, indent=2) + "\n",
            }
            yield Artifact(
                {suffix: contents[suffix].encode() for suffix in run.formats},
                item,
                {"pages": len(told["pages"]), "language": language},
                told["title"],
            )


def tell(condition: PicturebookCondition, language: str, draws: random.Random) -> dict[str, Any]:
    """Return a story as data: title, language, people, and pages with their scenes."""
    spoken: Language = "zh" if language == "zh" else "en"
    table = _table(language)
    want = wanting.wanted(condition.prompt, spoken)
    hero = want.hero
    if hero and want.plot == "gift" and not want.pal and plots.elder(hero.role, spoken):
        want = replace(want, hero=None, slots={"dear": hero.role, **want.slots})
        hero = None
        name, role = _hero([], language, draws)
    elif hero and plots.elder(hero.role, spoken) and want.pal and not want.pal.name:
        want = replace(want, hero=want.pal, pal=hero)  # a child is the hero, not its grandmother
        hero = want.hero
        name, role = _hero([hero.role] if hero else [], language, draws)
    else:
        name, role = _hero(condition.characters, language, draws)
    if plots.elder(role, spoken) and not (hero and hero.name):
        name = role[:1].upper() + role[1:]
    plot = want.plot
    if condition.theme or not plot or plot == "search":
        plot = "" if condition.theme else _plot_for(want, spoken, draws)
    topic = _topic(condition.theme, table, language, draws)
    pal = want.pal
    if plot and not pal and plots.needs_pal(plot):
        pal = plots.invented(role, spoken, draws)
    if pal and not pal.name:
        known = plots.elder(pal.role, spoken)
        free = [each for each in table["names"] if each != name]
        called = pal.role[:1].upper() + pal.role[1:] if known else draws.choice(free)
        pal = Being(called, pal.role if known else _little(pal.role, language))
    want = replace(want, pal=pal)
    words = _words(name, role, topic, want.pronoun, language)
    words |= plots.company(pal, name, words, spoken)
    home = want.where or plots.home(role, spoken)
    words |= _homes(home, table, spoken)
    tale = plot or topic["tale"]
    if plot:
        words |= plots.filled(plot, want, words, spoken)
        walks = [w for w in table["walk"] if w.get("only") is None]
        beats = plots.beats(
            plot, role, want, walks, condition.pages, spoken, draws, pal=pal is not None
        )
    else:
        words["extra"] = want.extra
        beats = _beats(topic, table, condition.pages, seeing.beast(role), draws)
        if pal or want.extra or draws.random() < 0.7:
            kin = bool(pal and plots.elder(pal.role, spoken))
            beats[0].text = plots.opening(pal is not None, kin, bool(want.extra), spoken, draws)
    own = condition.characters and re.search("[,，]", condition.characters[0])
    called = bool(own or (hero and hero.name)) or plots.elder(role, spoken)
    words["hero"] = name if called else f"The {_titled(role)}" if language == "en" else role
    words["hero_bare"] = words["hero"].replace("勇敢的", "")
    if language == "en":
        words |= {
            k[:1].upper() + k[1:]: v[:1].upper() + v[1:] for k, v in words.items() if k.islower()
        }
        headed = ("one", "the", "want", "dear", "feast")
        words |= {f"{key}_title": _titled(words[key]) for key in headed if key in words}
    else:
        words |= {
            f"{key}_title": words.get(key, "") for key in ("one", "the", "want", "dear", "feast")
        }
    pages = _told(_spread(beats, condition.pages), (name, role), pal, words, home, spoken)
    heading = plots.title(plot, spoken, draws) if plot else draws.choice(table["titles"][tale])
    people = [{"name": name, "role": role, "pronoun": words["he"]}]
    if pal:
        people.append({"name": pal.name, "role": pal.role, "pronoun": ""})
    return {
        "title": condition.title or heading.format_map(words).replace(" The ", " the "),
        "language": language,
        "people": people,
        "pages": pages,
    }


def _plot_for(want: wanting.Wanted, language: Language, draws: random.Random) -> str:
    """Return a plot by lot where a prompt names only who it is about; empty: sky or search."""
    if want.plot == "search":
        return ""
    if not want.pal:
        return draws.choice((*plots.ANY, "", ""))
    known = want.pal.name or plots.elder(want.pal.role, language)
    return draws.choice(("trip", "help", "garden") if known else ("friend", "friend", "trip"))


def _told(
    beats: list[Beat], hero: tuple[str, str], pal: Being | None, words: dict[str, str],
    home: str, language: Language,
) -> list[dict[str, Any]]:  # fmt: skip
    """Return pages with the words in their places, and who is on them."""
    name, role = hero
    pages = []
    company: list[str] = []
    for beat in beats:
        scene = dict(beat.scene)
        who = [name]
        met = scene.pop("met", "")
        if pal and (met == "pal" or re.search(r"\{(?:[Pp]al|[Ww]e|[Tt]hey|[Tt]hem)\}", beat.text)):
            who.append(pal.name)
        if met and met != "pal":
            who.append(_met(met, language))
        if scene.pop("company", False):
            who += company[-2:] or company
        elif "who" in scene:
            company.append(scene.pop("who"))
            if not scene.pop("alone", False):
                who.append(company[-1])
        if scene.pop("home", False):
            dark = scene.get("time") in ("night", "dusk", "dawn")
            inside = plots.is_person(role, language) and dark
            scene["where"] = "bedroom" if inside else home
        scene["where"] = str(scene.get("where") or home).format_map(words)
        if scene.get("does") == "flying" and seeing.beast(role) not in seeing.WINGED:
            del scene["does"]
        scene["seen"] = [word for each in scene.get("seen", []) if (word := each.format_map(words))]
        pages.append({"text": _neat(beat.text.format_map(words)), "who": who, **scene})
    return pages


def _met(kind: str, language: Language) -> str:
    noun = seeing.table()["beast"].get(kind, {}).get(language, [kind])[0]
    if language == "zh":
        return f"一只{noun}"
    return _article(noun if kind != "chick" else "chick")


def _neat(text: str) -> str:
    """Return a text whose sentences begin with a capital, and whose spaces are single."""
    text = re.sub(r" {2,}", " ", text).strip()
    return re.sub(r" +\n", "\n", text)


def _little(role: str, language: str) -> str:
    if language == "zh" or " " in role or wanting.gender(role, "en"):
        return role
    return f"little {role}"


def _homes(home: str, table: Mapping[str, Any], language: Language) -> dict[str, str]:
    """Return the words for where somebody lives: at the beginning of a sentence, and within."""
    at = table["homes"].get(home)
    if at is None:
        told = seeing.words("where", home, language)
        at = f"{told[:1].upper()}{told[1:]}," if language == "en" else f"{told}，"
    bare = at.rstrip(",，")
    return {"home": at, "at_home": bare[:1].lower() + bare[1:]}


def _beats(
    topic: Mapping[str, Any], table: Mapping[str, Any], pages: int, kind: str, draws: random.Random
) -> list[Beat]:
    """Return the beats of a tale: it opens, somebody is met again and again, it turns and ends."""
    tale = table[topic["tale"]]
    meets = [meet for meet in tale["meet"] if seeing.beast(meet["who"]) != kind]
    draws.shuffle(meets)
    middle = max(1, pages - 5)
    meets = meets[:middle]
    walks = [w for w in table["walk"] if w.get("only") in (None, topic["tale"])]
    walks = walks[: max(0, middle - len(meets))]
    way: list[tuple[str, Mapping[str, Any]]] = []
    for number, meet in enumerate(meets):
        way.append(("meet", meet))
        share = len(walks) * (number + 1) // len(meets) - len(walks) * number // len(meets)
        done = len(walks) * number // len(meets)
        way += [("walk", walk) for walk in walks[done : done + share]]
    order = [("open", tale["open"]), ("wish", tale["wish"]), *way]
    order += [(name, tale[name]) for name in ("turn", "found", "sleep")]
    made = []
    for number, (kind, beat) in enumerate(order):
        text = beat["text"] if isinstance(beat["text"], str) else draws.choice(beat["text"])
        scene = {key: value for key, value in beat.items() if key not in ("text", "only")}
        if topic["tale"] == "sky":
            scene.setdefault("time", "night")
            if kind == "meet":
                scene.setdefault("seen", ["{sky}"])
                scene.setdefault("mood", "joyful")
        else:
            scene.setdefault("time", "day" if number < len(order) - 4 else "sunset")
            scene.setdefault("mood", "joyful")
        made.append(Beat(plots.varied(text, draws), scene))
    return made


def _spread(beats: list[Beat], pages: int) -> list[Beat]:
    """Return beats as exactly so many pages: the shortest neighbours joined, the longest cut."""
    beats = list(beats)
    joins = (0, -2, 1)  # the opening with the wish, what is found with the turn before it
    for place in joins:
        if len(beats) <= pages:
            break
        at = place if place >= 0 else len(beats) + place - 1
        first, second = beats[at], beats[at + 1]
        beats[at : at + 2] = [
            Beat(f"{first.text}\n\n{second.text}", {**first.scene, **second.scene})
        ]
    while len(beats) < pages:
        parts = [_halves(beat.text) for beat in beats]
        able = [number for number, part in enumerate(parts) if part[1]]
        if not able:
            break
        at = max(able, key=lambda number: len(beats[number].text))
        beats[at : at + 1] = [Beat(text, beats[at].scene) for text in parts[at]]
    return beats


def _halves(text: str) -> tuple[str, str]:
    """Return a text cut in two at a paragraph, or else after a sentence; all and nothing if not."""
    first, cut, rest = text.partition("\n\n")
    if cut:
        return first, rest
    found = sentences(text)
    half = (len(found) + 1) // 2
    between = "" if language_of(text) == "zh" else " "
    return between.join(found[:half]), between.join(found[half:])


def _hero(asked: list[str], language: str, draws: random.Random) -> tuple[str, str]:
    """Return name and role of the hero."""
    names = _table(language)["names"]
    name, _, role = (asked[0] if asked else "").partition(",") if asked else ("", "", "")
    if asked and not role and "，" in name:
        name, _, role = name.partition("，")
    if not role:
        name, role = "", name
    role = re.sub(r"^(?:an?|the)\s+|^一?[只个位]", "", role.strip())
    drawn = draws.choice(names)
    if not role:
        kinds = ("fox", "rabbit", "bear", "hedgehog", "mouse")
        noun = seeing.table()["beast"][draws.choice(kinds)][language][0]
        role = f"little {noun}" if language == "en" else f"小{noun}"
    return name.strip() or drawn, role


def _theme(prompt: str, language: str) -> str:
    """Return the first thing of a prompt that a tale can be told of."""
    for topic in _table(language)["topics"].values():
        for word in topic["words"]:
            if re.search(rf"\b{word}\b" if language == "en" else word, prompt, re.IGNORECASE):
                return str(word)
    things = seeing.things(prompt)
    return seeing.words("seen", things[0], language) if things else ""  # type: ignore[arg-type]


def _topic(
    theme: str, table: Mapping[str, Any], language: str, draws: random.Random
) -> dict[str, Any]:
    """Return what is looked for: its words, and whether it is up in the sky."""
    topics = table["topics"]
    if not theme:
        return dict(topics[draws.choice(sorted(topics))])
    for topic in topics.values():
        if any(re.fullmatch(rf"(?:an?|the)?\s*{w}", theme, re.IGNORECASE) for w in topic["words"]):
            return dict(topic)
    thing = next(iter(seeing.things(theme)), "") or theme
    if language == "zh":
        return {"tale": "search", "one": theme, "the": theme, "thing": thing}
    bare = re.sub(r"^(?:an?|the)\s+", "", theme.strip(), flags=re.IGNORECASE)
    definite = theme.lower().startswith("the ")
    one = f"the {bare}" if definite else theme if theme != bare else _article(bare)
    return {"tale": "search", "one": one, "the": f"the {bare}", "thing": thing}


def _article(noun: str) -> str:
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _words(
    name: str, role: str, topic: Mapping[str, Any], pronoun: str, language: str
) -> dict[str, str]:
    """Return the words that go into the texts."""
    words = {
        "name": name, "role": role,
        "a_role": plots.counted(role) if language == "zh" else seeing.looks(role, "en")
        or _article(role),
        "one": topic["one"], "the": topic["the"], "many": topic.get("many", topic["one"]),
        "sky": topic.get("sky", "stars"), "thing": topic.get("thing", ""),
    }  # fmt: skip
    if language == "zh":
        sex = wanting.gender(role, "zh")
        he = "她" if sex == "she" else "他" if sex or plots.is_person(role, "zh") else "它"
        return {**words, "he": he, "him": he, "his": f"{he}的"}
    sex = wanting.gender(role, "en") or pronoun or ("she" if sum(map(ord, name)) % 2 else "he")
    return {**words, **_HE[sex]}


def _titled(words: str) -> str:
    small = ("a", "an", "the", "and", "of")
    parts = words.split()
    return " ".join(w if w in small else w[:1].upper() + w[1:] for w in parts)


@cache
def _table(language: str) -> dict[str, Any]:
    path = files(__package__) / "tales" / f"{language}.toml"
    return tomllib.loads(path.read_text("utf-8"))
