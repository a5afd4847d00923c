"""Forms of vehicles, by group; each module of this folder has its own `FORMS`."""

from importlib import import_module
from importlib.resources import files

from ...catalogue import Form


def forms() -> dict[str, Form]:
    """Return the forms of all groups; two of one name are refused."""
    made: dict[str, Form] = {}
    for file in sorted(files(__package__).iterdir(), key=lambda file: file.name):
        name = file.name.removesuffix(".py")
        if not file.name.endswith(".py") or name.startswith("_"):
            continue
        group: dict[str, Form] = getattr(import_module(f"{__package__}.{name}"), "FORMS", {})
        twice = made.keys() & group.keys()
        if twice:
            raise ValueError(f"vehicles/{name}.py: forms defined twice: {', '.join(sorted(twice))}")
        made |= group
    return made
