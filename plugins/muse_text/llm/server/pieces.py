"""JSON values of an answer -> pieces of text and thoughts, and how the answer ended."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .events import DONE

CUT = frozenset(("length", "max_tokens", "model_length", "max_output_tokens", "max_length"))
FILTERED = re.compile(r"filter|safety|sensitive|blocked|blocklist|prohibited|recitation|refus")
FAILED = re.compile(r"error|fail|abort|cancel|insufficient|malformed|unavailable|timeout")
WHOLE = frozenset(
    "stop eos end end_turn stop_sequence eos_token complete completed finish finished load"
    " tool_calls function_call tool_use normal".split()
)
"""Names for how an answer ended, in small letters."""

_NO_REASON = ("null", "none")
_TOOLS = ("tool_calls", "function_call")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class ErrorValueError(Exception):
    """A value that tells of an error, which is the first argument."""


@dataclass(slots=True)
class Piece:
    """What one value brings."""

    text: str = ""
    thoughts: str = ""
    refusal: str = ""
    tools: list[str] = field(default_factory=list)
    reason: str | None = None
    tokens: int | None = None
    done: bool = False
    strange: Any = None

    @property
    def moves(self) -> bool:
        """Whether the answer goes on by it: a server that sends nothing else has stopped."""
        return bool(self.text or self.thoughts or self.refusal or self.tools or self.reason)


def pieces(values: Iterable[Any]) -> Iterator[Piece]:
    """Yield a piece for each value; ErrorValueError for one that tells of an error."""
    reader = _Reader()
    done = False
    for value in values:
        if value is DONE:
            done = True
            break
        yield reader.read(value)
    yield Piece(text=reader.rest(), done=done)


class _Reader:
    """Reads values in the shapes that servers give them."""

    def __init__(self) -> None:
        self.index: Any = None
        self.sent = ""
        self.half = ""

    def read(self, value: Any) -> Piece:
        if isinstance(value, list) and value:
            value = value[0]
        if not isinstance(value, dict):
            return Piece(strange=value)
        _raise_error(value)
        piece = Piece(tokens=_tokens(value))
        choices = value.get("choices")
        if isinstance(choices, dict):
            choices = [choices]
        if choices is None and isinstance(value.get("message"), dict):  # Ollama's own
            choices = [{"delta": value["message"], "finish_reason": value.get("done_reason")}]
            piece.done = value.get("done") is True
        if not isinstance(choices, list):
            known = piece.tokens is not None or value.get("type") == "ping"
            piece.strange = None if known or "id" in value else value
            return piece
        choice = self._choice([each for each in choices if isinstance(each, dict)])
        if choice is not None:
            self._read_choice(choice, piece)
        return piece

    def rest(self) -> str:
        """Return what is left of a letter whose other half never came."""
        half, self.half = self.half, ""
        return "\ufffd" if half else ""

    def _choice(self, choices: list[dict[str, Any]]) -> dict[str, Any] | None:
        """Return the part of the answer we follow: the one that came first."""
        for each in choices:
            if self.index is None:
                self.index = each.get("index", 0)
            if each.get("index", self.index) == self.index:
                return each
        return None

    def _read_choice(self, choice: dict[str, Any], piece: Piece) -> None:
        reason = choice.get("finish_reason")
        piece.reason = str(reason) if reason and str(reason).lower() not in _NO_REASON else None
        delta, message = choice.get("delta"), choice.get("message")
        text, thoughts = _flat(choice.get("text"))
        if isinstance(delta, dict):
            self._read_message(delta, piece)
        elif isinstance(delta, str):
            text += delta
        piece.text, piece.thoughts = piece.text + text, piece.thoughts + thoughts
        if isinstance(message, dict):
            whole = Piece()
            self._read_message(message, whole)
            piece.done = True
            # Some send the whole text once more behind its pieces.
            again = bool(self.sent + piece.text)
            if whole.text.startswith(self.sent + piece.text):
                piece.text = whole.text[len(self.sent) :]
            elif not again:
                piece.text = whole.text
            piece.thoughts += "" if again else whole.thoughts
            piece.refusal, piece.tools = whole.refusal or piece.refusal, whole.tools or piece.tools
        self.sent += piece.text
        piece.text, piece.thoughts = self._joined(piece.text), _paired(piece.thoughts)

    def _read_message(self, message: dict[str, Any], piece: Piece) -> None:
        text, thoughts = _flat(message.get("content"))
        apart = next(
            (message[n] for n in ("reasoning_content", "reasoning", "thinking") if message.get(n)),
            None,
        )
        told, mused = _flat(apart)
        piece.text, piece.thoughts = text, told + mused + thoughts
        refusal = message.get("refusal")
        piece.refusal = str(refusal) if refusal else ""
        for name in _TOOLS:
            calls = message.get(name)
            for call in calls if isinstance(calls, list) else [calls] if calls else []:
                piece.tools.append(_tool(call))

    def _joined(self, text: str) -> str:
        """Return a text with the halves of letters joined that came in two pieces."""
        if not text:
            return text
        text, self.half = self.half + text, ""
        if "\ud800" <= text[-1] <= "\udbff":
            text, self.half = text[:-1], text[-1]
        return _CONTROL.sub("", _paired(text))


def _paired(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _flat(content: Any) -> tuple[str, str]:
    """Return text and thoughts of a content: a string, a part, or a list of either."""
    if isinstance(content, str):
        return content, ""
    if isinstance(content, list):
        parts = [_flat(each) for each in content]
        return "".join(text for text, _ in parts), "".join(thought for _, thought in parts)
    if not isinstance(content, dict):
        return "", ""
    kind = str(content.get("type", ""))
    for name in ("text", "thinking", "reasoning", "content", "value", "summary"):
        if content.get(name):
            text, thoughts = _flat(content[name])
            mused = "think" in kind or "reason" in kind or name in ("thinking", "reasoning")
            return ("", text + thoughts) if mused else (text, thoughts)
    return "", ""


def _tool(call: Any) -> str:
    inner = call.get("function", call) if isinstance(call, dict) else {}
    name = inner.get("name") if isinstance(inner, dict) else None
    return str(name) if name else ""


def _tokens(value: dict[str, Any]) -> int | None:
    usage = value.get("usage")
    count = usage.get("completion_tokens") if isinstance(usage, dict) else value.get("eval_count")
    return count if isinstance(count, int) and not isinstance(count, bool) else None


def _raise_error(value: dict[str, Any]) -> None:
    wrong = value.get("error") or value.get("errors")
    told = any(name in value for name in ("detail", "message", "msg", "error_description"))
    bare = "choices" not in value and not isinstance(value.get("message"), dict) and told
    if wrong or bare or value.get("object") == "error":
        raise ErrorValueError(value)
