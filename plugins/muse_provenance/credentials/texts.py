"""Credentials in pages and texts, after C2PA 2.4, appendix A.7 (HTML) and A.8 (plain text).

The credentials hold a hash of all bytes but those that they take themselves, whose place is part of
what is signed; so they are made a second time once their size is known.
"""

import hashlib
import unicodedata
from collections.abc import Callable

Make = Callable[[bytes, dict[str, object]], bytes]
"""Returns credentials of bytes, given the assertion that holds their hash."""

_TRIES = 4


def binding(data: bytes, start: int | None = None, length: int = 0) -> dict[str, object]:
    """Return the assertion that binds credentials to bytes; `start` and `length` are their own."""
    hole = [] if start is None else [{"start": start, "length": length}]
    return {
        "label": "c2pa.hash.data",
        "data": {
            "exclusions": hole,
            "name": "jumbf manifest",
            "alg": "sha256",
            "hash": list(hashlib.sha256(data).digest()),
            "pad": [0] * 8,
        },
    }


def in_page(data: bytes, make: Make) -> tuple[bytes, bytes]:
    """Return an HTML page with its credentials in the head, and these; ValueError: it can't be."""
    from c2pa_text import HtmlError, embed_html_inline, extract_html

    page = data.decode()
    if extract_html(page) is not None:
        raise ValueError("the page has credentials already")
    try:
        made = embed_html_inline(page, b"\0" * 3000, "")
        for _ in range(_TRIES):
            given = make(data, binding(data, made.exclusion_start, made.exclusion_length))
            before, made = made, embed_html_inline(page, given, "")
            if made.exclusion_length == before.exclusion_length:
                return made.html.encode(), given
    except HtmlError as error:
        raise ValueError(str(error)) from None
    raise ValueError("its credentials have no steady size")


def in_text(data: bytes, make: Make) -> tuple[bytes, bytes]:
    """Return a text with its credentials at the end, and these; ValueError: it can't be."""
    from c2pa_text import encode_wrapper_padded, find_wrapper_info, worst_case_wrapper_byte_length

    text = data.decode()
    if unicodedata.normalize("NFC", text) != text:
        raise ValueError("the text isn't in Unicode's form C")
    if find_wrapper_info(text) is not None:
        raise ValueError("the text has credentials already")
    size = 3000
    for _ in range(_TRIES):
        whole = worst_case_wrapper_byte_length(size)
        given = make(data, binding(data, len(data), whole))
        if len(given) == size:
            return data + encode_wrapper_padded(given, whole).encode(), given
        size = len(given)
    raise ValueError("its credentials have no steady size")
