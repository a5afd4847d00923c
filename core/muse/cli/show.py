"""`muse show ID` or `muse show OWNER/NAME`: all that is known of an artifact or a model."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from muse import files
from muse.cli.console import out, out_json, safe, size, when
from muse.cli.reporting import lines
from muse.config import Config
from muse.contract.order import DEEPEST, spoken
from muse.contract.report import Report
from muse.contract.rights import Rights
from muse.errors import MuseError, RequestError
from muse.library.library import Library
from muse.library.parts import Part
from muse.library.records import FileRecord, RunRecord
from muse.running import again, carrying
from muse.running.host import Host
from muse.running.reproduce import origin

_LONGEST = 2**24
"""Bytes of a header that are read: those of trained weights have some thousands."""


@click.command("show", help="Show the details of an artifact or a model.")
@click.argument("id", metavar="ID|FILE|NAME|OWNER/NAME[@REVISION]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(id: str, as_json: bool) -> None:
    """Show an artifact (its run, files, report, environment, rating) or a model (its files, use).

    A file that isn't .safetensors is an artifact; what else has a slash, or is a file, a folder or
    a model of the cache by that name, is a model.
    """
    path = files.expanded(id)
    ours = path.is_file() and path.suffix != ".safetensors"
    if not ours and ("/" in id or "\\" in id or "@" in id):
        _model(id, as_json)
        return
    try:
        with Host() as host:
            run, artifact = host.library.lookup(id)
            extra = host.library.gallery.extra(artifact.id)
            places = [_place(host.library, file) for file in artifact.files]
            sources = host.library.parts.sources(artifact.id)
            parts = list(_tree(host.library, artifact.id))
            rights = carrying.rights_of_record(host.library, artifact, host.formats().values())
    except RequestError:
        with Host() as host:
            alone = host.library.run(id) if re.fullmatch(r"[0-9a-zA-Z]+", id) else None
        if alone is not None and not ours:
            _run(alone, as_json)
            return
        if ours:
            _foreign(id, as_json)
            return
        from muse.weights import hub_cache, short_names

        known = short_names.find(id) or id in hub_cache.names() or path.exists()
        if not known:
            raise
        _model(id, as_json)
        return
    if as_json:
        more: dict[str, Any] = {"tags": extra.tags, "trashed": extra.trashed}
        more |= {"rights": rights.to_json() if rights else {}}
        more |= {"sources": sources, "parts": [asdict(part) for depth, part in parts if not depth]}
        out_json({**asdict(artifact), **more, "run": {**asdict(run), "artifacts": None}})
        return
    out(f"{artifact.id}  {safe(artifact.title, 100)}")
    took = f"{run.seconds or 0:.1f} s"
    out(f"  made      {when(run.created)} by {run.generator} {run.version}, {took}")
    out(f"  seed      {artifact.seed}")
    if artifact.unfinished:
        out(f"  state     unfinished ({safe(run.error or run.status)})")
    if extra.trashed is not None:
        again = f"muse trash --restore {artifact.id} takes it out"
        out(f"  state     in the trash since {when(extra.trashed)}; {again}")
    for file, place in zip(artifact.files, places, strict=True):
        out(f"  file      {place}  {file.media_type}, {size(file.size)}")
    _show_rights(rights)
    for field, ids in sources.items():
        out(f"  from      {', '.join(ids)} ({field})")
    for depth, part in parts:
        made = part.artifact or f"{part.status}, nothing made"
        out(f"  part      {'  ' * depth}{spoken(part.called)}: {made}, by {part.generator}")
    for line in lines(Report.from_json(artifact.report)):
        out(f"  {line}")
    versions = artifact.recipe.get("environment", {})
    out("  made with " + ", ".join(f"{name} {version}" for name, version in versions.items()))
    if artifact.rating:
        out(f"  rating    {artifact.rating}/5  {safe(artifact.note or '')}".rstrip())
    elif artifact.note:
        out(f"  note      {safe(artifact.note)}")
    if extra.tags:
        out(f"  tags      {safe(', '.join(extra.tags))}")
    if artifact.excerpt:
        out()
        for line in artifact.excerpt.splitlines():
            out(f"  {safe(line)}")


def _show_rights(rights: Rights | None) -> None:
    """Print whose it is, as its files say."""
    if rights is None:
        return
    named = {"author": rights.author, "rights": rights.rights, "licence": rights.terms}
    for name, value in named.items():
        if value:
            out(f"  {name:<9} {safe(value, 400)}")


def _tree(library: Library, artifact: str, depth: int = 0) -> Iterator[tuple[int, Part]]:
    """Yield the parts of an artifact, each followed by its own parts, and how deep each is."""
    for part in library.parts.of(artifact):
        yield depth, part
        if part.artifact and depth < DEEPEST:
            yield from _tree(library, part.artifact, depth + 1)


def _place(library: Library, file: FileRecord) -> str:
    """Return where a file is, in words: the user's own, else the one that the library stores."""
    if file.path and Path(file.path).exists():
        return safe(file.path)
    stored = library.path_of(file)
    if stored is not None:
        return safe(stored)
    return f"{safe(file.path)} (gone)" if file.path else "not saved"


def _run(run: RunRecord, as_json: bool) -> None:
    """Show a run that left no artifact: what it was asked, how it ended, how to make it again."""
    if as_json:
        out_json(asdict(run))
        return
    out(f"{run.id}  {safe(run.prompt, 100)}".rstrip())
    took = "" if run.seconds is None else f", {run.seconds:.1f} s"
    out(f"  begun     {when(run.created)} by {run.generator} {run.version}{took}")
    out(f"  state     {run.status}" + (f" ({safe(run.error)})" if run.error else ""))
    for name, value in run.condition.items():
        out(f"  {name:<9} {safe(value, 200)}")
    out(f"  again     {safe(again.of(run))}")


def _foreign(source: str, as_json: bool) -> None:
    """Show what the recipe of a file says that the library doesn't know: anybody's."""
    with Host() as host:
        known = origin(host, source)
    recipe = known.recipe
    if as_json:
        whose = known.rights.to_json() if known.rights else {}
        out_json({"recipe": recipe, "changed": known.changed, "rights": whose})
        return
    brought = " ".join(filter(None, (recipe.get("distribution"), recipe.get("version"))))
    out(f"{safe(source)}  (by its recipe; the library of this machine doesn't know it)")
    out(f"  made      by {safe(recipe['generator'])}{f' of {safe(brought)}' if brought else ''}")
    _show_rights(known.rights)
    fields = recipe["condition"]
    out(f"  seed      {safe(fields.get('seed'), 40)}")
    for name, value in fields.items():
        if name in ("seed", "count") or value in (None, "", [], {}):
            continue
        asked = "" if name in recipe.get("asked", {}) else "  (not asked for)"
        out(f"  {safe(name, 30):<16}{safe(value, 100)}{asked}")
    for name, pin in recipe.get("weights", {}).items():
        licence = f"  {safe(pin['licence'], 100)}" if pin.get("licence") else ""
        out(
            f"  weights   {safe(name, 100)} {safe(pin.get('revision') or '', 40)}".rstrip()
            + licence
        )
    versions = recipe.get("environment", {})
    out("  made with " + ", ".join(f"{safe(n, 40)} {safe(v, 40)}" for n, v in versions.items()))
    if known.changed:
        out("  state     the file was changed after it was made")
    out(f"  again     muse reproduce {shlex.quote(safe(source))}")


def _model(source: str, as_json: bool) -> None:
    """Show a model that is on this machine; nothing is asked of the hub."""
    from muse.weights import cards, find, licences

    found = find.find(source, used=False, gguf=True, onnx=True)
    users = used_by(found.name)
    if as_json:
        told = {**find.pin(found), "path": str(found.path), "size": found.size}
        allowed = licences.settled(found.name, found.licence, Config.load().licences)
        told |= {"variant": found.variant, "medium": found.medium, "licence": allowed.name}
        told |= {"commercial": allowed.use, "conditions": allowed.conditions}
        out_json({**told, "used_by": users})
        return
    out(safe(found.name))
    out(f"  medium    {found.medium}")
    allowed = licences.settled(found.name, found.licence, Config.load().licences)
    out(f"  licence   {safe(str(allowed), 140)}")
    if allowed.conditions:
        out(f"  allowed   {allowed.conditions}")
    for name, label in _TOLD.items():
        if told_of := cards.metadata(found.path).get(name):
            out(f"  {label:<9} {safe(told_of, 100)}")
    if found.revision:
        out(f"  revision  {found.revision}")
    if found.variant:
        out(f"  variant   {found.variant}")
    out(f"  place     {safe(found.path)}")
    out(f"  size      {size(found.size)} in {len(found.files)} files")
    for file in found.files:
        out(f"  file      {safe(file.path)}  {size(file.size)}  {file.hash[:12]}")
    classes = _classes(found.path)
    if classes:
        out(f"  classes   {safe(', '.join(classes))}")
    for name, how in users.items():
        out(f"  used by   {name} ({how})")


_TOLD = {
    "data": "data",
    "data_license": "of data",
    "data_sha256": "data hash",
    "origin": "origin",
    "origin_sha256": "its hash",
}
"""What headers of trained and of converted weights say -> what it is called."""


def _classes(path: Path) -> list[str]:
    """Return the names of the classes that a file of weights made by `muse train` knows."""
    if not path.is_file():
        return []
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            header = json.loads(file.read(min(length, _LONGEST)))
        classes = json.loads(header["__metadata__"]["muse"])["classes"]
        return [str(each[0]) for each in classes if each[0]]
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
        return []


def used_by(model: str) -> dict[str, str]:
    """Return generator -> how it uses a model: as its default, and in how many runs."""
    from muse.weights import short_names

    found: dict[str, str] = {}
    with Host() as host:
        for name in host.plugins.names():
            try:
                field = host.plugins.generator(name).condition.model_fields.get("model")
            except MuseError:
                continue  # a broken plugin uses nothing
            if (
                field is not None
                and short_names.repo(str(field.default)).partition("@")[0] == model
            ):
                found[name] = "its default"
        runs: dict[str, int] = {}
        for run in host.library.log(query=model, limit=10_000):
            asked = short_names.repo(str(run.asked.get("model", ""))).partition("@")[0]
            if asked == model or any(_pins(a.recipe, model) for a in run.artifacts):
                runs[run.generator] = runs.get(run.generator, 0) + 1
    for name, count in runs.items():
        told = f"{count} run{'s' if count > 1 else ''}"
        found[name] = f"{found[name]}, {told}" if name in found else told
    return found


def _pins(value: object, model: str) -> bool:
    """Whether a recipe pins a model anywhere."""
    if isinstance(value, dict):
        return model in (value.get("repo"), value.get("name")) or any(
            _pins(each, model) for each in value.values()
        )
    return isinstance(value, list) and any(_pins(each, model) for each in value)
