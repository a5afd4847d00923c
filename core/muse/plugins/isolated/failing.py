"""What a worker tells of an error; `raising` raises it again in the host."""

from __future__ import annotations

import traceback
from typing import Any

from muse.device.backend import is_out_of_memory
from muse.errors import Cancelled, MuseError, described


def failure(error: BaseException) -> dict[str, Any]:
    """Return an error as JSON: the host raises it again, or one like it."""
    told: dict[str, Any] = {
        "type": type(error).__name__,
        "message": error.message if isinstance(error, MuseError) else str(error)[:4000],
        "told": described(error)[:4000],
        "trace": "".join(traceback.format_exception(type(error), error, error.__traceback__))[
            -20000:
        ],
        "memory": is_out_of_memory(error),
    }
    if isinstance(error, MuseError):
        kinds = [each.__name__ for each in type(error).__mro__ if issubclass(each, MuseError)]
        told.update(kinds=kinds, hint=error.hint, exit_code=error.exit_code)
    if isinstance(error, Cancelled):
        told["cancelled"] = True
    return told
