"""How long each page of a book lasts, its words in time, and the scenes of its film."""

import json
import math
from typing import Any

from muse import Artifact

from . import laying
from .board import Page
from .condition import PictureBookCondition
from .reading_aloud import Word, timed, words
from .splitting import weight
from .volume import Volume

_AFTER, COVER, END = 2.0, 4.0, 3.5
"""Seconds after the words of a page; of the cover; of the end."""
_FPS = 24


def sentences(voice: Artifact) -> list[dict[str, Any]]:
    told = json.loads(voice.files[".json"].data)
    return list(told.get("sentences", ())) if isinstance(told, dict) else []


def spoken(text: str, voice: Artifact | None) -> list[list[Word]]:
    """Return the words of a page, with times where it is read."""
    if voice is None:
        return [words(paragraph) for paragraph in text.split("\n\n")]
    return timed(text, sentences(voice), float(voice.measured.get("duration", 0.0)))


def lasts(page: Page, voice: Artifact | None) -> float:
    """Return how long a page is shown, s: as long as it is read, or would take to read."""
    if voice is not None:
        length = float(voice.measured.get("duration", 3.0)) + _AFTER
    else:
        length = max(4.0, weight(page.text) / 14 + 1.5)
    return math.ceil(length * _FPS) / _FPS


def frame(condition: PictureBookCondition) -> tuple[int, int]:
    """Return the size of the film, px: the shape of the pages."""
    wide, high = laying.TRIMS[condition.trim]
    scale = min(720, condition.dpi * 8) / min(wide, high)
    return 2 * round(wide * scale / 2), 2 * round(high * scale / 2)


def scenes(book: Volume, film: dict[str, Any]) -> dict[str, Any]:
    """Return what a film is made of: pictures, voices and the seconds of each."""
    pictures, voices = film["pictures"], film["voices"]
    scenes: list[dict[str, Any]] = [{"seconds": COVER}]
    english = book.board.language == "en"
    for number, page in enumerate(book.board.pages, 1):
        scene: dict[str, Any] = {
            "say": (" " if english else "").join(page.text.split()),
            "seconds": film["lengths"][number - 1],
        }
        if voices:
            scene["sound"] = number
            scene["times"] = [
                word for each in sentences(voices[number - 1]) for word in each.get("words", ())
            ]
        scenes.append(scene)
    scenes.append({"seconds": END})
    shown = [book.pictures["cover.jpg"], *pictures[1:], pictures[0]]
    return {"scenes": scenes, "pictures": shown, "sounds": list(voices), "music": film["music"]}
