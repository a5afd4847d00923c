"""Names of a batch's files: the user's own as they are, made safe for any system."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from muse import files
from muse.batches.templates import Template, shown
from muse.errors import RequestError

_BARRED = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_WINDOWS = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_PART = 120
"""Bytes of UTF-8 that a part of a name has at most."""

_VALUE = 40
"""Bytes that the value of an axis adds to a name at most."""


def safe(text: str) -> str:
    """Return a text as the name of a file or folder on any system; empty where nothing is left."""
    plain = _BARRED.sub("-", unicodedata.normalize("NFC", text)).strip(" .-")
    plain = re.sub(r"\s+", " ", plain)
    plain = plain.encode("utf-8", "ignore")[:_PART].decode(errors="ignore").rstrip(" .")
    return f"{plain}-" if _WINDOWS.fullmatch(plain) else plain


class Naming:
    """Names rows: by a template, by a column, or by number and prompt.

    `axes` that a template doesn't use are added at the end, each by its value.
    """

    def __init__(self, template: Template | None, column: str | None, axes: Sequence[str]) -> None:
        self._template = template
        self._column = column
        used = template.used if template else []
        self._axes = [axis for axis in axes if axis not in used]

    def name(
        self,
        values: Mapping[str, Any],
        row: int,
        point: Mapping[str, Any],
        prompt: Any,
        copy: int | None,
    ) -> str:
        """Return what an artifact's files are called, `/` between folders; RequestError for none.

        `point` is where in the grid it is, `copy` its number among those of its row.
        """
        prompt_is_axis = self._template is None and self._column is None
        if self._template is not None:
            parts = self._parts(values)
        elif self._column is not None:
            parts = [safe(shown(values.get(self._column) or ""))]
        else:
            words = files.slug(str(prompt or ""), "")[:60].rstrip("-")
            parts = [f"{row:04}-{words}" if words else f"{row:04}"]
        if not all(parts):
            raise RequestError("name: it is empty", hint='--name "{row}" numbers them')
        for axis in self._axes:
            if axis == "prompt" and prompt_is_axis:
                continue
            value = files.slug(shown(point[axis]), "x").encode()[:_VALUE].decode(errors="ignore")
            parts[-1] += f"-{value}"
        if copy is not None:
            parts[-1] += f"-{copy}"
        return "/".join(parts)

    def _parts(self, values: Mapping[str, Any]) -> list[str]:
        """Return the parts of a name: what is between slashes of the template, not of a value."""
        assert self._template is not None
        barred = {
            name: _BARRED.sub("-", shown(value)) if value is not None else None
            for name, value in values.items()
        }
        return [safe(part) for part in shown(self._template.fill(barred) or "").split("/")]
