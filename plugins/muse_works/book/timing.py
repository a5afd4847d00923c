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
from .volume import Made, Volume

_AFTER, COVER, END = 2.0, 4.0, 3.5
"""Seconds after the words of a page; of the cover; of the end."""
_FPS = 24


def sentences(voice: Artifact) -> list[dict[str, Any]]:
    """Return the sentences of a voice with their times, where its speaker tells them."""
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


def scenes(book: Volume, made: Made) -> dict[str, Any]:
    """Return what a film is made of: pictures, voices and the seconds of each."""
    told: list[dict[str, Any]] = [{"seconds": COVER}]
    between = " " if book.board.language == "en" else ""
    sounds: list[Artifact] = []
    for page, voice, length in zip(book.board.pages, made.voices, made.lengths, strict=True):
        scene: dict[str, Any] = {"say": between.join(page.text.split()), "seconds": length}
        if voice is not None:
            sounds.append(voice)
            scene["sound"] = len(sounds)
            scene["times"] = [word for each in sentences(voice) for word in each.get("words", ())]
        told.append(scene)
    told.append({"seconds": END})
    shown = [book.pictures["cover.jpg"], *made.pictures[1:], made.pictures[0]]
    return {"scenes": told, "pictures": shown, "sounds": sounds, "music": made.music}
