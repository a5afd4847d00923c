"""What the contract part of Muse takes from newer Pythons than 3.9, which workers may run under.

Muse itself needs 3.11. Plugins in environments of their own bring their own Python, and there the
contract part is loaded: all that `muse` names but the host. It takes these from here alone.
"""

import sys
from io import BufferedReader
from typing import Any

if sys.version_info >= (3, 11):
    from typing import Self as Self
else:
    from typing_extensions import Self as Self

if sys.version_info >= (3, 10):
    from builtins import zip as zip
    from dataclasses import dataclass as dataclass
    from typing import TypeAlias as TypeAlias
else:
    import builtins
    import dataclasses

    from typing_extensions import TypeAlias as TypeAlias

    def dataclass(cls: Any = None, *, slots: bool = False, **options: Any) -> Any:
        """Make a dataclass; `slots` saves memory, and 3.9 does without."""
        return dataclasses.dataclass(cls, **options)

    def zip(*parts: Any, strict: bool = False) -> Any:
        """Zip; ValueError for parts of unequal length where it is to be strict."""
        if strict:
            parts = tuple(map(list, parts))
            if len({len(part) for part in parts}) > 1:
                raise ValueError("zip() takes parts of one length")
        return builtins.zip(*parts)


def file_sha256(file: BufferedReader) -> str:
    """Return the SHA-256, in hexadecimal, of what is left in a file."""
    import hashlib

    if sys.version_info >= (3, 11):
        return hashlib.file_digest(file, "sha256").hexdigest()
    else:
        found = hashlib.sha256()
        while piece := file.read(2**20):
            found.update(piece)
        return found.hexdigest()


def toml(text: str) -> dict[str, Any]:
    """Read TOML; ValueError where it isn't, ImportError below Python 3.11 without tomli."""
    if sys.version_info >= (3, 11):
        import tomllib

        return tomllib.loads(text)
    else:
        import tomli

        return tomli.loads(text)
