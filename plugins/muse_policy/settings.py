"""Which policy is on: that of MUSE_POLICY, or else of `[plugins.policy]` in config.toml."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NAME = "policy"
VARIABLE = "MUSE_POLICY"
DEFAULT = Path(__file__).with_name("policy.default.toml")
"""The policy that comes with Muse."""

_SAYS = frozenset(("on", "1", "yes", "true", "off", "0", "no", "false"))

Settings = Mapping[str, Mapping[str, Any]]


def place(settings: Settings) -> Path:
    """Return the file of rules: MUSE_POLICY where that is a path, `file`, or Muse's own.

    A path in the settings that isn't absolute begins in their folder.
    """
    from muse.folders import config_folder

    said = os.environ.get(VARIABLE, "").strip()
    if said and said.lower() not in _SAYS:
        return Path(said).expanduser()
    own = settings.get(NAME, {}).get("file")
    return config_folder() / Path(str(own)).expanduser() if own else DEFAULT
