"""Forms of vehicles, by group; each module of this folder has its own `FORMS`."""

from ...catalogue import Form, gathered


def forms() -> dict[str, Form]:
    """Return the forms of all groups."""
    return gathered(__package__)
