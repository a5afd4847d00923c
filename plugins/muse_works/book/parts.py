"""The parts of a book as orders: each holds only what decides about it."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from muse import Item, Order, RequestError

from ..orders import Takes, taken
from . import laying, seeing
from .board import Board, Page, prompt
from .condition import PictureBookCondition

if TYPE_CHECKING:
    from muse import Artifact

TELLER = "text.picturebook"
_AT = {
    "en": {
        "time": {"dawn": "at dawn", "day": "", "sunset": "at sunset", "dusk": "at dusk",
                 "night": "at night"},
        "weather": {"fog": "in fog", "rain": "in the rain", "snow": "in snow",
                    "storm": "in a storm"},
    },
    "zh": {
        "time": {"dawn": "清晨", "day": "", "sunset": "日落", "dusk": "黄昏", "night": "夜晚"},
        "weather": {"fog": "雾", "rain": "下雨", "snow": "下雪", "storm": "暴风雨"},
    },
}  # fmt: skip


def story(condition: PictureBookCondition, item: Item, takes: Takes) -> Order:
    """Return the order for the story."""
    by = condition.story_by or TELLER
    fields: dict[str, Any] = {"prompt": condition.prompt}
    wanted = {
        "pages": condition.pages,
        "language": condition.language,
        "audience": "children",
        "form": "story",
        "words": min(5000, max(30, condition.pages * 45)),
        "title": condition.title,
    }
    fields |= taken(wanted, takes, "text", by)
    return Order("text", "story", by, (".md", ".json"), fields, item)


def card(item: Item, called: str, looks: str, name: str = "") -> Order:
    """Return the order for the card of somebody."""
    fields: dict[str, Any] = {"prompt": looks, "sheet": "idle", "frames": 2}  # nobody sees them
    fields |= {"width": 96, "height": 96}
    if name:
        fields["name"] = name
    return Order("image.character", called, None, (".json",), fields, item)


def carded(made: "Artifact", looks: str) -> bytes | None:
    """Return the card of somebody; None where the painter drew another animal instead."""
    data = made.files[".json"].data
    species = json.loads(data).get("species")
    return data if species is None or species == seeing.beast(looks) else None


def named(data: bytes, name: str) -> bytes:
    """Return a card with a name on it, by which a painter finds whom it is of."""
    return json.dumps({**json.loads(data), "name": name}, ensure_ascii=False).encode()


def guests(board: Board) -> dict[str, str]:
    """Return the animals and people on the pages that are no characters: kind -> their words."""
    own = {seeing.beast(each.looks) for each in board.characters}
    found: dict[str, str] = {}
    for page in board.pages:
        for match in seeing.beasts(prompt(board, page)):
            if match.value not in own:
                words = seeing.words("beast", match.value, board.language)
                found.setdefault(str(match.value), seeing.looks(words, board.language))
    return found


def picture(
    condition: PictureBookCondition,
    item: Item,
    takes: Takes,
    board: Board,
    page: Page,
    called: str,
    size: tuple[int, int],
    company: Mapping[str, bytes],
    likeness: "Mapping[str, Any] | None" = None,
) -> Order:
    """Return the order for the picture of a page or of the cover.

    `company` are the cards of those who are no characters, by kind; `likeness` is what a painter
    gets that follows a picture of the hero, on pages where the hero is.
    """
    by = condition.pictures_by
    words = [prompt(board, page, named=True)]
    fields: dict[str, Any] = {"width": size[0], "height": size[1]}
    for name in ("time", "weather"):
        value = getattr(page, name)
        if value and takes("image", name, by):
            fields[name] = value
        elif value:
            words.append(_AT[board.language][name].get(value, ""))
    if page.mood and takes("image", "mood", by):
        fields["mood"] = page.mood
    if takes("image", "style", by):
        fields["style"] = condition.style
    else:
        words.append(f"{condition.style} illustration of a children's book")
    if condition.palette is not None and takes("image", "palette", by):
        fields["palette"] = condition.palette
    if takes("image", "detail", by):
        fields["detail"] = condition.detail
    seen = [one.card for name in page.who if (one := board.character(name)) and one.card]
    kinds = dict.fromkeys(str(match.value) for match in seeing.beasts(words[0]))
    seen += [company[kind] for kind in kinds if kind in company]
    if seen and takes("image", "character", by):
        fields["character"] = seen if len(seen) > 1 else seen[0]
    if likeness and board.hero and board.hero.name in page.who:
        fields |= likeness
    between = "，" if board.language == "zh" else ", "
    fields["prompt"] = between.join(filter(None, words))
    return Order("image", called, by, (".png",), fields, item)


def vignette(
    condition: PictureBookCondition, item: Item, takes: Takes, board: Board
) -> Order | None:
    """Return the order for the small picture of the hero alone; None where that can't be."""
    by, hero = condition.pictures_by, board.hero
    if hero is None or not takes("image", "transparent", by):
        return None
    side = round(condition.dpi * 70 / 25.4)
    ground = "白色背景" if board.language == "zh" else "white background"
    comma = "，" if board.language == "zh" else ", "
    fields: dict[str, Any] = {
        "prompt": f"{hero.name if hero.card else hero.looks}{comma}{ground}",
        "width": max(64, side), "height": max(64, side),
        "style": condition.style, "transparent": True, "detail": condition.detail,
    }  # fmt: skip
    if hero.card and takes("image", "character", by):
        fields["character"] = hero.card
    return Order("image", "hero", by, (".png",), fields, item)


def voice(
    condition: PictureBookCondition, item: Item, takes: Takes, board: Board, number: int
) -> Order:
    """Return the order for a page read aloud."""
    by = condition.voice_by
    fields: dict[str, Any] = {"text": board.pages[number].text}
    wanted = {
        "form": "story", "language": board.language, "rate": condition.rate,
        "voice": condition.voice,
    }  # fmt: skip
    fields |= taken(wanted, takes, "speech", by)
    return Order("speech", f"page-{number + 1}/voice", by, (".wav", ".mp3", ".json"), fields, item)


def music(condition: PictureBookCondition, item: Item, takes: Takes, seconds: float) -> Order:
    """Return the order for the music: as long as the book takes."""
    by = condition.music_by
    fields: dict[str, Any] = {"prompt": "a gentle lullaby, music box and strings"}
    wanted = {"duration": round(seconds, 2), "mood": condition.mood or "calm", "drums": False}
    fields |= taken(wanted, takes, "music", by)
    return Order("music", "music", by, (".wav", ".mp3"), fields, item)


def film(
    board: Board, item: Item, made: Mapping[str, Any], size: tuple[int, int], suffix: str
) -> Order:
    """Return the order for the film of finished pictures, voices and music."""
    scenes = [{"picture": number, **scene} for number, scene in enumerate(made["scenes"], 1)]
    fields: dict[str, Any] = {
        "scenes": scenes, "pictures": made["pictures"],
        "sounds": made["sounds"], "width": size[0], "height": size[1], "title": "", "ending": "",
        "language": board.language, "narrate": bool(made["sounds"]),
        "score": made["music"] is not None,
    }  # fmt: skip
    if made["music"] is not None:
        fields["music"] = made["music"]
    return Order("video.film", "film", None, (suffix,), fields, item)


def film_foreseen(
    item: Item, pages: int, seconds: float, size: tuple[int, int], suffix: str
) -> Order:
    """Return an order for the film of a book of so many pages, none of which is there yet."""
    from PIL import Image

    fields = {
        "scenes": [{"picture": 1, "seconds": seconds}] * pages,
        "pictures": [Image.new("RGB", (16, 16))], "width": size[0], "height": size[1],
        "title": "", "ending": "", "narrate": False, "score": False,
    }  # fmt: skip
    return Order("video.film", "film", None, (suffix,), fields, item)


def cards(data: bytes, name: str) -> dict[str, bytes]:
    """Return name -> card of a file of cards; RequestError for what is none."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        raise RequestError(
            f"characters: {name} is no JSON", hint="muse run image.character -o mira.json"
        ) from None
    if isinstance(told, dict) and told and all(isinstance(v, dict) for v in told.values()):
        pairs = list(told.items())
        if set(told) & {"face", "hair", "garments", "coat"}:
            pairs = [(str(told.get("name", "")), told)]
    elif isinstance(told, dict) and told:
        pairs = [(str(told.get("name", "")), told)]
    elif isinstance(told, list) and all(isinstance(each, dict) for each in told):
        pairs = [(str(each.get("name", "")), each) for each in told]
    else:
        raise RequestError(
            f"characters: {name} holds no cards", hint="muse run image.character -o mira.json"
        )
    return {
        key: json.dumps(card, ensure_ascii=False).encode("utf-8", "replace") for key, card in pairs
    }


def picture_size(
    condition: PictureBookCondition, kind: str, takes: Takes | None = None
) -> tuple[int, int]:
    """Return the size of a picture, px; in whole blocks for models of diffusion."""
    box = laying.picture_box(kind, condition.trim)
    wide, high = laying.pixels(box, condition.trim, condition.dpi)
    if takes is None or takes("image", "detail", condition.pictures_by):
        return wide, high
    return max(64, round(wide / 16) * 16), max(64, round(high / 16) * 16)


def kept(picture: "Artifact") -> list[laying.Kept]:
    """Return what a painter says is seen, without scenery: figures count, the moon hardly."""
    wide, high = picture.measured.get("width", 0), picture.measured.get("height", 0)
    found = []
    for each in picture.measured.get("elements", ()):
        box = each.get("box") if isinstance(each, dict) else None
        if not box or not wide or not high:
            continue
        left, top, right, bottom = (box[0] / wide, box[1] / high, box[2] / wide, box[3] / high)
        if right - left < 0.75 and bottom - top < 0.75:
            worth = 0.04 if each.get("name") in _HIGH else 1.0
            found.append(laying.Kept(left, top, right, bottom, worth))
    return found


_HIGH = ("moon", "sun", "stars", "clouds", "rainbow", "shooting_star", "tree", "branch")
