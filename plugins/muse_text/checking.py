"""Looking for a mark in a file that may be a text: what `muse verify` asks of this plugin."""

import re
from collections.abc import Iterator
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from muse import Host, MuseError, Run

from .marked import choices
from .marked.keys import PUBLIC, own_key

_LARGEST = 2**21
"""Bytes of a file that is looked at; a longer one is no text that was made in one run."""

_MODELS = 4
"""Models whose tokenizers are tried, beside the usual: of the settings, of the last runs here."""

_RUNS = 200
"""Runs of the library in which models are looked for."""


def check(path: Path, host: Host) -> dict[str, Any] | None:
    """Return the verdict `mark` for a text that carries one; None for anything else."""
    text = _text(path)
    if text is None:
        return None
    own = own_key(host.config.plugins)
    for words in filter(None, (PUBLIC, own)):
        whose = "Muse's public key" if words == PUBLIC else "the key in your settings"
        seen = choices.look(text, words)
        if seen.marked:
            return _verdict("text.grammar", whose, seen.z, f"{seen.pairs} pairs of words")
        for model, z, tokens in _by_models(text, words, host):
            return _verdict("text.llm", whose, z, f"{tokens} runs of tokens of {model}", model)
    return None


def _verdict(by: str, whose: str, z: float, what: str, model: str = "") -> dict[str, Any]:
    told = f"Its words were chosen by {whose}: {z:.1f} standard deviations above chance in {what}."
    return {"kind": "mark", "made_by": by, "model": model, "reasons": [told]}


def _text(path: Path) -> str | None:
    """Return the words of a file; None where it is no text, or one too long."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        text = data.decode("utf-8-sig") if len(data) <= _LARGEST and b"\0" not in data else None
    except (OSError, ValueError):
        return None
    if text is not None and path.suffix.lower() in (".html", ".htm", ".xhtml"):
        return unescape(re.sub(r"<[^<>]*>", " ", text))
    return text


def _by_models(text: str, words: str, host: Host) -> Iterator[tuple[str, float, int]]:
    """Yield the first model by whose tokens a mark is found: name, deviations, how many counted."""
    if find_spec("transformers") is None or find_spec("torch") is None:
        return
    from .llm import models

    run = Run(id="check", generator="text.llm", items=(), formats=())
    for name in _names(host):
        try:
            folder = models.folder(run.weights(name, gguf=True))
            if folder is None:
                continue
            from .llm import local, marks  # heavy, and needless where no model is

            tokens = local.tokenizer(folder)(text, add_special_tokens=False)["input_ids"]
        except MuseError:  # a model that isn't here any more
            continue
        found = marks.look(tokens, words)
        if found.marked:
            yield name, found.z, found.tokens
            return


def _names(host: Host) -> list[str]:
    """Return the models that may have written a text that is found here.

    Of the library those of the hub alone: of a folder it has the last part of the path.
    """
    from .llm.needs import DEFAULT, SMALL

    usual = str(host.config.fields_of("text.llm").get("model", ""))
    runs = host.library.log(generator="text.llm", limit=_RUNS)
    named = [str(run.condition.get("model") or run.asked.get("model") or "") for run in runs]
    ours = [name for name in dict.fromkeys(named) if "/" in name][:_MODELS]
    return [*filter(None, dict.fromkeys((usual, *ours, DEFAULT, SMALL)))]
