"""Filling a condition from the words of its prompt."""

from collections.abc import Mapping
from typing import Any

from muse.contract.condition import Condition, build
from muse.contract.generator import Generator
from muse.contract.report import Report
from muse.errors import InvalidField, RequestError

LONGEST_READ = 4_000
"""Characters of a prompt in which fields are looked for: some 800 words."""


def fill(
    generator: Generator[Any],
    asked: Condition,
    report: Report,
    own: Mapping[str, Any],
) -> Condition:
    """Fill what nobody set: from the words of the prompt, then from the user's `own` values."""
    values = {k: getattr(asked, k) for k in asked.model_fields_set}
    merged = _read(generator, asked, values, report)
    for field, value in own.items():
        if field in merged:
            continue
        try:
            made = build(type(asked), {**merged, field: value})
        except RequestError as error:
            raise RequestError(f"config.toml: {error.message}", hint=error.hint) from None
        merged[field] = value
        report.choose(field, made.model_dump(mode="json", include={field})[field])
    return build(type(asked), merged)


def _read(
    generator: Generator[Any], asked: Condition, values: Mapping[str, Any], report: Report
) -> dict[str, Any]:
    """Return the values with what the prompt says of the fields that aren't among them."""
    merged = dict(values)
    prompt = getattr(asked, "prompt", None)
    if not prompt:
        return merged
    if len(prompt) > LONGEST_READ:
        report.note(f"Only the first {LONGEST_READ:,} characters of the prompt were read.")
    reading = generator.read(str(prompt)[:LONGEST_READ])
    report.not_understood = reading.not_understood
    for field, found in reading.fields.items():
        if field in values:
            if found.value != values[field]:
                report.note(f"{field} was set, so {found.words!r} in the prompt is overridden.")
            continue
        try:
            build(type(asked), {**merged, field: found.value})
        except InvalidField as error:
            report.ignored[field] = f"read in the prompt as {found.words!r}, but {error}"
            continue
        merged[field] = found.value
        report.read[field] = found
    return merged
