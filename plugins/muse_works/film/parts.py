"""The parts of a film that others make: pictures, voices, music."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from muse import Item, Order

from .. import likeness
from ..orders import Takes, taken
from .condition import FilmCondition
from .language import chinese, sentences
from .planning import Plan
from .scenes import Scene

RING = 0.4
"""Seconds in which the last chord rings before the film ends."""

LOOP_FPS = 12
"""Frames per second of moving pictures."""

_ZH_MOODS = {
    "sad": "悲伤",
    "tense": "紧张",
    "happy": "欢快",
    "dreamy": "梦幻",
    "epic": "史诗",
    "romantic": "浪漫",
    "playful": "俏皮",
    "calm": "平静",
}


def _all(medium: str, field: str, generator: str | None = None) -> bool:
    return True


def picture_order(
    scene: Scene, number: int, condition: FilmCondition, plan: Plan, item: Item, takes: Takes
) -> Order:
    """Return the order for the picture of a scene; the same words get the same picture."""
    fields: dict[str, Any] = {"prompt": str(scene.picture)}
    fields |= {"width": condition.width, "height": condition.height}
    by = condition.pictures_by
    style = plan.said("style", condition.style)
    if style and takes("image", "style", by):
        fields["style"] = style
    elif style:
        fields["prompt"] += f", {style}"
    if condition.animate > 1 and takes("image", "animate", by):
        fields["animate"] = condition.animate
        fields |= {"fps": float(LOOP_FPS)} if takes("image", "fps", by) else {}
    if condition.ip_adapter and condition.reference and likeness.follows(takes, by):
        fields |= {"ip_adapter": condition.ip_adapter, "ip_image": condition.reference}
    mark = hashlib.sha256(str(scene.picture).encode()).hexdigest()[:16]
    fields["seed"] = item.seed_for(f"picture {mark}")
    return Order("image", f"scene-{number}/picture", by, (".png",), fields, item)


def voice_orders(
    scene: Scene, number: int, condition: FilmCondition, plan: Plan, item: Item, takes: Takes
) -> Iterator[Order]:
    """Yield an order for each sentence of a scene."""
    by = condition.voice_by
    wished: Mapping[str, Any] = {
        "language": plan.said("language", condition.language),
        "voice": plan.said("voice", condition.voice),
        "rate": condition.rate,
        "form": "story",
    }
    fields = taken(wished, takes, "speech", by)
    for place, sentence in enumerate(sentences(scene.say), 1):
        words = {"text": sentence, **fields, "seed": item.seed_for("voice")}
        yield Order("speech", f"scene-{number}/sentence-{place}", by, (".wav",), words, item)


def music_order(
    seconds: float | None, condition: FilmCondition, plan: Plan, item: Item, takes: Takes
) -> Order:
    """Return the order for music of a length that goes with the words."""
    by = condition.music_by
    mood = plan.said("mood", condition.mood) or plan.said("music", None) or plan.mood
    if "music" in mood or "音乐" in mood or "配乐" in mood:
        prompt = mood
    elif chinese(mood) or plan.zh:
        prompt = f"{_ZH_MOODS.get(mood, mood)}的电影配乐"
    else:
        prompt = f"{mood} film music"
    fields: dict[str, Any] = {"prompt": prompt, "seed": item.seed_for("music")}
    if takes("music", "drums", by):
        fields["drums"] = False
    if seconds is not None and takes("music", "duration", by):
        fields["duration"] = max(1.0, round(seconds - RING, 2))
    return Order("music", "music", by, (".wav",), fields, item)


def ordered(plan: Plan, condition: FilmCondition, item: Item) -> Iterator[Order]:
    """Yield the orders of a film as far as they are known before anything is made."""
    if plan.wish:
        yield Order("text", "story", condition.story_by, (), {"prompt": plan.wish}, item)
    for number, scene in enumerate(plan.scenes, 1):
        if not isinstance(scene.picture, int):
            yield picture_order(scene, number, condition, plan, item, _all)
        if condition.narrate and not scene.sound:
            yield from voice_orders(scene, number, condition, plan, item, _all)
    if condition.score and condition.music is None and condition.song is None:
        yield music_order(None, condition, plan, item, _all)
