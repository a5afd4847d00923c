"""Whether a generator can run on this machine, and what a medium uses where its default can't."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from muse.contract.condition import build
from muse.contract.generator import Generator
from muse.errors import MuseError, NotReady, PluginError, RequestError, shown
from muse.plugins.blame import blaming


def uninstalled(name: str, cls: type[Generator[Any]]) -> NotReady | None:
    """Return what a generator needs that isn't installed, and the command that installs it."""
    unready = getattr(cls, "unready", None)  # of one in an environment of its own
    if unready is not None:
        problem: NotReady | None = unready()
        return problem
    with blaming(f"{name} doesn't say what it needs"):
        missing = cls.missing()
        if not isinstance(missing, list) or not all(isinstance(each, str) for each in missing):
            raise TypeError(f"it gave {shown(missing)}, not names")
    if not missing:
        return None
    return NotReady(
        f"{name} needs {', '.join(missing)}",
        hint=cls.install or f"pip install {' '.join(missing)}",
    )


def lacking(
    name: str, cls: type[Generator[Any]], own: Mapping[str, Any] | None = None
) -> MuseError | None:
    """Return what keeps a generator from running with its defaults; None for nothing.

    `own` are the user's own values for its fields. What isn't installed comes first, then what the
    generator says of itself: a model that isn't here, say.
    """
    try:
        problem = uninstalled(name, cls)
        if problem is not None:
            return problem
        with blaming(f"{name} can't say whether it is ready"):
            if hasattr(cls, "unready"):  # its plugin is asked when it is run: that starts a process
                return Generator.lacks(cls(), build(cls.condition, dict(own or {})))
            return cls().lacks(build(cls.condition, dict(own or {})))
    except RequestError:  # fields without defaults: only a request can tell
        return None
    except PluginError as error:
        return error


def choices(
    cls: type[Generator[Any]], own: Mapping[str, Any] | None = None
) -> Mapping[str, Sequence[str]]:
    """Return field -> the values it takes with the defaults; nothing where they can't be had."""
    try:
        found = cls().choices(build(cls.condition, dict(own or {})))
        return {str(field): [str(value) for value in values] for field, values in found.items()}
    except Exception:  # a plugin may raise anything, and weights may be missing
        return {}


def able(
    default: str, others: Sequence[str], find: Callable[[str], type[Generator[Any]]]
) -> tuple[str, NotReady | None]:
    """Return the generator that a medium uses when none is named, and why it isn't its default.

    That is the default, or the first of the others for which everything is installed. Where there
    is none, or the default is broken, it stays the default, whose own error says what to do.
    """
    problem = _uninstalled(default, find)
    if problem is None:
        return default, None
    for name in others:
        try:
            if name != default and uninstalled(name, find(name)) is None:
                return name, problem
        except Exception:  # a broken plugin is no substitute
            continue
    return default, None


def _uninstalled(name: str, find: Callable[[str], type[Generator[Any]]]) -> NotReady | None:
    try:
        return uninstalled(name, find(name))
    except Exception:
        return None
