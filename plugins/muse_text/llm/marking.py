"""Whether a text is marked, and by which key; what can't be marked is refused."""

from typing import Any

from muse import RequestError, Run

from ..marked import keys
from .condition import LlmCondition


def key(condition: LlmCondition, schema: Any, run: Run) -> str | None:
    """Return the words of the key by which a text is marked; None where it isn't."""
    if not condition.watermark:
        return None
    if schema is not None:
        raise RequestError(
            "watermark: an answer that follows a JSON schema has too few choices to mark",
            hint="leave one of them out",
        )
    return keys.key(run.settings, run.report)


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
