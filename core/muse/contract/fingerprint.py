"""What a thing is found again by, whatever version of its generator made it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def fingerprint(recipe: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a recipe's generator and condition, in hexadecimal digits."""
    told = {"generator": recipe["generator"], "condition": recipe["condition"]}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
