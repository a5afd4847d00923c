"""What an aside process can do, by name; what each needs is imported when it is called."""

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from muse.errors import MuseError, NotFound
from muse.leftovers import scratch_prefix
from muse.running.host import Host
from muse_server.aside import kept

Progress = Callable[[float, float], None]


def do(host: Host, call: str, given: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Do something by its name and return what came of it."""
    return _TASKS[call](host, given, progress)


def _show(host: Host, given: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Put a view of a file where it is kept."""
    fmt = host.formats().get(given["suffix"])
    view = fmt.views.get(given["name"]) if fmt is not None else None
    if view is None:
        raise NotFound(f"nothing here shows the {given['name']} of {given['suffix']}")
    media_type, data = view(Path(given["path"]), given["place"])
    return {"size": kept.put(Path(given["target"]), media_type, data), "imported": _imported()}


def _warm(host: Host, given: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Import what was imported the last time that something was shown."""
    host.formats()
    for name in given["modules"]:
        with suppress(Exception):
            import_module(name)
    return {}


def _imported() -> list[str]:
    """Return the modules that showing takes: plugins' own, and the roots of others' packages."""
    others = {name for name in sys.modules if "." not in name and not name.startswith("_")}
    own = [name for name in sys.modules if name.startswith("muse")]
    return [*own, *(others - sys.stdlib_module_names)]


def _convert(host: Host, given: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Put an artifact in another format where it is kept."""
    from muse.running import converting

    _, artifact = host.library.find_exactly(given["id"])
    made = converting.made(host, artifact, converting.way(host, artifact, given["suffix"]))
    return {"size": kept.put(Path(given["target"]), made.media_type, made.content)}


def _read(host: Host, given: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Read the recipe that a file brings; an empty answer where there is none."""
    from muse.running import reading

    found = reading.read(host, Path(given["path"]), given["name"])
    return {} if found is None else {"recipe": found.recipe, "artifact": found.artifact or None}


def _check(host: Host, given: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Say where a file comes from; it has an ending there, as its name does, and no name."""
    from muse.running import checking

    path = Path(given["path"])
    if path.suffix.lower() == given["suffix"]:
        return checking.check(host, path, given["name"])
    with TemporaryDirectory(prefix=scratch_prefix()) as folder:
        place = Path(folder, f"file{given['suffix']}")
        try:
            os.link(path, place)
        except OSError:  # on another disk
            shutil.copyfile(path, place)
        return checking.check(host, place, given["name"])


def _reproduce(host: Host, given: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Make an artifact again, record nothing, and say how near it comes."""
    from muse.contract.events import Progress as Step
    from muse.running import foreign, reproduce

    def agree(question: str) -> bool:  # the time is limited; others may not be called
        return isinstance(question, foreign.Cost)

    source = reproduce.origin(host, given["id"])
    with reproduce.again(host, source, agree=agree, recorded=False) as stream:
        for event in stream:
            if isinstance(event, Step):
                progress(event.done, event.total)
    found = reproduce.compare(host, source, stream.result[0])
    near = found.likeness
    return {
        "verdict": found.verdict,
        "likeness": near and {name: getattr(near, name) for name in _LIKENESS},
        "differences": found.differences,
        "changed": found.changed,
    }


def _export(host: Host, given: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Write a zip: files, an exhibition or a project."""
    ids, target = given["ids"], Path(given["target"])
    collection = given["collection"]
    found = host.library.collections.find(collection) if collection else None
    if given["kind"] == "project":
        from muse.running.projects import writing

        written = writing.write(host.library, ids, target, collection=collection, progress=progress)
        if not written.count:
            raise MuseError("none of their files is there", hint="make them again")
    elif given["kind"] == "files":
        from muse_server.aside import packing

        packing.pack(host, ids, target, formats=given["formats"], progress=progress)
    else:
        from muse_server.aside import exhibition

        title = given["title"] or (found.name if found else "")
        note, language = found.note if found else "", given["language"]
        exhibition.build(
            host, ids, target, title=title, note=note, language=language, progress=progress
        )
    return {}


def _open(host: Host, given: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Take up the artifacts of a project."""
    from muse.running.projects import reading

    found = reading.read(host.library, Path(given["path"]), progress=progress)
    return {
        "added": len(found.added),
        "known": len(found.known),
        "refused": found.refused,
        "collection": found.collection,
    }


_LIKENESS = ("measure", "value", "unit", "near")
_TASKS: dict[str, Callable[[Host, dict[str, Any], Progress], dict[str, Any]]] = {
    "show": _show,
    "warm": _warm,
    "convert": _convert,
    "read": _read,
    "check": _check,
    "reproduce": _reproduce,
    "export": _export,
    "open": _open,
}
