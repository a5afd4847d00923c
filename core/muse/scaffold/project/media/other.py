"""Numbers from 0 to 1 as JSON: put the bytes of your own medium here."""

import json
from collections.abc import Sequence

from muse import Artifact, Condition, Field, Item

FORMATS = {".json": "application/json"}


class Shape(Condition):
    """What it can be asked for."""

    digits: int = Field(3, ge=1, le=9, description="Digits after the point.")


def made(values: Sequence[float], condition: Shape, item: Item) -> Artifact:
    """Return the numbers as a JSON list."""
    data = json.dumps([round(value, condition.digits) for value in values]).encode()
    return Artifact({".json": data}, item, {"parts": len(json.loads(data))})
