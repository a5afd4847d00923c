"""Checks of what a generator makes."""

import gc
import random
import subprocess
import sys
import tracemalloc
import weakref
from collections.abc import Iterator
from os import environ, pathsep
from pathlib import Path
from typing import Any

from muse import index, recipe
from muse.artifact import Artifact, Result
from muse.condition import SEEDS
from muse.errors import MuseError, NotReady, RequestError
from muse.events import Preview
from muse.fields import default_of
from muse.testing import chance, kinds
from muse.testing.subject import Fault, Skip, Subject

_GROWTH = 2**20
"""Bytes that a further run may leave behind."""


def media(subject: Subject) -> str:
    """Make every format, and read the bytes as what their media type says."""
    plain = [s for s in subject.cls.formats if s not in subject.cls.optional_formats]
    looked: list[str] = []
    unknown: list[str] = []
    for artifact in subject.run(formats=plain) if plain else subject.run():
        for suffix, file in artifact.files.items():
            wrong = kinds.problem(file.media_type, file.data)
            if wrong:
                raise Fault(f"{suffix}: {wrong}")
            (looked if kinds.known(file.media_type) else unknown).append(suffix)
    return ", ".join(looked) + (f"; nobody here reads {', '.join(unknown)}" if unknown else "")


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
    files = [n for n, v in subject.small.items() if isinstance(v, bytes)]
    return subject.name in index.load().generators and not files


def _elsewhere(subject: Subject, artifact: Artifact) -> bytes:
    condition = subject.folder / "condition.json"
    values = subject.build({"seed": 1, **subject.small}).model_dump(mode="json", exclude_unset=True)
    condition.write_text(recipe.dumps(values), encoding="utf-8")
    target = subject.folder / f"elsewhere{artifact.suffix}"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "muse", "run", subject.name, "--no-embed", "--force"),
            *("--condition", str(condition), "-o", str(target)),
        ],
        env={**environ, "PYTHONPATH": pathsep.join(p for p in sys.path if p)}
        | {"PYTHONHASHSEED": "77", "MUSE_HOME": str(subject.folder / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Fault(f"muse run fails: {done.stderr.strip()[-300:]}")
    return target.read_bytes()


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


def fields(subject: Subject) -> str:
    """Change one field after the other: each changes the artifact, or it is told why not."""
    if subject.cls.repeatable == "no":
        raise Skip("it is declared not to repeat")
    idle, untried, seen = [], [], 0
    for name in chance.own(subject.cls.condition):
        if name in subject.cls.inert:
            continue
        verdict = _acts(subject, name)
        seen += verdict == "acts"
        idle += [name] if verdict == "idle" else []
        untried += [name] if verdict == "untried" else []
    if untried:
        raise Fault(
            f"{', '.join(untried)}: no value is known to try",
            f'give one: probes() returns {{"{untried[0]}": {{"{untried[0]}": ...}}}}',
        )
    if idle:
        raise Fault(
            f"{', '.join(idle)}: nothing that was tried changes the artifact",
            f"use it; or say run.report.ignore({idle[0]!r}, why); or declare "
            f"inert = {{{idle[0]!r}: why}}; or let probes() give the company in which it shows",
        )
    declared = f", {len(subject.cls.inert)} declared inert" if subject.cls.inert else ""
    return f"{seen} fields act{declared}"


def _acts(subject: Subject, name: str) -> str:
    info = subject.cls.condition.model_fields[name]
    kind = chance.kind(info)
    if name in subject.probes:
        company = dict(subject.probes[name])
        tries = [company]
        base = {key: value for key, value in company.items() if key != name}
    else:
        now = subject.small.get(name, default_of(info))
        tries = [{name: v} for v in chance.others(info, now, subject.small.get(name)) if v != now]
        base = {}
        if kind == "model":
            tries = [{name: "nobody/has-this-model"}]
        if kind in ("file", "json"):
            return "untried"
    without: Result | None = None
    for trial in tries:
        if without is None:
            without = subject.run(**base)
        try:
            made = subject.run(**trial)
        except (RequestError, NotReady) as error:
            if name in str(error) or kind == "model":
                return "acts"  # refused by its name
            continue
        report = made.report
        if subject.changes(without, made) or name in report.ignored or name in report.adjusted:
            return "acts"
        previews = [
            sum(isinstance(event, Preview) for event in subject.events(**f)) for f in (base, trial)
        ]
        if previews[0] != previews[1]:
            return "acts"
    return "idle"


def edges(subject: Subject) -> str:
    """Run the ends of each field's range, as far as the cheap condition allows."""
    names = chance.own(subject.cls.condition)
    asked = [
        {**subject.small, "seed": 1, name: value}
        for name in names
        for value in chance.edges(subject.cls.condition.model_fields[name], subject.small.get(name))
        if chance.kind(subject.cls.condition.model_fields[name]) == "value"
    ]
    random.Random(1).shuffle(asked)
    made, refused, _ = _tally(subject, iter(asked), len(asked))
    return _counted(made, refused, len(asked))


def random_conditions(subject: Subject) -> str:
    """Run conditions by chance: each gives an artifact, or is refused in one clear line."""
    dice, files = random.Random(7), subject.files()
    asked = (
        chance.drawn(subject.cls.condition, dice, subject.small, files)
        for _ in range(subject.trials)
    )
    made, refused, why = _tally(subject, asked, subject.trials)
    if refused > 3 * made:
        raise Fault(
            f"{refused} of {made + refused} random conditions are refused, such as: {why}",
            "validate in the condition (InvalidField), or put what belongs together into small()",
        )
    return _counted(made, refused, subject.trials)


def _tally(subject: Subject, asked: Iterator[Any], count: int) -> tuple[int, int, str]:
    """Run conditions while there is time; return how many were made and refused, and a reason."""
    made, refused, why = 0, 0, ""
    for _ in subject.trial(count):
        fields = next(asked)
        found = subject.attempt(fields)
        if isinstance(found, MuseError):
            refused, why = refused + 1, str(found)
            if not found.message or "\n" in why:
                raise Fault(f"{subject.shown(fields)} is refused in more than one line: {why}")
        elif found is not None:
            made += 1
            _truthful(subject, fields, found)
    return made, refused, why


def _counted(made: int, refused: int, most: int) -> str:
    told = f"{made} made" + (f", {refused} refused in one line" if refused else "")
    return told if made + refused == most else f"{told}; {most - made - refused} left for time"


def claims(subject: Subject) -> str:
    """Measure the artifact: the report claims nothing else."""
    found = subject.run()
    _truthful(subject, subject.small, found)
    for name in found.report.ignored:
        if name in found.report.applied:
            raise Fault(f"{name} is told as applied and as ignored")
    told = kinds.measured(found[0].media_type, found[0].data)
    seen = ", ".join(f"{name} {value:g}" for name, value in told.items())
    return f"measured {seen}" if seen else "nothing of it can be measured here"


def _truthful(subject: Subject, asked: Any, found: Result) -> None:
    for artifact in found:
        wanted = artifact.report.asked()
        goes_on = artifact.recipe["condition"].get("extend") is not None
        for name, value in kinds.measured(artifact.media_type, artifact.data).items():
            if name == "duration" and goes_on:
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
                    f"{subject.shown(asked)}: {name} = {meant} is told as applied, and the "
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
    apart = subject.unlike(subject.run()[0], subject.host.again(kept).finish()[0])
    if apart and subject.cls.repeatable == "bytes":
        sums = subject.host.again(kept).finish()[0].recipe["payload"]
        apart = apart if sums != kept["payload"] else None
    if apart:
        raise Fault(f"made again from its recipe it is another: {apart}")
    return "from its recipe, which holds no path"


def network(subject: Subject) -> str:
    """Look back at who tried to reach another machine."""
    if subject.cls.needs_network:
        raise Skip("it is declared to need one")
    subject.run()
    if subject.tried:
        raise Fault(
            f"it tried to reach {', '.join(sorted(set(subject.tried)))}",
            "leave that, or declare needs_network = True",
        )
    return "refused all along, and not missed"


def memory(subject: Subject) -> str:
    """Unload, and look whether memory comes back."""
    subject.run()
    if not subject.weighs:
        return _grows(subject)
    devices = subject.host.devices
    subject.again()
    # The kit's own record of earlier results holds bytes alone, never what was leased.
    held = [
        weakref.ref(resident.loaded)
        for manager in devices.managers()
        for resident in manager.residents
    ]
    devices.relieve()
    gc.collect()
    if devices.loaded():
        raise Fault(f"{devices.loaded()[0]['component']} stays leased after the run")
    left = [type(found).__name__ for ref in held if (found := ref()) is not None]
    if left:
        raise Fault(
            f"{', '.join(left)} stays in memory though it was unloaded",
            "keep nothing of a lease in the generator, in a module or in a cache",
        )
    return f"{len(held)} components came and went" if held else "nothing stays loaded"


def _grows(subject: Subject) -> str:
    subject.again()
    tracemalloc.start()
    try:
        subject.again()
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        for _ in range(3):
            subject.again()
        gc.collect()
        grown = (tracemalloc.get_traced_memory()[0] - before) / 3
    finally:
        tracemalloc.stop()
    if grown > _GROWTH:
        raise Fault(f"each run leaves {grown / 2**20:.1f} MiB behind", "look at caches and globals")
    return "it leases nothing, and a run leaves nothing behind"
