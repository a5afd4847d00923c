"""The header of a model's card, README.md: YAML that comes from anybody."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_LONGEST = 2**19
"""Bytes of a card in which its header is looked for: tables of results stand in it, too."""

_WANTED = frozenset(("license", "license_name", "pipeline_tag"))
_EXCERPT = 1_000
"""Characters of what is wanted; YAML of a page can take minutes to read."""

_KEY = re.compile(r"([A-Za-z_-]+):")


def header(path: Path) -> dict[str, Any]:
    """Return licence and task that a card gives at its head, as `license` and `pipeline_tag`.

    Empty for no card, one that is damaged, and one whose few lines stand for more than they are.
    """
    try:
        import yaml

        with path.open("rb") as file:
            text = file.read(_LONGEST).decode("utf-8-sig", "replace")
        wanted = "\n".join(_lines(text))[:_EXCERPT]
        if "&" in wanted or "*" in wanted:  # an alias stands for what is anywhere else
            return {}
        value = yaml.safe_load(wanted)
    except Exception:  # no card, no PyYAML, or YAML that is none: all mean "not known"
        return {}
    return value if isinstance(value, dict) else {}


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of the header that give what is wanted."""
    lines = iter(text.splitlines())
    if next(lines, "").rstrip() != "---":
        return
    wanted = False
    for line in lines:
        if line.rstrip() == "---":
            return
        key = _KEY.match(line)
        wanted = key[1] in _WANTED if key else wanted and line[:1] in (" ", "-", "")
        if wanted:
            yield line
