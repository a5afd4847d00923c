"""Tales for picture books: a shape of plot, its words, page by page."""

import random
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from . import plots, seeing, tale_words, wanting
from .board import Language
from .plots import Beat
from .splitting import sentences
from .storyboarding import language_of
from .tale_condition import PicturebookCondition
from .wanting import Being


def tell(condition: PicturebookCondition, language: str, draws: random.Random) -> dict[str, Any]:
    """Return a story as data: title, language, people, and pages with their scenes."""
    spoken: Language = "zh" if language == "zh" else "en"
    table = tale_words.table_of(language)
    want = wanting.wanted(condition.prompt, spoken)
    hero = want.hero
    if hero and want.plot == "gift" and not want.pal and plots.elder(hero.role, spoken):
        want = replace(want, hero=None, slots={"dear": hero.role, **want.slots})
        hero = None
        name, role = tale_words.hero_of([], language, draws)
    elif hero and plots.elder(hero.role, spoken) and want.pal and not want.pal.name:
        want = replace(want, hero=want.pal, pal=hero)  # a child is the hero, not its grandmother
        hero = want.hero
        name, role = tale_words.hero_of([hero.role] if hero else [], language, draws)
    else:
        name, role = tale_words.hero_of(condition.characters, language, draws)
    if plots.elder(role, spoken) and not (hero and hero.name):
        name = role[:1].upper() + role[1:]
    plot = want.plot
    if condition.theme or not plot or plot == "search":
        plot = "" if condition.theme else _plot_for(want, spoken, draws)
    topic = tale_words.topic_of(condition.theme, table, language, draws)
    pal = want.pal
    if plot and not pal and plots.needs_pal(plot):
        pal = plots.invented(role, spoken, draws)
    if pal and not pal.name:
        known = plots.elder(pal.role, spoken)
        free = [each for each in table["names"] if each != name]
        called = pal.role[:1].upper() + pal.role[1:] if known else draws.choice(free)
        pal = Being(called, pal.role if known else tale_words.little_of(pal.role, language))
    want = replace(want, pal=pal)
    words = tale_words.words_of(name, role, topic, want.pronoun, language)
    words |= plots.company(pal, name, words, spoken)
    home = want.where or plots.home(role, spoken)
    words |= tale_words.homes_of(home, table, spoken)
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
    called = bool(own or (hero and hero.name)) or role in ("child", "孩子")
    called = called or plots.elder(role, spoken)
    words["hero"] = (
        name if called else f"The {tale_words.titled_of(role)}" if language == "en" else role
    )
    words["hero_bare"] = words["hero"].replace("勇敢的", "")
    if language == "en":
        words |= {
            k[:1].upper() + k[1:]: v[:1].upper() + v[1:] for k, v in words.items() if k.islower()
        }
        headed = ("one", "the", "want", "dear", "feast")
        words |= {
            f"{key}_title": tale_words.titled_of(words[key]) for key in headed if key in words
        }
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
    return draws.choice(("help", "garden", "gift") if known else ("friend", "friend", "help"))


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
    return tale_words.article_of(noun if kind != "chick" else "chick")


def _neat(text: str) -> str:
    """Return a text whose sentences begin with a capital, and whose spaces are single."""
    text = re.sub(r" {2,}", " ", text).strip()
    return re.sub(r" +\n", "\n", text)


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
