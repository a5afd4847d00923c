"""A recipe that may come from anybody: what is taken from it, and what the user has to agree to."""

from collections.abc import Iterator, Mapping
from typing import Any

from muse.contract.condition import Condition, build
from muse.contract.fields import default_of
from muse.contract.generator import Generator
from muse.contract.large import InputPath
from muse.errors import RequestError
from muse.library.library import Library

COSTLY = 16
"""A recipe that asks for more times the default is run only when the user agrees."""


class Cost(str):
    """What a user has to agree to because it takes long, and for no other reason."""


def condition_of(
    model: type[Condition],
    recipe: Mapping[str, Any],
    handed_in: Mapping[str, Any],
    library: Library,
) -> Condition:
    """Return a recipe's condition for one item.

    The `library` has files by their hash, `handed_in` are files by field that nobody kept.
    RequestError for one of another hash; InvalidField for a path where a hash belongs.
    """
    values = {**recipe["condition"], "count": 1}
    for field, file in handed_in.items():
        values[field] = _handed(field, file, values.get(field))
    return build(model, values, inputs=library.input, paths=library, recipe=True)


def fields_of(recipe: Mapping[str, Any], own: Mapping[str, Any]) -> frozenset[str]:
    """Return the fields whose values the recipe chose, and not the user's `own` settings too."""
    values = recipe["condition"]
    return frozenset(field for field, value in values.items() if own.get(field) != value)


def questions(name: str, generator: Generator[Any], condition: Condition) -> Iterator[str]:
    """Yield what a user has to agree to before the recipe is run, a line each."""
    address = generator.calls(condition)
    if address:
        yield f"the recipe has {name} call {address}"
    if name.endswith(":train"):
        yield f"the recipe has {name} train on this machine"
    size = _times_the_default(generator, condition)
    if size > COSTLY:
        yield Cost(f"the recipe asks {name} for {size:.0f} times what it makes by default")


def _handed(field: str, file: Any, wanted: Any) -> InputPath:
    """Return a file that is handed in for a field of a recipe."""
    try:
        given = InputPath.read(file)
    except ValueError as error:
        raise RequestError(f"{field}: {error}") from None
    if not isinstance(wanted, Mapping) or wanted.get("sha256") != given.sha256:
        raise RequestError(
            f"{field}: {given.name} isn't the file that the recipe was made with",
            hint="its SHA-256 differs",
        )
    return given


def _times_the_default(generator: Generator[Any], condition: Condition) -> float:
    """Return how many times the defaults of its costly fields a condition asks for."""
    times = 1.0
    for field in generator.costly:
        value, usual = getattr(condition, field), default_of(type(condition).model_fields[field])
        if isinstance(value, int | float) and isinstance(usual, int | float) and usual > 0:
            times *= max(1.0, value / usual)
    return times
