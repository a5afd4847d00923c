"""Server-sent events as a client reads them."""

import json
from typing import Any


def events_of(text: str) -> list[dict[str, Any]]:
    """Return the events of a stream: id, event, data; JSON is parsed."""
    found = []
    for block in text.split("\n\n"):
        event: dict[str, Any] = {}
        for line in block.split("\n"):
            name, _, value = line.partition(": ")
            if name == "id":
                event["id"] = int(value)
            elif name == "event":
                event["event"] = value
            elif name == "data":
                event["data"] = value if value == "[DONE]" else json.loads(value)
        if event:
            found.append(event)
    return found
