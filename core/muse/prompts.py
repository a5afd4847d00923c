"""Filling a condition from the words of its prompt."""

from collections.abc import Mapping
from typing import Any

from muse.condition import Condition, build
from muse.errors import InvalidField
from muse.generator import Generator
from muse.report import Report


def fill(
    generator: Generator[Any],
    asked: Condition,
    values: Mapping[str, Any],
    report: Report,
) -> Condition:
    """Fill the fields that nobody set from the words of the prompt."""
    prompt = getattr(asked, "prompt", None)
    if not prompt:
        return build(type(asked), values)
    reading = generator.read(str(prompt))
    report.unread = reading.unread
    merged = dict(values)
    for field, found in reading.fields.items():
        if field in values:
            if found.value != values[field]:
                report.note(f"{field} was set, so {found.words!r} in the prompt has no say.")
            continue
        try:
            build(type(asked), {**merged, field: found.value})
        except InvalidField as error:
            report.ignored[field] = f"read in the prompt as {found.words!r}, but {error}"
            continue
        merged[field] = found.value
        report.read[field] = found
    return build(type(asked), merged)
