"""What is claimed of a file: who made it, by what, when, and of what."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

RECIPE = "org.muse.recipe"
"""The label of our own assertion."""

_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_C2PA = "http://c2pa.org/digitalsourcetype/"
_SOURCES = {
    "trainedAlgorithmicMedia": _IPTC,
    "algorithmicMedia": _IPTC,
    "compositeWithTrainedAlgorithmicMedia": _IPTC,
    "humanEdits": _IPTC,
    "trainedAlgorithmicData": _C2PA,
}

_NETWORKS = frozenset(
    (
        *("torch", "transformers", "diffusers", "onnxruntime", "tensorflow", "jax", "gguf"),
        *("llama-cpp-python", "openai", "anthropic", "mlx", "lock"),
    )
)
"""What generators name in their environment that work by a network, here or elsewhere.

`lock` is an environment of its own, which generators have that need such libraries.
"""

_BY_RULES = frozenset(("espeak", "espeak-ng", "patches"))
"""Engines that work without a network, of a generator that may use one."""

_OWN_WORDS = frozenset(("text.draft",))
"""Generators that make nothing: they keep what somebody wrote."""


def source(recipe: Mapping[str, Any], report: Mapping[str, Any] | None = None) -> str:
    """Return how something came to be, by IPTC's and C2PA's names.

    - `trainedAlgorithmicMedia`: a network made it, here or on a server
    - `algorithmicMedia`: it follows rules, and nothing in it was learned
    - `compositeWithTrainedAlgorithmicMedia`: a work by rules, a part of which a network made
    - `trainedAlgorithmicData`: weights
    - `humanEdits`: somebody's own words, kept

    A recipe that pins weights is a network's. One without, whose environment names what networks
    run by, is too, unless the report says that an engine by rules was chosen.
    """
    generator = str(recipe.get("generator", ""))
    if generator.endswith(":train"):
        return "trainedAlgorithmicData"
    if generator in _OWN_WORDS:
        return "humanEdits"
    if _is_by_network(recipe, report):
        return "trainedAlgorithmicMedia"
    if any("trained" in source(part).lower() for part in _parts(recipe)):
        return "compositeWithTrainedAlgorithmicMedia"
    return "algorithmicMedia"


def address(kind: str) -> str:
    """Return the address of a digital source type, as the vocabulary that has it writes it."""
    return _SOURCES[kind] + kind


def _parts(recipe: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    parts = recipe.get("parts")
    return list(parts.values()) if isinstance(parts, Mapping) else []


def _is_by_network(recipe: Mapping[str, Any], report: Mapping[str, Any] | None) -> bool:
    if recipe.get("weights"):
        return True
    if not _NETWORKS & set(recipe.get("environment", ())):
        return False
    engines = _engines(recipe, report)
    return not engines or not all(engine in _BY_RULES for engine in engines)


def _engines(recipe: Mapping[str, Any], report: Mapping[str, Any] | None) -> list[str]:
    """Return the engines that were used, as far as somebody says which."""
    told = report or {}
    said = {**told.get("chosen", {}), **told.get("applied", {})}.get("engine")
    said = said or recipe.get("condition", {}).get("engine")
    found = [each.strip() for each in str(said or "").split(",")]
    return [each for each in found if each and each != "auto"]


def model(recipe: Mapping[str, Any]) -> str:
    """Return the names of the models whose weights were used; empty where none were."""
    named = recipe.get("condition", {}).get("model")
    weights = recipe.get("weights")
    return ", ".join(weights) if isinstance(weights, Mapping) and weights else str(named or "")


def manifest(
    *,
    title: str,
    media_type: str,
    recipe: Mapping[str, Any],
    report: Mapping[str, Any],
    about: Mapping[str, Any],
    when: datetime | None = None,
) -> dict[str, Any]:
    """Return what C2PA's library is to claim of a file.

    `about` is our own assertion: the signature's `id`, a UUID, by which it is found again, as the
    name of the credentials isn't guarded; hashes of the recipe and of the payload, mark, artifact.
    """
    kind = source(recipe, report)
    named = model(recipe)
    agent = {"name": str(recipe["generator"]), "version": str(recipe.get("version", ""))}
    action: dict[str, Any] = {
        "action": "c2pa.created",
        "when": (when or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "digitalSourceType": _SOURCES[kind] + kind,
        "softwareAgent": {name: value for name, value in agent.items() if value},
    }
    if named:
        action["parameters"] = {"org.muse.model": named[:300]}
    return {
        "label": f"urn:c2pa:{about['id']}",
        "claim_generator_info": [{"name": "Muse", "version": version()}],
        "title": title,
        "format": media_type,
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": [action]}},
            {"label": RECIPE, "data": dict(about)},
        ],
    }


@cache
def version() -> str:
    """Return the version of this Muse."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as of

    try:
        return of("muse-host")
    except PackageNotFoundError:
        return "0"


def short(uri: str) -> str:
    """Return the last word of a source type's address."""
    return re.split(r"[/#]", uri)[-1][:80]
