"""What is made of the answers of some tasks: a sheet in its own shape, and data as JSON."""

import json

from muse import GenerationError

from .. import cards

IN_JSON = ("titles", "loglines", "character")
"""Tasks whose result is written as JSON too."""


def sheet(text: str) -> str:
    """Return the sheet of a character in its own shape; as it is where it has no such lines."""
    found = cards.of_markdown(text)
    return found[0].markdown() if found and cards.is_sheet(found[0]) else f"{text}\n"


def as_json(task: str, text: str) -> str:
    """Return a list of titles or loglines, or a character's card, as JSON."""
    if task == "character":
        found = cards.of_markdown(text)
        if not found or not cards.is_sheet(found[0]):
            raise GenerationError(
                "the model wrote no sheet with a name and lines", hint="use another seed or model"
            )
        return json.dumps(found[0].json(), ensure_ascii=False, indent=2) + "\n"
    lines = [line.removeprefix("- ") for line in text.splitlines()]
    return json.dumps(lines, ensure_ascii=False, indent=2) + "\n"
