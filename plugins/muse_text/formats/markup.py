"""Blocks as HTML that is XML as well: the same for a page and for a book."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from .document import Block, Line, Run

_GROUPED = {"point": "list", "quote": "quote", "row": "table"}


def body(blocks: Sequence[Block], *, top: int = 2) -> str:
    """Return blocks as elements, a line each; the highest heading is of level `top`."""
    least = min((block.level for block in blocks if block.kind == "heading"), default=1)
    made = []
    for kind, group in groupby(blocks, key=lambda block: _GROUPED.get(block.kind, "")):
        inside = list(group)
        match kind:
            case "list":
                made.append(_points(inside))
            case "quote":
                made.append(f"<blockquote>{''.join(map(_paragraph, inside))}</blockquote>")
            case "table":
                made.append(_table(inside))
            case _:
                made += [_block(block, top - least) for block in inside]
    return "\n".join(made)


def runs(line: Line) -> str:
    """Return a line's runs, escaped."""
    return "".join(map(_run, line))


def _run(run: Run) -> str:
    text = escape(run.text, quote=False)
    for wanted, tag in ((run.code, "code"), (run.italic, "em"), (run.bold, "strong")):
        text = f"<{tag}>{text}</{tag}>" if wanted else text
    return text


def _block(block: Block, shift: int) -> str:
    match block.kind:
        case "heading":
            level = min(6, max(1, block.level + shift))
            return f"<h{level}>{runs(block.lines[0])}</h{level}>"
        case "rule":
            return "<hr/>"
        case "code":
            return f"<pre>{escape(block.text, quote=False)}</pre>"
        case "stanza":
            return f'<p class="stanza">{"".join(map(_verse, block.lines))}</p>'
        case "speech":
            return _speech(block)
    return _paragraph(block)


def _verse(line: Line) -> str:
    return f'<span class="line">{runs(line)}</span>'


def _speech(block: Block) -> str:
    aside = f'<span class="aside">{escape(block.aside, quote=False)}</span>' if block.aside else ""
    name = f'<span class="name">{escape(block.name, quote=False)}</span>'
    return f'<p class="speech">{name}{aside}<span class="said">{_broken(block.lines)}</span></p>'


def _paragraph(block: Block) -> str:
    name = ' class="note"' if block.kind == "note" else ""
    return f"<p{name}>{_broken(block.lines)}</p>"


def _broken(lines: Iterable[Line]) -> str:
    return "<br/>".join(map(runs, lines))


def _points(points: Sequence[Block]) -> str:
    """Return points as a list; deeper ones stand further in, each with its own mark."""

    def each() -> Iterator[str]:
        for point in points:
            mark = point.mark if point.mark[:-1].isdigit() else ""
            shown = f'<span class="mark">{mark}</span> ' if mark else ""
            names = f"in{min(point.level, 4)}" if point.level else ""
            names = f"{names} bare".strip() if mark or not point.mark else names
            named = f' class="{names}"' if names else ""
            yield f"<li{named}>{shown}{_broken(point.lines)}</li>"

    return f"<ul>{''.join(each())}</ul>"


def _table(rows: Sequence[Block]) -> str:
    made = []
    for place, row in enumerate(rows):
        tag = "td" if place else "th"
        made.append(f"<tr>{''.join(f'<{tag}>{runs(cell)}</{tag}>' for cell in row.lines)}</tr>")
    return f"<table>{''.join(made)}</table>"
