"""What somebody typed, cleaned for a text."""

import re

_MARKS = frozenset('[]{}<>|*_#`~\\¶@〔〕“”"')

MOST = 6
"""The most characters that a text has."""


def clean(text: str, most: int) -> str:
    """Return a phrase on one line, with no control characters, Markdown marks or template brackets.

    At most `most` characters are kept, cut at a space where there is one.
    """
    text = text[: 20 * most]
    kept = "".join(c if c.isprintable() and c not in _MARKS else " " for c in text)
    kept = re.sub(r" +(?=[,.;:!?])", "", " ".join(kept.split())).strip(" ,.;:!?，。；：！？、\"'“”")
    if len(kept) > most:
        head = kept[:most]
        kept = (head.rpartition(" ")[0] or head).strip(" ,;:，；：、")
    return kept
