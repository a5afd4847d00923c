"""Everything that Muse raises on purpose.

    BaseException
    ├── Cancelled               the run was cancelled; exit code 130
    └── Exception
        └── MuseError           one line for the user; exit code 1
            ├── RequestError    the request is wrong; exit code 2
            │   ├── UnknownField
            │   ├── InvalidField
            │   ├── UnknownGenerator
            │   ├── NotFound        the library has no such artifact or job
            │   └── OutputError     the place to write to can't take the artifact
            │       └── NameTaken   another file has that name
            ├── PluginError     a plugin is broken, malformed, or broke the contract
            ├── NotReady        something has to be installed first
            ├── GenerationError a generator failed while it worked
            └── LibraryError    the record of runs can't be read or written

A MuseError ends on the command line as one line: what is wrong and the next thing to try. Anything
else is an internal error, shown with the plugin's name; `--debug` shows the traceback of either.
"""

from __future__ import annotations

import json
import re

_OBEYED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters but tab and newline, marks that turn the direction, halves of characters."""


def printable(text: object) -> str:
    """Return a text of somebody else without what a terminal would obey, on as many lines."""
    return _OBEYED.sub("\ufffd", str(text))


def escaped(text: str) -> str:
    """Return JSON whose strings have as escapes what a terminal would obey."""
    return _OBEYED.sub(lambda found: json.dumps(found[0])[1:-1], text)


def described(error: BaseException) -> str:
    """Return an error of somebody else's code in one printable line of at most 500 characters."""
    try:
        text = str(error)[:2000]
    except BaseException:  # a message that can't be had is no reason to stop
        text = "it has no message"
    return printable(" ".join(f"{type(error).__name__}: {text}".split()))[:500]


def shown(value: object) -> str:
    """Return a value of somebody else's code for a message, in at most 60 printable characters."""
    try:
        return " ".join(printable(repr(value)[:60]).split())
    except BaseException:
        return f"a {type(value).__name__}"


class MuseError(Exception):
    """Something went wrong that the user can act upon.

    `message` names what is wrong (field and value where there are any), `hint` the next thing to
    try; both are single lines without a final full stop.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else str(self.message)


class RequestError(MuseError):
    """The request is wrong: nothing was generated."""

    exit_code = 2


class UnknownField(RequestError):
    """The generator has no such field."""


class InvalidField(RequestError):
    """A field has a value that it can't take."""


class UnknownGenerator(RequestError):
    """There is no such medium or generator."""


class NotFound(RequestError):
    """There is no such artifact or job."""


class OutputError(RequestError):
    """The output can't be written where it was asked for."""


class PluginError(MuseError):
    """A plugin can't be loaded, or broke the contract."""


class NameTaken(OutputError):
    """The output has a name that another file has."""


class NotReady(MuseError):
    """The generator is known, but something it needs isn't installed."""


class GenerationError(MuseError):
    """A generator failed while it worked; the cause is chained."""


class LibraryError(MuseError):
    """The library can't be read or written."""


class Cancelled(BaseException):
    """The run was cancelled.

    Not an Exception, so that a generator's `except Exception` (a retry, say) can't swallow it.
    """
