"""Classifiers that plugins bring: an entry point of the group `muse.classifiers`.

It names a function that takes a text, or a Pillow picture, and returns label -> score from 0 to 1:

    [project.entry-points."muse.classifiers"]
    toxicity = "my_plugin:toxicity"
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from muse import MuseError, PluginError, allowed
from muse_policy.rules import Rule

GROUP = "muse.classifiers"
IMAGE_MODEL = "image_model"
"""The name of the classifier that is the model of `[plugins.policy] image_model`."""

Classify = Callable[[Any], Mapping[str, float]]


@lru_cache(maxsize=32)
def named(name: str) -> Classify:
    """Return a classifier by its name; MuseError where no plugin brings it, or it can't be had."""
    from importlib.metadata import entry_points

    there = [p for p in entry_points(group=GROUP) if p.dist is None or allowed(p.dist.name)]
    found = next((point for point in there if point.name == name), None)
    if found is None:
        known = ", ".join(sorted({point.name for point in there})) or "none"
        raise MuseError(
            f"the policy wants the classifier {name!r}, which no plugin brings",
            hint=f"install one that does; there are {known}",
        )
    try:
        loaded = found.load()
    except Exception as error:
        raise PluginError(f"the classifier {name!r} can't be loaded: {error}") from error
    if not callable(loaded):
        raise PluginError(f"the classifier {name!r} is no function")
    return lambda thing: scores(name, loaded, thing)


def scores(name: str, classify: Classify, thing: Any) -> dict[str, float]:
    """Return what a classifier says; PluginError where it fails or says something else."""
    try:
        found = {str(label): float(score) for label, score in dict(classify(thing)).items()}
    except MuseError:
        raise
    except Exception as error:
        raise PluginError(f"the classifier {name!r} failed: {error}") from error
    if not all(0 <= score <= 1 for score in found.values()):
        raise PluginError(f"the classifier {name!r} gave scores that aren't from 0 to 1")
    return found


def over(rule: Rule, found: Mapping[str, float]) -> str:
    """Return the label, with its score, by which a rule holds; empty where it doesn't."""
    lower = {label.lower(): score for label, score in found.items()}
    hits = [
        (lower[label.lower()], label)
        for label, least in rule.labels.items()
        if lower.get(label.lower(), -1.0) >= least
    ]
    return f"{max(hits)[1]} {max(hits)[0]:.2f}" if hits else ""
