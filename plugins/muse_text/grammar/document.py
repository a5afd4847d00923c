"""A text as blocks, written with Markdown marks or without."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Block:
    """A title, heading, note (set apart), paragraph, point of a list, speech or stanza (lines)."""

    kind: Literal["title", "heading", "note", "paragraph", "point", "speech", "stanza"]
    text: str
    speaker: str = ""


def markdown(blocks: Sequence[Block]) -> str:
    """Return the blocks as Markdown."""
    return _join(blocks, marks=True)


def plain(blocks: Sequence[Block]) -> str:
    """Return the same words without marks."""
    return _join(blocks, marks=False)


def _join(blocks: Sequence[Block], marks: bool) -> str:
    parts: list[str] = []
    for place, block in enumerate(blocks):
        listed = block.kind == "point" and place and blocks[place - 1].kind == "point"
        if place:
            parts.append("\n" if listed else "\n\n")
        parts.append(_render(block, marks))
    return "".join(parts) + "\n"


def _render(block: Block, marks: bool) -> str:
    text = block.text
    colon = "：" if any("\u4e00" <= c <= "\u9fff" for c in text) else ": "
    if block.kind == "stanza":
        return text.replace("\n", "  \n") if marks else text
    if block.kind == "speech":
        name = f"**{block.speaker}**" if marks else block.speaker
        return f"{name}{colon}{text}"
    if not marks:
        return f"- {text}" if block.kind == "point" else text
    before = {"title": "# ", "heading": "## ", "point": "- ", "note": "*"}.get(block.kind, "")
    return f"{before}{text}{'*' if block.kind == 'note' else ''}"
