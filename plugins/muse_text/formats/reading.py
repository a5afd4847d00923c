"""Markdown -> blocks, by markdown-it; whatever a model wrote, no word of it is lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from . import language, scripts
from .document import Block, Document, Kind, Line, Run, words

_WIDEST = 66
"""Columns of a line up to which a line end counts as meant; a Chinese character takes two."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_LABEL = re.compile(r"[\[【]([^\[\]【】]{1,40})[\]】]")
_NO_SPACE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


def read(data: bytes) -> Document:
    """Return the document that some Markdown is."""
    text = _UNPRINTABLE.sub("", data.decode("utf-8-sig", "replace"))
    text = _COMMENT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    try:
        blocks = list(_blocks(_parser().parse(text)))
    except RecursionError:  # lists in lists, hundreds deep: the words count
        told = (part.strip() for part in text.split("\n\n"))
        blocks = [Block("paragraph", ((Run(part),),)) for part in told if part]
    title = next((b for b in blocks if b.kind == "heading" and b.level == 1), None)
    if title is not None:
        blocks.remove(title)
    kind = _kind(blocks)
    if kind == "script":
        blocks = [scripts.speech(block) for block in blocks]
    elif kind == "verse":
        blocks = [part for block in blocks for part in _labelled(block)]
    found = language.tag(text)
    return Document(title.text if title else "", found, kind, tuple(blocks))


def _parser() -> MarkdownIt:
    """Return a parser for prose: indented lines, lines over `---` and `[x]: y` are words."""
    made = MarkdownIt("commonmark", {"maxNesting": 10_000})  # what is deeper would be dropped
    made.disable(["code", "lheading", "reference", "html_block", "html_inline"])
    return made.enable("table")


def _kind(blocks: list[Block]) -> Kind:
    if scripts.is_script(blocks):
        return "script"
    told = [block for block in blocks if block.kind in ("paragraph", "note", "stanza")]
    lines = sum(len(block.lines) for block in told if block.kind == "stanza")
    return "verse" if lines > sum(len(block.lines) for block in told) / 2 else "prose"


def _labelled(block: Block) -> Iterator[Block]:
    """Yield a stanza's first line as a heading where it is a name in brackets, then the rest."""
    found = _LABEL.fullmatch(words(block.lines[0]).strip()) if block.lines else None
    if found is None or block.kind not in ("paragraph", "stanza"):
        yield replace(block, kind="stanza") if block.kind == "paragraph" else block
        return
    yield Block("heading", ((Run(found[1]),),), level=2)
    if len(block.lines) > 1:
        yield replace(block, kind="stanza", lines=block.lines[1:])


@dataclass
class _Place:
    """Where in lists and quotations the reader is."""

    lists: list[int | None]  # the number of the next point, None for a list without
    quotes: int = 0
    mark: str = ""


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    place = _Place([])
    heading = 0
    row: list[Line] | None = None
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                place.lists.append(None)
            case "ordered_list_open":
                place.lists.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                place.lists.pop()
            case "list_item_open":
                number = place.lists[-1]
                place.mark = "•" if number is None else f"{number}."
                place.lists[-1] = None if number is None else number + 1
            case "blockquote_open":
                place.quotes += 1
            case "blockquote_close":
                place.quotes -= 1
            case "heading_open":
                heading = int(token.tag[1])
            case "tr_open":
                row = []
            case "tr_close":
                yield Block("row", tuple(row or ()))
                row = None
            case "hr":
                yield Block("rule")
            case "fence" | "code_block":
                lines = token.content.rstrip("\n").split("\n")
                if len(token.info.split()) > 1 or not token.content.strip():  # words, no language
                    lines.insert(0, token.info.strip())
                yield Block("code", tuple((Run(line, code=True),) for line in lines))
            case "inline":
                if row is not None:
                    row.append(tuple(run for line, _ in _lines(token) for run in line))
                elif heading:
                    yield Block("heading", (_joined(_lines(token)),), level=heading)
                    heading = 0
                else:
                    yield from _told(token, place)


def _told(token: Token, place: _Place) -> Iterator[Block]:
    lines = [(line, hard) for line, hard in _lines(token) if words(line).strip()]
    if not lines:
        return
    meant = len(lines) > 1 and (
        any(hard for _, hard in lines) or max(_width(words(line)) for line, _ in lines) <= _WIDEST
    )
    whole = tuple(line for line, _ in lines) if meant else (_joined(lines),)
    if place.lists:
        yield Block("point", whole, level=len(place.lists) - 1, mark=place.mark)
        place.mark = ""  # a second paragraph of the same point
    elif place.quotes:
        yield Block("quote", whole, level=place.quotes - 1)
    elif meant:
        yield Block("stanza", whole)
    else:
        yield Block("note" if all(run.italic for run in whole[0]) else "paragraph", whole)


def _lines(token: Token) -> list[tuple[Line, bool]]:
    """Return the lines of a paragraph, each with whether its end was marked as meant."""
    lines: list[tuple[Line, bool]] = []
    runs: list[Run] = []
    bold = italic = 0
    links: list[str] = []
    for part in token.children or []:
        match part.type:
            case "text" | "text_special":
                runs.append(Run(part.content, bold > 0, italic > 0))
            case "code_inline":
                runs.append(Run(part.content, bold > 0, italic > 0, code=True))
            case "strong_open" | "strong_close":
                bold += part.nesting
            case "em_open" | "em_close":
                italic += part.nesting
            case "link_open":
                told = (str(part.attrs.get(name, "")) for name in ("href", "title"))
                links.append(" ".join(filter(None, told)))
            case "link_close":
                address = links.pop() if links else ""
                if address and address not in (words(runs), f"mailto:{words(runs)}"):
                    runs.append(Run(f" ({address})", bold > 0, italic > 0))
            case "image":
                runs.append(Run(part.content, bold > 0, italic > 0))
            case "softbreak" | "hardbreak":
                lines.append((_trimmed(runs), part.type == "hardbreak"))
                runs = []
            case _:
                runs.append(Run(part.content, bold > 0, italic > 0))
    return [*lines, (_trimmed(runs), False)]


def _trimmed(runs: list[Run]) -> Line:
    """Return runs without empty ones, like ones made one, and no space at the line's ends."""
    made: list[Run] = []
    for run in runs:
        if made and replace(made[-1], text="") == replace(run, text=""):
            made[-1] = replace(run, text=made[-1].text + run.text)
        elif run.text:
            made.append(run)
    if made:
        made[0] = replace(made[0], text=made[0].text.lstrip(" \t"))
        made[-1] = replace(made[-1], text=made[-1].text.rstrip(" \t"))
    return tuple(run for run in made if run.text)


def _joined(lines: list[tuple[Line, bool]]) -> Line:
    """Return lines as one: a space between them, but none between Chinese characters."""
    runs: list[Run] = []
    for line, _ in lines:
        if runs and line:
            ends = runs[-1].text[-1:] + line[0].text[:1]
            if not all(map(_NO_SPACE.match, ends)):
                runs.append(Run(" "))
        runs.extend(line)
    return _trimmed(runs)


def _width(text: str) -> int:
    return sum(2 if _NO_SPACE.match(char) else 1 for char in text)
