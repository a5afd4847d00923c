"""audiocraft itself: imported once, quietly, with stand-ins for what lacks, and never online."""

from __future__ import annotations

import logging
import threading
import warnings
from functools import lru_cache
from types import ModuleType, SimpleNamespace
from typing import Any

from muse import NotReady, quiet

from .standins import attention, standing_in

HINT = "muse plugins install muse-audiocraft --isolated"

lock = threading.RLock()
"""Held by whoever changes something of the library for a while."""


@lru_cache(maxsize=1)
def audiocraft() -> ModuleType:
    """Return the package audiocraft; NotReady where it can't be imported."""
    with lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of torch's functions that are old by now
        try:
            # Before any stand-in is there: transformers looks which packages are.
            from transformers import EncodecModel, T5EncoderModel, T5Tokenizer  # noqa: F401

            with standing_in() as replaced:
                import audiocraft
        except ImportError as error:
            raise NotReady(f"audiocraft can't be imported ({error})", hint=HINT) from error
        logging.getLogger("audiocraft").setLevel(logging.ERROR)
        if "xformers" not in replaced:
            _attend_on_processors()
    return audiocraft  # type: ignore[no-any-return]


def _attend_on_processors() -> None:
    """Have torch's attention where xformers has none: it works on cards alone."""
    from audiocraft.modules import transformer

    real = transformer.ops

    def attend(query: Any, key: Any, value: Any, attn_bias: Any = None, p: float = 0.0) -> Any:
        there = real.memory_efficient_attention if query.is_cuda else attention
        return there(query, key, value, attn_bias, p=p)

    transformer.ops = SimpleNamespace(
        **{**vars(real), "unbind": real.unbind, "memory_efficient_attention": attend}
    )


def silent() -> Any:
    """Return a context in which the libraries of Hugging Face say nothing."""
    return quiet("transformers")
