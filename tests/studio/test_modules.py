"""The studio's files as they are written: nothing that the policy forbids, nothing of others."""

import re
from pathlib import Path

import pytest

import muse_studio

FILES = sorted(path for path in muse_studio.PAGES.rglob("*") if path.is_file())
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
FORBIDDEN = {
    "markup from texts": r"\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|srcdoc"
    r"|createContextualFragment|setHTMLUnsafe",
    "text that runs": r"\beval\s*\(|\bnew Function\b|\bFunction\s*\(|javascript:|importScripts"
    r"|set(?:Timeout|Interval)\s*\(\s*[\"'`]",
    "a handler as an attribute": r"setAttribute\(\s*[\"'`](?:on\w+|style)[\"'`]",
    "an address of another host": r"(?:https?|wss?)://(?!www\.w3\.org/(?:2000/svg|1999/x))",
    "a place of the browser where state is lost": r"\b(?:local|session)Storage\b|document\.cookie"
    r"|indexedDB",
}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_module_does_what_could_hurt(path: Path) -> None:
    code = re.sub(r"^\s*(?://|\*|/\*).*$", "", path.read_text(encoding="utf-8"), flags=re.M)
    if path.name == "drafts.js":  # what waits for a server that is away, until it is there again
        code = code.replace("sessionStorage", "")
    found = {what: re.findall(said, code) for what, said in FORBIDDEN.items()}
    assert {what: hits for what, hits in found.items() if hits} == {}


def test_foreign_markup_is_read_in_one_place_alone() -> None:
    readers = [path.name for path in SCRIPTS if "DOMParser" in path.read_text(encoding="utf-8")]
    assert readers == ["clean.js"]


def test_no_page_has_script_or_style_within() -> None:
    page = muse_studio.PAGES.joinpath("index.html").read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"https?://", page)


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix == ".css"], ids=lambda path: path.name
)
def test_styles_fetch_nothing_of_others(path: Path) -> None:
    assert not re.search(r"https?:|@import|url\(\s*[\"']?(?:data|//)", path.read_text())


def test_no_sheet_of_styles_changes_what_another_is_for() -> None:
    # Sheets come with pages: what one says of a class of another would hold or not, as one came.
    leads: dict[str, set[str]] = {}
    for path in FILES:
        if path.suffix != ".css" or path.stem in ("base", "frame", "make", "form", "change"):
            continue
        code = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
        for selectors in re.findall(r"([^{}]+)\{", code):
            for selector in selectors.split(","):
                if first := re.match(r"\s*\.([a-z-]+)", selector):
                    leads.setdefault(first[1], set()).add(path.stem)
    always = "\n".join(
        muse_studio.PAGES.joinpath(f"styles/{name}.css").read_text()
        for name in ("base", "frame", "make", "form", "change")
    )
    own = set(re.findall(r"^\.([a-z-]+)", always, flags=re.M))
    shared = {name for name, sheets in leads.items() if len(sheets) > 1 or name in own}
    assert shared <= {"chip"}
