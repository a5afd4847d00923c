"""Checks of what a generator makes."""

import subprocess
import sys
from os import environ, pathsep
from pathlib import Path
from typing import Any

from muse import entry_points
from muse.contract.artifact import Artifact, Result
from muse.contract.condition import SEEDS
from muse.contract.file import File
from muse.contract.inputs import InputFile
from muse.errors import MuseError
from muse.media import content, keys
from muse.running import recipe
from muse.testing import chance, kinds
from muse.testing.subject import Fault, Skip, Subject


def media(subject: Subject) -> str:
    """Make every format, and read the bytes, and what shows them, as their media type says."""
    plain = [s for s in subject.cls.formats if s not in subject.cls.optional_formats]
    looked: list[str] = []
    unknown: list[str] = []
    for artifact in subject.run(formats=plain) if plain else subject.run():
        for key, file in artifact.files.items():
            if file.size > content.SMALL:  # it isn't read whole
                unknown.append(f"{key} (large)")
                continue
            wrong = kinds.problem(file.media_type, file.data)
            if wrong:
                raise Fault(f"{key}: {wrong}")
            looked += _shown(subject, key, file)
            (looked if kinds.known(file.media_type) else unknown).append(key)
    return ", ".join(looked) + (f"; nobody here reads {', '.join(unknown)}" if unknown else "")


def _shown(subject: Subject, key: str, file: File) -> list[str]:
    """Look at the views of a file, each twice; tell which there are."""
    fmt = subject.host.formats().get(keys.ending(key))
    views = fmt.views if fmt and fmt.media_type == file.media_type else {}
    for name, view in views.items():
        try:
            kind, data = view(file.data, "")
            again = view(file.data, "")
        except MuseError as error:
            raise Fault(f"{key}: {error}", "see Format.views in docs/contract.md") from None
        wrong = kinds.problem(kind, data)
        if wrong:
            raise Fault(f"{key}, its view {name!r}: {wrong}")
        if again != (kind, data):
            raise Fault(
                f"{key}, its view {name!r}: the same file gives other bytes",
                "a view is kept: show what is in the file, and nothing else",
            )
    return [f"{key} as {name}" for name in views]


def repeats(subject: Subject) -> str:
    """Run the same seed again, by the host and in a process of its own."""
    if subject.cls.repeatable == "no":
        raise Skip("it is declared not to repeat")
    first = subject.run()
    apart = subject.unlike(first[0], subject.again()[0])
    if apart:
        raise Fault(f"the same seed again gives {apart}")
    if not _installed(subject) or subject.weighs:
        return f"the same seed again: {_same(subject)}"
    with subject.stream({"seed": 1, **subject.small}) as stream:
        list(stream)
    theirs = _elsewhere(subject, first[0])
    if theirs != first[0].data and subject.cls.repeatable == "bytes":
        raise Fault(
            "another process makes other bytes of the same seed",
            "draw from item.rng, item.random or item.torch alone; sort sets before going over them",
        )
    return f"again, and in another process: {_same(subject)}"


def _same(subject: Subject) -> str:
    return "the same bytes" if subject.cls.repeatable == "bytes" else "near by its own measure"


def _installed(subject: Subject) -> bool:
    return subject.name in entry_points.load().generators


def _elsewhere(subject: Subject, artifact: Artifact) -> bytes:
    condition = subject.folder / "condition.json"
    values = subject.build({"seed": 1, **subject.small}).model_dump(mode="json", exclude_unset=True)
    for name, value in subject.small.items():
        if isinstance(value, InputFile):  # the library of that process hasn't it
            path = subject.folder / f"handed-in{value.suffix}"
            path.write_bytes(value.data)
            values[name] = str(path)
    condition.write_text(recipe.dumps(values), encoding="utf-8")
    first, base = artifact.suffix, subject.folder / "elsewhere"
    target = base.with_name(base.name + keys.ending(first))
    done = subprocess.run(
        [
            *(sys.executable, "-m", "muse", "run", subject.name, "--no-embed", "--force"),
            *("--condition", str(condition), "-o", str(target)),
        ],
        env={**environ, "PYTHONPATH": pathsep.join(p for p in sys.path if p)}
        | {"PYTHONHASHSEED": "77", "MUSE_HOME": str(subject.folder / "home")}
        | {entry_points.SHARED: entry_points.isolated_folder()},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Fault(f"muse run fails: {done.stderr.strip()[-300:]}")
    return keys.at(base, first).read_bytes()


def seeds(subject: Subject) -> str:
    """Run other seeds: they give other artifacts; the last seed goes on with 0."""
    if "seed" in subject.cls.inert:
        raise Skip(f"declared: {subject.cls.inert['seed']}")
    base = subject.run()
    if not any(subject.changes(base, subject.run(seed=seed)) for seed in (2, 3, 4)):
        raise Fault(
            "seeds 1, 2, 3 and 4 give the same artifact",
            'draw from item.rng or item.random, or declare inert = {"seed": "why"}',
        )
    wrapped = subject.run(seed=SEEDS - 1, count=2)
    if [artifact.seed for artifact in wrapped] != [SEEDS - 1, 0]:
        raise Fault(f"after the last seed comes {wrapped[1].seed}, not 0")
    return "another seed, another artifact"


def items(subject: Subject) -> str:
    """Make three at once, and the last alone: it is the same."""
    if subject.cls.repeatable == "no":
        raise Skip("it is declared not to repeat")
    count = 2 if subject.weighs else 3
    batch = subject.run(count=count)
    alone = subject.run(seed=1 + count - 1)
    apart = subject.unlike(alone[0], batch[-1])
    if apart:
        raise Fault(
            f"item {count} of {count} isn't what its own seed gives alone: {apart}",
            "draw from the item itself, item.rng, never from one generator for all items",
        )
    return f"item {count} of {count} alone: {_same(subject)}"


def untouched(subject: Subject) -> str:
    """Look at the condition after the run: the host, hooks and the recipe rely on it."""
    stream = subject.stream({"seed": 1, **subject.small})
    before = stream.request.condition.model_dump(mode="json")
    stream.finish()
    after = stream.request.condition.model_dump(mode="json")
    for name, value in after.items():
        if value != before[name]:
            raise Fault(f"{name} was {before[name]!r} and is {value!r} after the run")
    return "as it was handed over"


def claims(subject: Subject) -> str:
    """Measure the artifact: the report claims nothing else."""
    found = subject.run()
    truthful(subject, subject.small, found)
    for name in found.report.ignored:
        if name in found.report.applied:
            raise Fault(f"{name} is reported as applied and as ignored")
    told = kinds.measured(found[0].media_type, _read(found[0]))
    seen = ", ".join(f"{name} {value:g}" for name, value in told.items())
    return f"measured {seen}" if seen else "nothing of it can be measured here"


def _read(artifact: Artifact) -> bytes:
    """Return the bytes of the first file; none of one that is too large to be read whole."""
    file = artifact.files[artifact.suffix]
    return file.data if file.size <= content.SMALL else b""


def truthful(subject: Subject, asked: Any, found: Result) -> None:
    """Raise Fault when a report of a result claims what its artifacts don't show."""
    for artifact in found:
        wanted = artifact.report.asked()
        carried_on = artifact.recipe["condition"].get("extend") is not None
        for name, value in kinds.measured(artifact.media_type, _read(artifact)).items():
            if name == "duration" and carried_on:
                continue  # it is that of what was added
            near = 0.05 * max(1.0, value) if name == "duration" else 0
            claimed = artifact.report.measured.get(name)
            if isinstance(claimed, int | float) and abs(claimed - value) > near:
                raise Fault(
                    f"{subject.shown(asked)}: the report has measured {name} = {claimed}, "
                    f"the artifact has {value:g}",
                    "measure on the finished bytes",
                )
            meant = wanted.get(name)
            if claimed is None and isinstance(meant, int | float) and abs(meant - value) > near:
                raise Fault(
                    f"{subject.shown(asked)}: {name} = {meant} is reported as applied, and the "
                    f"artifact has {value:g}",
                    f"keep it, or say run.report.adjust({name!r}, asked, used, why)",
                )


def made_again(subject: Subject) -> str:
    """Make the artifact again from its recipe, which holds no path."""
    kept = subject.run()[0].recipe
    text = recipe.dumps(kept)
    for value in [str(subject.folder), str(Path.home()), *map(str, subject.small.values())]:
        if len(value) > 2 and Path(value).is_absolute() and value in text:
            raise Fault(
                f"the recipe holds the path {value}",
                "fields for files are muse.InputFile, those for models muse.ModelSource",
            )
    if subject.cls.repeatable == "no":
        return "its recipe holds no path"
    models = [n for n, i in subject.cls.condition.model_fields.items() if chance.kind(i) == "model"]
    if any(Path(str(subject.small.get(name, ""))).is_absolute() for name in models):
        return "its recipe holds no path; models by path aren't found again"
    apart = subject.unlike(subject.run()[0], subject.repeated(kept))
    if apart and subject.cls.repeatable == "bytes":
        sums = subject.repeated(kept).recipe["payload"]
        apart = apart if sums != kept["payload"] else None
    if apart:
        raise Fault(f"made again from its recipe it is another: {apart}")
    return "from its recipe, which holds no path"
