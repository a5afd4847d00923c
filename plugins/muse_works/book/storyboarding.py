"""From a story to a storyboard: pages of text, and for each what is to be seen."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from muse import RequestError

from ..texts import clean
from . import seeing
from .board import Board, Character, Language, Page
from .seeing import words
from .splitting import paged


@dataclass(frozen=True)
class Story:
    """A story as it was written: title, text, its people, and pages where it has them."""

    title: str
    text: str
    language: Language
    people: tuple[Character, ...] = ()
    pages: tuple[Mapping[str, Any], ...] = ()


def language_of(text: str) -> Language:
    """Return the language of a text: Chinese when a tenth of it is."""
    han = len(re.findall(r"[\u3400-\u9fff]", text))
    return "zh" if han * 10 > len(text.strip()) else "en"


def story(markdown: str, data: bytes | None = None) -> Story:
    """Return a story of its Markdown or plain text, and of what its author told as JSON."""
    text = markdown.strip()
    if not text:
        raise RequestError("story: it is empty", hint="give a text with at least one sentence")
    head = re.match(r"#+[ \t]*(.+)\n", text + "\n")
    title = head.group(1).strip() if head else ""
    body = text[head.end() :] if head else text
    body = re.sub(r"^#+[ \t].*$|^[*_-]{3,}\s*$", "", body, flags=re.MULTILINE)
    body = re.sub(r"(?<!\w)[*_]{1,2}(\S.{0,2000}?\S|\S)[*_]{1,2}(?!\w)", r"\1", body).strip()
    told = _told(data)
    named = told.get("language")
    language: Language = "zh" if named == "zh" else "en" if named == "en" else language_of(text)
    people = tuple(
        Character(name, seeing.looks(str(one.get("role") or name), language),
                  str(one.get("pronoun", "")))
        for one in told.get("people", ())
        if isinstance(one, dict) and (name := _name(one))
    )  # fmt: skip
    pages = tuple(page for page in told.get("pages", ()) if isinstance(page, dict))
    return Story(title, body, language, people, pages)


def _told(data: bytes | None) -> dict[str, Any]:
    if not data:
        return {}
    try:
        told = json.loads(data)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _name(one: Mapping[str, Any]) -> str:
    return str(one.get("name") or one.get("role") or "").strip()


def board(told: Story, pages: int, *, title: str = "") -> Board:
    """Return the storyboard of a story; fewer pages where it has too few words for them."""
    people = told.people or seeing.cast(told.text, told.language)
    painted = tuple(each for each in people if each.looks) or people[:1]
    if told.pages:
        texts = [str(page.get("text", "")).strip() for page in told.pages]
    else:
        texts = paged(told.text, pages)
    texts = [clean(text) for text in texts]
    if not any(texts):
        raise RequestError("story: it has no sentence", hint="give a text with a sentence")
    made = tuple(_pages(texts, told.pages, painted, told.language))
    name = title or told.title or _untitled(told.language)
    return Board(name, told.language, painted, made, cover=_cover(made, painted, told.language))


def _untitled(language: Language) -> str:
    return "一个故事" if language == "zh" else "A Story"


def _pages(
    texts: Sequence[str],
    given: Sequence[Mapping[str, Any]],
    people: tuple[Character, ...],
    language: Language,
) -> list[Page]:
    """Return pages whose place, time, weather and mood go on until the text changes them."""
    hero = people[0] if people else None
    where, time, weather, mood = seeing.at_home(hero), "", "clear", ""
    whole = seeing.sight("\n".join(texts))
    made = []
    for number, text in enumerate(texts):
        sight = seeing.sight(text)
        told = given[number] if number < len(given) else {}
        if sight.time == "dawn" and time in ("night", "dusk"):
            weather = "clear"
        where = str(told.get("where") or sight.where or where)
        time = str(told.get("time") or sight.time or time or _begins(whole.seen))
        weather = str(told.get("weather") or sight.weather or weather)
        mood = str(told.get("mood") or sight.mood or mood)
        does = str(told.get("does") or (sight.does if seeing.fits(sight.does, hero) else ""))
        seen = told.get("seen") or seeing.by_light(sight.seen, time)
        who = told.get("who") or seeing.present(text, people, language)
        made.append(
            Page(
                text=text,
                who=tuple(str(each) for each in who),
                does=words("does", does, language),
                where=words("where", where, language),
                seen=_listed([words("seen", each, language) for each in seen], language),
                time=time,
                weather=weather,
                mood=mood,
            )
        )
    return made


def _begins(seen: Sequence[str]) -> str:
    """Return the time of day that a story begins at that doesn't say."""
    return "dusk" if "stars" in seen or "moon" in seen else "day"


def _listed(parts: Sequence[str], language: Language) -> str:
    return ("，" if language == "zh" else ", ").join(part for part in parts if part)


def _cover(pages: Sequence[Page], people: Sequence[Character], language: Language) -> Page:
    """Return what the cover shows: the hero where most of the story plays, under its sky."""
    if not pages:
        return Page("")
    outdoors = [page for page in pages if not _indoors(page.where)]
    page = next((p for p in outdoors if "star" in p.seen or "星" in p.seen), None)
    page = page or (outdoors or list(pages))[0]
    does = words("does", "sitting", language)
    return Page(
        "", tuple(each.name for each in people[:1]), does, page.where, page.seen, page.time,
        "" if page.weather in ("storm", "fog") else page.weather, "joyful",
    )  # fmt: skip


def _indoors(where: str) -> bool:
    return any(each in where for each in ("room", "kitchen", "library", "室", "厨房", "馆"))
