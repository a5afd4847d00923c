"""What a conversation asks for: its last words, and what stands before them."""

from typing import Any

from muse_server.openai.errors import wrong

_ROLES = ("system", "developer", "user", "assistant", "tool", "function")


def last_words(messages: Any, system: bool) -> tuple[str, str, list[str]]:
    """Return prompt and system text of a conversation, and in words what had to be left out.

    The prompt is the last message of the user. What came before it is context, which only a writer
    with a field for it (`system`) can be given.
    """
    if not isinstance(messages, list) or not messages:
        raise wrong("messages", "expected a list of messages")
    said = [_said(index, message) for index, message in enumerate(messages)]
    asked = [index for index, (role, _) in enumerate(said) if role == "user"]
    if not asked:
        raise wrong("messages", "none is the user's")
    last = asked[-1]
    orders = [text for role, text in said if role in ("system", "developer") and text]
    before = [
        f"{role}: {text}"
        for role, text in said[:last]
        if role not in ("system", "developer") and text
    ]
    if not system:
        left_out = ["The system message was left out"] if orders else []
        left_out += ["What was said before was left out"] if before else []
        return said[last][1], "", left_out
    if before:
        orders.append("The conversation so far:\n\n" + "\n\n".join(before))
    return said[last][1], "\n\n".join(orders), []


def _said(index: int, message: Any) -> tuple[str, str]:
    """Return the role and the text of a message."""
    where = f"messages[{index}]"
    if not isinstance(message, dict) or message.get("role") not in _ROLES:
        raise wrong(where, f"expected a message with a role of {', '.join(_ROLES[:4])}")
    content = message.get("content")
    if content is None:
        return message["role"], ""
    parts = [{"type": "text", "text": content}] if isinstance(content, str) else content
    if not isinstance(parts, list):
        raise wrong(where, "its content is no text")
    texts = []
    for part in parts:
        kind = part.get("type") if isinstance(part, dict) else None
        if kind not in ("text", "refusal") or not isinstance(part.get("text", ""), str):
            raise wrong(where, f"expected text, and not {str(kind)[:40]!r}")
        texts.append(part.get("text", ""))
    return message["role"], "\n".join(texts)
