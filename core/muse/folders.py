"""Where Muse keeps its things: configuration, the library, and what can be made again.

`MUSE_HOME` puts all three under one folder; otherwise they go where the system wants them.
"""

import os
from pathlib import Path

from muse import files


def config_folder() -> Path:
    """Return the folder of `config.toml`."""
    return _folder("config")


def data_folder() -> Path:
    """Return the folder of the library."""
    return _folder("data")


def cache_folder() -> Path:
    """Return the folder of what can be thrown away at any time."""
    return _folder("cache")


def _folder(kind: str) -> Path:
    home = os.environ.get("MUSE_HOME")
    if home:
        return files.expanded(home) / kind
    import platformdirs

    place = {
        "config": platformdirs.user_config_path,
        "data": platformdirs.user_data_path,
        "cache": platformdirs.user_cache_path,
    }[kind]
    return place("muse", appauthor=False)
