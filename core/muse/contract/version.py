"""The version of the contract between Muse and its plugins, and what another version means.

A distribution says which contract it was made for by an entry point that costs no import:

    [project.entry-points."muse.contract"]
    "1.0" = "muse_dots"

The second number grows when something is added, the first when something is taken away or changed.
"""

from __future__ import annotations

import re

CONTRACT = "1.4"
"""The contract that this Muse keeps: all names in `muse`, the hooks, the entry points' groups."""


def refusal(made_for: str) -> str | None:
    """Say why a plugin made for a contract can't be used here; None when it can be tried."""
    version = _parsed(made_for)
    if version is None:
        return f"its contract {made_for!r} is no version such as {CONTRACT}"
    ours = _parsed(CONTRACT) or (0, 0)
    if version[0] > ours[0]:
        return (
            f"it was made for contract {made_for}, and this Muse keeps {CONTRACT}: "
            "pip install --upgrade muse-host"
        )
    if version[0] < ours[0]:
        return (
            f"it was made for contract {made_for}, and this Muse keeps {CONTRACT}: "
            "upgrade the plugin, or ask its author to"
        )
    return None


def remark(made_for: str) -> str | None:
    """Say that a plugin may use what this Muse doesn't have yet; None when it can't."""
    version, ours = _parsed(made_for), _parsed(CONTRACT)
    if version is None or ours is None or version[0] != ours[0] or version[1] <= ours[1]:
        return None
    return (
        f"it was made for contract {made_for}, newer than this Muse's {CONTRACT}: "
        "pip install --upgrade muse-host"
    )


def _parsed(text: str) -> tuple[int, int] | None:
    found = re.fullmatch(r"(\d{1,4})\.(\d{1,4})", text)
    return (int(found[1]), int(found[2])) if found else None
