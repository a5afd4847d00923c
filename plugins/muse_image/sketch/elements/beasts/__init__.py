"""Animals by group; each module of this folder has its own `FORMS`."""

from functools import cache
from importlib import import_module
from importlib.resources import files
from types import ModuleType

from ...catalogue import Form


@cache
def groups() -> tuple[ModuleType, ...]:
    """Return the modules of this folder."""
    names = sorted(file.name for file in files(__package__).iterdir())
    return tuple(
        import_module(f"{__package__}.{name.removesuffix('.py')}")
        for name in names
        if name.endswith(".py") and not name.startswith("_")
    )


def forms() -> dict[str, Form]:
    """Return the forms of all groups; two of one name are refused."""
    made: dict[str, Form] = {}
    for module in groups():
        group: dict[str, Form] = getattr(module, "FORMS", {})
        twice = made.keys() & group.keys()
        if twice:
            raise ValueError(f"{module.__name__}: defined twice: {', '.join(sorted(twice))}")
        made |= group
    return made
