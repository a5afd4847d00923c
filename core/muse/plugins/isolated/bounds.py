"""What a worker is kept in: a sandbox, and so much memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Bounds:
    """Whether workers are put into a sandbox where there can be one, and their memory (bytes)."""

    sandbox: bool = True
    memory: int | None = None

    @classmethod
    def of(cls, settings: Mapping[str, Any], sandbox: bool = True) -> Bounds:
        """Return what the settings `isolated` say; `sandbox` is what was said at installing."""
        memory = settings.get("memory")
        kept = sandbox and settings.get("sandbox", True)
        return cls(kept, None if memory is None else int(memory * 2**30))


USUAL = Bounds()
"""What workers are kept in where nobody says otherwise."""
