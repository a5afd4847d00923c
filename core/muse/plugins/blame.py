"""Blaming a plugin for what it raises, outside its runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from muse import interrupts
from muse.errors import Cancelled, MuseError, PluginError, described
from muse.plugins import surroundings


@contextmanager
def blaming(what: str) -> Iterator[None]:
    """Raise whatever a plugin's code raises in the block as a PluginError: `what`, and why.

    What Muse raises on purpose passes, and so does the user's Ctrl-C.
    """
    try:
        with surroundings.kept(quick=True):
            yield
    except (MuseError, Cancelled):
        raise
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) and interrupts.by_user():
            raise
        raise PluginError(f"{what}: {described(error)}", hint="--debug shows where") from error
