"""What a run asks of a model: words and numbers, and what is told about those without effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from muse import RequestError, Run

from .conditioning import CHROMA, STYLE
from .sound import given
from .words import CHINESE, told

if TYPE_CHECKING:
    from .composing import Wish
    from .kinds import Kind

DRAWN = ("guidance", "temperature", "top_k", "top_p")
"""Fields that a kind of model may have other numbers for."""


def words(condition: Any, run: Run) -> str:
    """Return what the model is told, and report it; RequestError where it is nothing."""
    text, report = told(condition), run.report
    if not text:
        style = ", or give --style, --mood or --instruments" if hasattr(condition, "style") else ""
        raise RequestError(
            "prompt: it contains no English words for the model", hint=f"describe the sound{style}"
        )
    if CHINESE.search(condition.prompt):
        report.note(f"The model understands English; its prompt was {text!r}.")
    elif text != condition.prompt.strip():
        report.note(f"The model's prompt was {text!r}.")
    if CHINESE.search(condition.negative_prompt):
        report.note("The negative prompt is Chinese, which the model hardly understands.")
    return text


def wish(condition: Any, kind: Kind, text: str, run: Run) -> Wish:
    """Return what all candidates have in common, and say what has no effect with this model.

    RequestError where the model can't hear a sound that was handed in.
    """
    from .composing import Wish

    report = run.report
    numbers = {name: getattr(condition, name) for name in DRAWN}
    for name, value in kind.defaults.items():
        if name not in condition.model_fields_set:
            numbers[name] = value
            report.choose(name, value)
            run.resolve(**{name: value})
    _tell(condition, kind, numbers, run)
    sounds = {}
    for field, name in (("melody", "melody"), ("like", "like"), ("extend", "start")):
        file = getattr(condition, field, None)
        sounds[name] = given(file, field) if file is not None else None
    return Wish(
        text=text,
        negative=condition.negative_prompt if numbers["guidance"] > 1 else "",
        seconds=condition.duration,
        overlap=condition.overlap,
        steps=condition.steps,
        excerpt=getattr(condition, "excerpt", 3.0),
        closeness=getattr(condition, "closeness", 3),
        emphasis=_emphasis(condition) if sounds["like"] is not None else None,
        **numbers,
        **sounds,
    )


def _emphasis(condition: Any) -> float | None:
    """Return how much words count beside a sound; None for as much, which needs no third look."""
    return None if condition.emphasis == 1 else float(condition.emphasis)


def _tell(condition: Any, kind: Kind, numbers: dict[str, Any], run: Run) -> None:
    report, asked = run.report, condition.model_fields_set
    for field, hears, model in (
        ("melody", CHROMA, "facebook/musicgen-melody"),
        ("like", STYLE, "facebook/musicgen-style"),
    ):
        if getattr(condition, field, None) is not None and kind.hears != hears:
            raise RequestError(
                f"{field}: this {kind.label} doesn't hear one", hint=f"use --model {model}"
            )
    lone = {"separator": "melody", "excerpt": "like", "closeness": "like", "emphasis": "like"}
    for field, other in lone.items():
        if field in asked and getattr(condition, other) is None:
            report.ignore(field, f"it has no effect without {other}")
    if condition.negative_prompt and numbers["guidance"] <= 1:
        report.ignore("negative_prompt", "it has no effect without guidance")
    if "steps" in asked and kind.name != "magnet":
        report.ignore("steps", f"{kind.label} takes a step for each frame")
    if "overlap" in asked and kind.name == "magnet" and condition.extend is None:
        report.ignore("overlap", f"{kind.label} makes one window")
    if "top_k" in asked and numbers["top_p"] > 0:
        report.ignore("top_k", "top_p goes before it")
    if not kind.music and hasattr(condition, "meter"):
        for field in ("meter", "key", "tempo"):
            if getattr(condition, field) is not None:
                report.note(f"{kind.label} makes no music, so its {field} isn't measured.")
    if condition.extend is None:
        return
    if "loudness" in asked:
        report.note("The whole is brought to one loudness, so the level of its start changes.")
    else:
        report.ignore("loudness", f"{condition.extend.name} keeps its level")
