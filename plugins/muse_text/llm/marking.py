"""Whether a text is marked, and by which key; what can't be marked is refused."""

from typing import Any

from muse import RequestError, Run

from .condition import LlmCondition

PUBLIC = "muse text 1"
"""The words of Muse's own key: they are public, so that anybody can find what it marked."""


def key(condition: LlmCondition, schema: Any, run: Run) -> str | None:
    """Return the words of the key by which a text is marked; None where it isn't.

    They are Muse's own, or `watermark_key` in `[plugins.text]`.
    """
    if not condition.watermark:
        return None
    if schema is not None:
        raise RequestError(
            "watermark: an answer that follows a JSON schema has too few choices to mark",
            hint="leave one of them out",
        )
    own = own_key(run.settings)
    if own is not None:
        run.report.note("It is marked by the key in your settings: no other Muse finds it.")
    return own or PUBLIC


def own_key(settings: Any) -> str | None:
    """Return the user's own key; RequestError for one that is no text."""
    own = settings.get("text", {}).get("watermark_key")
    if own is None or (isinstance(own, str) and own.strip()):
        return own
    raise RequestError(
        "watermark_key in [plugins.text] is no text", hint='such as watermark_key = "my words"'
    )


def refuse_server(condition: LlmCondition) -> None:
    """Raise RequestError where a server writes what is to be marked."""
    if condition.watermark:
        raise RequestError(
            "watermark: a server draws the words itself, and marks none",
            hint="use a model on this machine, or leave it out",
        )


def refuse_greedy(condition: LlmCondition, temperature: float) -> None:
    """Raise RequestError where what is to be marked leaves no choice."""
    if condition.watermark and temperature == 0:
        raise RequestError(
            "watermark: at temperature 0 there is no choice of words to mark",
            hint="raise --temperature, or leave it out",
        )
