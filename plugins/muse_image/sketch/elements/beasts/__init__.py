"""Animals by group; each module of this folder has its own `FORMS`."""

from types import ModuleType

from ... import catalogue
from ...catalogue import Form


def groups() -> tuple[ModuleType, ...]:
    """Return the modules of this folder."""
    return catalogue.groups(__package__)


def forms() -> dict[str, Form]:
    """Return the forms of all groups."""
    return catalogue.gathered(__package__)
