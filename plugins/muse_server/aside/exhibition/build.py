"""Gathering the works of an exhibition into a zip."""

import re
import zipfile
from collections.abc import Callable, Sequence
from importlib.resources import files as resources
from pathlib import Path

from muse import files
from muse.contract.file import File
from muse.errors import MuseError
from muse.running.host import Host
from muse.running.projects.packing import put
from muse_server.aside.exhibition.pages import Pages
from muse_server.aside.exhibition.works import Work, work


def build(
    host: Host,
    ids: Sequence[str],
    target: Path,
    *,
    title: str,
    note: str = "",
    language: str = "en",
    progress: Callable[[float, float], None],
) -> None:
    """Write an exhibition of artifacts into a new zip; MuseError for one without works."""
    if not ids:
        raise MuseError("an exhibition needs a work", hint="choose some")
    works: list[Work] = []
    top = _plain(title) or "exhibition"
    with zipfile.ZipFile(target, "x") as packed:
        for done, id in enumerate(ids):
            progress(done, len(ids))
            run, artifact = host.library.find_exactly(id)
            name = _plain(f"{done + 1:02d} {artifact.title or run.prompt}")
            made = work(host, run, artifact, name)
            for path, what in made.files.items():
                put(packed, f"{top}/{path}", what.content if isinstance(what, File) else what)
            made.files = {}
            works.append(made)
        pages = Pages(title, note, works, language)
        put(packed, f"{top}/index.html", pages.index().encode())
        for place, made in enumerate(works):
            put(packed, f"{top}/works/{made.name}.html", pages.work(place).encode())
        style = resources("muse_server.aside.exhibition").joinpath("style.css").read_bytes()
        put(packed, f"{top}/style.css", style)
    progress(len(ids), len(ids))


def _plain(title: str) -> str:
    """Return a name that every web server and every unzipping program takes."""
    return "-".join(re.findall(r"[a-z0-9]+", files.slug(title, "")))
