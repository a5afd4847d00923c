"""What a picture says of how it was made: Muse's recipe, or A1111's own text."""

import io
from collections.abc import Mapping
from typing import Any

from muse import InvalidField, MuseError
from muse.contract.hooks import Format
from muse.media import PICTURES
from muse.media.metadata import excess
from muse.running import recipe
from muse_server.a1111 import pictures, telling

_LONGEST = 2**20
"""Characters of a text in a picture that are told."""


def look(image: str, formats: Mapping[str, Format]) -> dict[str, Any]:
    """Return `info`, `items` and `parameters` of a picture; InvalidField where it is none."""
    data = pictures.data_of(image, "image")
    problem = excess(data)
    if problem:
        raise InvalidField(f"image: it {problem}")
    try:
        found = recipe.extract(data, formats.values())
    except MuseError:  # a recipe that isn't one: somebody made it up
        found = None
    if found is not None:
        info = telling.text(found[1])
        items = {"muse": recipe.dumps(found[1]), "parameters": info}
        return {"info": info, "items": items, "parameters": telling.shown(found[1])}
    info = _text(data)
    return {"info": info, "items": {"parameters": info} if info else {}, "parameters": {}}


def _text(data: bytes) -> str:
    """Return the text `parameters` of a PNG; its pixels aren't decoded."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=PICTURES) as opened:
            text = opened.info.get("parameters", "")
    except Exception:  # a damaged file makes its decoder raise whatever it stumbles over
        raise InvalidField("image: it can't be read as a picture") from None
    return text[:_LONGEST] if isinstance(text, str) else ""
