"""The words of the key by which texts are marked."""

from collections.abc import Mapping
from typing import Any

from muse import Report, RequestError

PUBLIC = "muse text 37"
"""Muse's own: the words are public, so that anybody can find what it marked.

Of the first sixty that were tried it is one whose hash likes as many of the usual phrases of the
writer by rules as it doesn't.
"""


def key(settings: Mapping[str, Mapping[str, Any]], report: Report) -> str:
    """Return the key to mark by: `watermark_key` in `[plugins.text]`, or Muse's own."""
    own = own_key(settings)
    if own is not None:
        report.note("It is marked by the key in your settings: no other Muse finds it.")
    return own or PUBLIC


def own_key(settings: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Return the user's own key; RequestError for one that is no text."""
    own = settings.get("text", {}).get("watermark_key")
    if own is None or (isinstance(own, str) and own.strip()):
        return own
    raise RequestError(
        "watermark_key in [plugins.text] is no text", hint='such as watermark_key = "my words"'
    )
