"""What the file fields of Muse's own generators say that they take, so that pages can offer it."""

import re
from typing import Any

from muse import Host


def files(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a schema that take a file, or several."""

    def is_file(part: Any) -> bool:
        if isinstance(part, dict):
            return part.get("format") == "path" or any(map(is_file, part.values()))
        return isinstance(part, list) and any(map(is_file, part))

    return {name: part for name, part in schema["properties"].items() if is_file(part)}


def test_each_says_which_media_types(host: Host) -> None:
    found = {
        f"{name} {field}": part.get("media")
        for name in host.plugins.names()
        for field, part in files(host.schema(name)).items()
    }
    assert found["image.sketch init"] == ["image/*"]
    assert "audio/*" in found["music.midi melody"]
    for field, media in found.items():
        assert media, field
        for each in media:
            assert re.fullmatch(r"[a-z]+/([a-z0-9.+-]+\.)?(\*|[a-z0-9+-]+)", each), (field, each)
