"""Keeping model libraries quiet while Muse shows progress of its own."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

_BENEATH = ("torchao", "torch.utils._pytree")
"""Loggers of what those libraries import, which warn of what a run doesn't use."""


@contextmanager
def quiet(*libraries: str) -> Iterator[None]:
    """Keep libraries of Hugging Face (`diffusers`, `transformers`...) from bars and hints.

    Each is imported, has its `utils.logging` set to errors alone, and is as it was afterwards. So
    has torchao, which they import.
    """
    with _errors_alone():
        yield from _quiet(libraries)


def _quiet(libraries: tuple[str, ...]) -> Iterator[None]:
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


@contextmanager
def _errors_alone() -> Iterator[None]:
    found = [logging.getLogger(name) for name in _BENEATH]
    for log in found:
        log.addFilter(_is_error)
    try:
        yield
    finally:
        for log in found:
            log.removeFilter(_is_error)


def _is_error(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.ERROR
