"""A text as PDF, set by Typst: it gets the words as data, so none of them is an instruction."""

import json
import os
import re
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from muse import NotReady

from .document import Block, Document, Line, han
from .language import RIGHT_TO_LEFT
from .reading import read

INSTALL = 'pip install "muse-host[documents]"'
_FONTS = "pylopdf_fonts_zh_cn"
_EAST = (
    "Noto Serif SC",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Songti SC",
    "STSong",
    "SimSun",
)
"""Fonts of Chinese, the one that is installed with Muse first."""

_HELD = re.compile(
    r"[\u0000-\u04ff\u1e00-\u206f\u20a0-\u20bf\u2190-\u2193\u2200-\u22ff\u3000-\u30ff\u3400-\u9fff"
    r"\uff00-\uffef]*"
)
"""Letters that the fonts that come along have."""


def chinese_font() -> bool:
    """Whether there is a font with Chinese characters."""
    return find_spec(_FONTS) is not None or any(each in _EAST for each in _system())


def no_font() -> NotReady:
    """Return the error for Chinese without a font."""
    return NotReady("a PDF in Chinese requires a font of it", hint=INSTALL)


def pdf(data: bytes) -> bytes:
    """Return Markdown as PDF; NotReady for Chinese where no font has it."""
    import typst

    document = read(data)
    text = json.dumps(_told(document), ensure_ascii=False)
    if han(text) and not chinese_font():
        raise no_font()
    ours = _HELD.fullmatch(text) and (find_spec(_FONTS) is not None or not han(text))
    compiler = typst.Compiler(
        (files(__package__) / "manuscript.typ").read_bytes(),
        font_paths=typst.Fonts(
            include_system_fonts=not ours,
            font_paths=_folders(),
        ),
        sys_inputs={"text": text},
    )
    # A date would differ from run to run.
    made = compiler.compile(format="pdf", timestamp=0)
    assert isinstance(made, bytes)
    return made


@cache
def _system() -> tuple[str, ...]:
    """Return the families of fonts that the system has."""
    import typst

    return tuple(typst.Fonts(include_embedded_fonts=False).families())


def _folders() -> list[str]:
    """Return the folder of the fonts of Chinese that are installed as a package."""
    spec = find_spec(_FONTS)
    return [os.fspath(Path(each)) for each in (spec and spec.submodule_search_locations) or ()]


def _told(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "language": document.language if document.language != "und" else "en",
        "rtl": document.language in RIGHT_TO_LEFT,
        "kind": document.kind,
        "book": document.book,
        "top": document.top,
        "east": list(_EAST),
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "level": block.level,
        "mark": block.mark,
        "name": block.name,
        "aside": block.aside,
        "lines": [_line(line) for line in block.lines],
    }


def _line(line: Line) -> list[dict[str, Any]]:
    return [
        {"text": run.text, "bold": run.bold, "italic": run.italic, "code": run.code} for run in line
    ]
