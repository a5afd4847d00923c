"""Chats as a model expects them: by the template that came with it, which may be anybody's."""

import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

from muse import MuseError, RequestError

T = TypeVar("T")

SECONDS = 5.0
"""What a template may take; real ones take some milliseconds."""

_LINES = 1_000_000
"""Lines of a template's code that may run."""


class _TooLongError(BaseException):
    """Not an Exception, so that nothing in between takes it for a template's own."""


def templated(tokenizer: Any, chat: list[dict[str, str]], check: Callable[[], None]) -> str:
    """Return a chat as the tokenizer's template writes it.

    RequestError for a template that doesn't end or takes all the memory. `check` is called now and
    then, and may raise.
    """
    options = {"tokenize": False, "add_generation_prompt": True, "enable_thinking": False}

    def render() -> str:
        try:
            return str(tokenizer.apply_chat_template(chat, **options))
        except Exception:  # the template's own; some refuse a system message
            joined = "\n\n".join(message["content"] for message in chat)
            one = [{"role": "user", "content": joined}]
            return str(tokenizer.apply_chat_template(one, **options))

    try:
        return _bounded(render, check)
    except (_TooLongError, MemoryError, RecursionError, OverflowError):
        problem = "doesn't come to an end"
    except MuseError:
        raise
    except Exception as error:
        problem = f"can't be used ({type(error).__name__}: {str(error)[:200]})"
    raise RequestError(f"model: its chat template {problem}", hint="use another model")


def _bounded(work: Callable[[], T], check: Callable[[], None]) -> T:
    """Run Python code that may never end; `_TooLongError` when it has run for too long.

    Templates are compiled to Python, so that each of their lines can be counted. The memory of the
    process is bounded meanwhile where its system can do that.
    """
    end = time.monotonic() + SECONDS
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        if count % 1_000 == 0:
            check()
            if count > _LINES or time.monotonic() > end:
                raise _TooLongError
        return trace if frame.f_code.co_filename == "<template>" else None  # of others, calls

    before = sys.gettrace()
    with _Memory():
        sys.settrace(trace)
        try:
            return work()
        finally:
            sys.settrace(before)


class _Memory:
    """Lets the process take no more than a gigabyte beside what it has (Linux, one at a time)."""

    _lock = threading.Lock()
    _ROOM = 2**30

    def __enter__(self) -> None:
        self._limits: tuple[int, int] | None = None
        if sys.platform != "linux":
            return
        import resource

        self._lock.acquire()
        try:
            with open("/proc/self/statm", encoding="ascii") as file:
                used = int(file.read().split()[0]) * resource.getpagesize()
            soft, hard = resource.getrlimit(resource.RLIMIT_AS)
            most = min((used + self._ROOM, *(n for n in (soft, hard) if n >= 0)))
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
            self._limits = (soft, hard)
        except (OSError, ValueError):
            self._lock.release()

    def __exit__(self, *problem: object) -> None:
        if self._limits is not None:
            import resource

            resource.setrlimit(resource.RLIMIT_AS, self._limits)
            self._lock.release()
