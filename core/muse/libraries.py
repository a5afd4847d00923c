"""Keeping model libraries quiet while Muse shows progress of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module


@contextmanager
def quiet(*libraries: str) -> Iterator[None]:
    """Keep libraries of Hugging Face (`diffusers`, `transformers`...) from bars and hints.

    Each is imported, has its `utils.logging` set to errors alone, and is as it was afterwards.
    """
    logs = [import_module(f"{name}.utils.logging") for name in libraries]
    before = [(log, log.get_verbosity(), log.is_progress_bar_enabled()) for log in logs]
    for log in logs:
        log.set_verbosity_error()
        log.disable_progress_bar()
    try:
        yield
    finally:
        for log, level, bars in before:
            log.set_verbosity(level)
            if bars:
                log.enable_progress_bar()
