"""The card of weights that `muse train` made: what they learnt from, their licence, and the date.

It lies beside the file and is no part of it: the same training gives the same bytes on any day.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from muse.contract.artifact import Artifact
from muse.contract.run import Run
from muse.plugins.loading import TRAINER
from muse.running import again
from muse.running.request import Request

SUFFIX = ".md"
"""The ending that the card of a file gets: `mine.safetensors.md`."""

_PLAIN = re.compile(r"[A-Za-z0-9][\w.+-]*")
_RIGHTS = frozenset(("licence", "data_licence", "data_sha256"))
_LONGEST = 200
"""Characters of a value that a card tells."""


def add(request: Request, artifact: Artifact, run: Run) -> None:
    """Put a card beside the weights that a trainer made; a text, and what others made, has none."""
    file = artifact.files[artifact.suffix]
    text = file.media_type.startswith("text/")
    if request.name.endswith(TRAINER) and not artifact.unfinished and not text:
        card = "\n".join(_lines(request, artifact, run)) + "\n"
        file.signatures = {**file.signatures, SUFFIX: card.encode()}


def _lines(request: Request, artifact: Artifact, run: Run) -> Iterator[str]:
    generator = request.name.removesuffix(TRAINER)
    measured, made = artifact.measured, datetime.now(UTC).strftime("%Y-%m-%d")
    rights = {name: str(measured.get(name) or "unknown") for name in ("licence", "data_licence")}
    condition = artifact.recipe["condition"]
    yield from ("---", f"license: {_yaml(rights['licence'].lower())}")
    bases = [str(pin["repo"]) for pin in run.pins.values() if pin.get("repo")]
    if bases:
        yield f"base_model: [{', '.join(map(_yaml, bases))}]"
    yield from (f"date: {made}", "---", "")
    yield f"# {_line(artifact.title)}: weights of {generator}"
    yield ""
    by = " ".join(filter(None, (request.distribution, request.version)))
    yield f"Made by `muse train {generator}`{f' ({by})' if by else ''} on {made} (UTC)."
    yield from ("", "## Data", "")
    yield f"- source: {_value(condition.get('data') or 'what the generator has of its own')}"
    yield f"- licence of the data: {_line(rights['data_licence'])}"
    if measured.get("data_sha256"):
        yield f"- SHA-256 of what was read: {measured['data_sha256']}"
    for name, told in run.report.licences.items():
        yield f"- made with {_line(name)}, licence {_line(told['licence'])}"
    yield from ("", "## Licence", "")
    yield f"{_line(rights['licence'])}. {_advice(rights)}"
    yield from ("", "## Settings", "")
    for name, value in condition.items():
        if name not in ("data", "licence", "data_licence", "count") and value not in (None, "", []):
            yield f"- {name}: {_value(value)}"
    versions = (" ".join(each) for each in artifact.recipe["environment"].items())
    yield f"- with {_line(', '.join(versions))}"
    yield from ("", "## Figures", "")
    for name, value in measured.items():
        if name not in _RIGHTS:
            yield f"- {name}: {_value(value)}"
    yield from ("", "## What it isn't for", "")
    yield (
        "It knows what its data shows, and nothing else: its figures are those of such data. It "
        "isn't for judging people, nor for passing off what it makes as somebody's own work."
    )
    yield from ("", "## Again", "")
    yield f"    {again.command(request.name, request.asked, artifact.seed)}"


def _advice(rights: Mapping[str, str]) -> str:
    if rights["licence"] == "unknown":
        return (
            "Nobody said under which licence the data is: see to that before passing these weights "
            "on, or what they make."
        )
    return "That is what was said of the data and of what they were made with, or by `--licence`."


def _value(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    return _line(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _line(text: Any) -> str:
    """Return a text as one line, without what Markdown would take for marks."""
    told = " ".join(str(text).split())[:_LONGEST]
    return re.sub(r"([\\`*_<>\[\]#|])", r"\\\1", told)


def _yaml(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(" ".join(text.split()))
