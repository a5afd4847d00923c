"""What a model reads of a prompt: where its reading ends, and the words that it doesn't know."""

import re
import sys
from collections.abc import Sequence
from typing import Any

from muse import Report

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+(?:['’][^\W\d_]+)?")
_WITHIN = "##"
"""What a piece of a word begins with that isn't its beginning, in vocabularies of whole words."""


def tell(readers: Sequence[Any], words: str, name: str, report: Report) -> None:
    """Say in the report what the tokenizers of a model can't read of a prompt."""
    reads = {int(reader.model_max_length): reader for reader in readers}
    limit = max(reads, default=sys.maxsize)  # what one tokenizer cuts another may read
    if limit < 100_000:  # a tokenizer that knows no limit says 10 ** 30
        length = len(reads[limit](words).input_ids)
        if length > limit:
            report.note(f"{name} used only the first {limit} of the prompt's {length} tokens.")
    english = all(type(reader).__name__.startswith("CLIP") for reader in readers)
    if readers and english and _CHINESE.search(words):
        report.note(f"{name} understands English; a Chinese prompt has little effect.")
    found = [unknown(each, words) for each in readers]
    lost = [word for word in found[0] if all(word in each for each in found)] if found else []
    fresh = [word for word in _joined(words, lost) if word not in report.not_understood]
    report.not_understood = (*report.not_understood, *fresh)


def unknown(reader: Any, words: str) -> list[str]:
    """Return the words of a prompt, and the Chinese letters, that a tokenizer has no token for.

    A vocabulary of whole words, as small models have, spells other words letter by letter: nobody
    taught it what those mean. One of syllables has something for every word.
    """
    nothing = reader.unk_token_id
    if nothing is None or nothing in (reader.eos_token_id, reader.pad_token_id):
        return []
    whole = reader.convert_tokens_to_ids(f"{_WITHIN}s") not in (nothing, None)
    found = []
    for word in _unique(words):
        ids = reader(word, add_special_tokens=False, padding=False, truncation=False).input_ids
        pieces = [token.removeprefix(_WITHIN) for token in reader.convert_ids_to_tokens(ids)]
        spelt = whole and len(pieces) > 1 and all(len(piece) == 1 for piece in pieces)
        if nothing in ids or spelt:
            found.append(word)
    return found


def _joined(words: str, lost: Sequence[str]) -> list[str]:
    """Return unknown words, with Chinese letters that stand side by side as one."""
    letters = "".join(re.escape(word) for word in lost if _CHINESE.match(word))
    runs = re.findall(f"[{letters}]+", words) if letters else []
    return list(dict.fromkeys([*(word for word in lost if not _CHINESE.match(word)), *runs]))


def _unique(words: str) -> list[str]:
    return list(dict.fromkeys(_WORD.findall(words)))
