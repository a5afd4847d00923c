"""Setting a certificate on one page of A4 or Letter, as PDF, by Typst."""

from __future__ import annotations

import io
import json
import os
import re
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from muse import NotReady
from muse_provenance.certificate.shown import Shown
from muse_provenance.certificate.telling import Language, labels

INSTALL = 'pip install "muse-host[provenance]"'
PAPERS = {"a4": "a4", "letter": "us-letter"}
_FONTS = "pylopdf_fonts_zh_cn"
_EAST = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_MODULE = 0.47
"""Millimetres of a module of the code, which a telephone reads at arm's length."""


def lacking() -> NotReady | None:
    """Return what keeps a certificate from being set; None for nothing."""
    packages = {"typst": "typst", "segno": "segno", "cryptography": "cryptography"}
    missing = next((name for name, module in packages.items() if find_spec(module) is None), None)
    if missing is None and find_spec(_FONTS) is None:
        missing = "fonts"
    return None if missing is None else NotReady(f"a certificate requires {missing}", hint=INSTALL)


def grouped(digits: str, size: int, a_line: int) -> list[str]:
    """Return digits in groups, so many in a line, to be read and compared."""
    groups = [digits[at : at + size] for at in range(0, len(digits), size)]
    return [" ".join(groups[at : at + a_line]) for at in range(0, len(groups), a_line)]


def page(
    told: dict[str, Any],
    shown: Shown,
    *,
    language: Language,
    paper: str,
    when: date,
    rows: list[tuple[str, list[str], bool]],
    command: str,
    payload: str,
    data: str,
) -> bytes:
    """Return a certificate as PDF.

    `rows` are what stands beside the code: what it is called, its lines, whether they are digits.
    `payload` is what the code holds, `data` what the PDF carries for who checks it.
    """
    import segno
    import typst

    before, _, after = labels(language)["verify"].partition("{command}")
    modules = segno.make(payload, error="m", boost_error=False, micro=False)
    drawn = io.BytesIO()
    modules.save(drawn, kind="svg", border=0, dark="#1b2329", xmldecl=False)
    values = {
        **told,
        "paper": PAPERS[paper],
        "date": [when.year, when.month, when.day],
        "wide": bool(_EAST.search(told["title"])),
        "shown": "text" if shown.lines else "picture" if shown.data else "",
        "file": f"work{shown.suffix}",
        "ratio": shown.ratio,
        "framed": shown.framed,
        "lines": list(shown.lines),
        "verse": shown.verse,
        "rows": rows,
        "verify": [before, after],
        "command": command,
        "payload": payload,
        "code": modules.symbol_size(border=0)[0] * _MODULE,
    }
    with TemporaryDirectory(prefix="muse-") as folder:
        place = Path(folder)
        (place / "page.typ").write_bytes((files(__package__) / "page.typ").read_bytes())
        (place / "code.svg").write_bytes(drawn.getvalue())
        (place / values["file"]).write_bytes(shown.data)
        compiler = typst.Compiler(
            place / "page.typ",
            root=place,
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=_folders()),
            sys_inputs={"told": json.dumps(values, ensure_ascii=False), "data": data},
        )
        day = datetime(when.year, when.month, when.day, tzinfo=UTC)
        made = compiler.compile(format="pdf", timestamp=int(day.timestamp()))
    assert isinstance(made, bytes)
    return made


@cache
def _folders() -> list[str]:
    """Return the folder of the fonts that are installed as a package."""
    spec = find_spec(_FONTS)
    return [os.fspath(Path(each)) for each in (spec and spec.submodule_search_locations) or ()]
