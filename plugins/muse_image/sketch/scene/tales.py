"""Tales: what a story tells, in the words that the painter knows."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files


@cache
def _rules() -> Sequence[tuple[re.Pattern[str], str]]:
    text = files("muse_image.sketch").joinpath("words/data/tales.toml").read_text("utf-8")
    told = tomllib.loads(text)
    return [(re.compile(rule, re.IGNORECASE), by) for rule, by in (*told["en"], *told["zh"])]


def plainly(prompt: str) -> str:
    """Return a sentence of a story as a prompt: "wept" as "crying", a den as a burrow."""
    for rule, by in _rules():
        prompt = rule.sub(by, prompt)
    return prompt
