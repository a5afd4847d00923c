"""Putting rights into files before their recipes, and finding them there.

A recipe's payload is the hash of a file without them: it tells on nobody, and whose a work is can
be said later or otherwise. So each format that takes rights gives back what was before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from muse.contract.hooks import Format
from muse.contract.report import Report
from muse.contract.rights import Rights, checked
from muse.errors import MuseError
from muse.media import content
from muse.media.content import Content

LARGEST = 2**28
"""Bytes of a file that rights are written into, which is done in memory."""


def settled(
    asked: Mapping[str, Any] | None, settings: Mapping[str, Any], *, plain: bool
) -> Rights | None:
    """Return the rights of a run: as it was asked, and else as the settings say; None for none.

    A `plain` run, whose files are to carry nothing, has those alone that it was asked for.
    """
    given = {name: value for name, value in (asked or {}).items() if value is not None}
    whole = given if plain else {**settings, **given}
    return checked(whole) or None


def put(
    fmt: Format | None,
    key: str,
    data: Content,
    rights: Rights,
    recipe: Mapping[str, Any],
    report: Report,
) -> Content:
    """Return a file's content with rights inside; as it is, with a note, where that can't be.

    A file on the disk is changed where it is. `recipe` tells how it came to be.
    """
    name = fmt.suffix if fmt else key
    if fmt is None or fmt.put_rights is None:
        report.note(f"Rights aren't in the {name} file: the format has no place for them.")
        return data
    if content.size(data) > LARGEST:
        report.note(f"Rights aren't in the {name} file: it is too large for that.")
        return data
    before = content.read(data)
    try:
        made = fmt.put_rights(before, rights, recipe)
        taken = fmt.take_rights(made) if fmt.take_rights else None
    except (MuseError, ValueError):
        made, taken = before, None
    held = taken and (taken[0], replace(taken[1], source=""))
    if held != (before, rights):  # else nobody would find what it was
        report.note(f"Rights aren't in the {name} file: it isn't made as others are.")
        return data
    if isinstance(data, Path):
        data.write_bytes(made)
        return data
    return made


def taken(data: bytes, formats: Iterable[Format]) -> tuple[bytes, Rights | None]:
    """Return a file's bytes without rights, and the rights; as it is, and None, without any."""
    for fmt in formats:
        found = fmt.take_rights(data) if fmt.take_rights else None
        if found is not None:
            return found
    return data, None
