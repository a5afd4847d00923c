"""Which policy is on: MUSE_POLICY, or else `[plugins.policy]` in config.toml."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NAME = "policy"
VARIABLE = "MUSE_POLICY"
ON = frozenset(("on", "1", "yes", "true"))
OFF = frozenset(("off", "0", "no", "false"))
DEFAULT = Path(__file__).with_name("policy.default.toml")
"""The policy that comes with Muse."""

Settings = Mapping[str, Mapping[str, Any]]


def told() -> str:
    """Return what MUSE_POLICY says: on, off, a path, or nothing."""
    return os.environ.get(VARIABLE, "").strip()


def is_on(settings: Settings) -> bool:
    """Whether runs are looked at: as MUSE_POLICY says, or else `on` in the settings."""
    said = told()
    if said:
        return said.lower() not in OFF
    return settings.get(NAME, {}).get("on", False) is not False


def place(settings: Settings) -> Path:
    """Return the file of rules: MUSE_POLICY where that is a path, `file`, or Muse's own.

    A path in the settings that isn't absolute begins in their folder.
    """
    from muse.folders import config_folder

    said = told()
    if said and said.lower() not in ON | OFF:
        return Path(said).expanduser()
    own = settings.get(NAME, {}).get("file")
    return config_folder() / Path(str(own)).expanduser() if own else DEFAULT
