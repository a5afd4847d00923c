"""What the user wants signed and marked: `[plugins.provenance]`, and MUSE_MARK."""

import os
from collections.abc import Mapping
from typing import Any

NAME = "provenance"
OFF = frozenset(("off", "0", "no", "false"))


def marks(settings: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether pictures and sounds are marked: as MUSE_MARK says, or else `mark` in the settings."""
    told = os.environ.get("MUSE_MARK", "").strip().lower()
    return told not in OFF if told else settings.get(NAME, {}).get("mark") is not False


def texts_inside(settings: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether texts carry their credentials inside, in characters that nobody sees."""
    return settings.get(NAME, {}).get("text") == "inside"
