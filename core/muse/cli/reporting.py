"""A run's outcome for people (the report, line by line) and for programs (JSON)."""

from typing import Any

from muse.cli.console import safe
from muse.contract.artifact import Artifact, Result
from muse.contract.report import Report

_LIMIT = 100


def lines(report: Report) -> list[str]:
    """Return a report as lines: what was read, applied, chosen, adjusted, ignored, measured."""
    told = []
    if report.read:
        told.append(
            "read      " + ", ".join(
                f"{k} = {_value(f.value)} ({safe(f.words, 30)})" for k, f in report.read.items()
            )
        )  # fmt: skip
    applied = {k: v for k, v in report.applied.items() if k != "prompt" and (k, v) != ("count", 1)}
    if applied:
        told.append("applied   " + _pairs(applied))
    if report.chosen:
        told.append("chosen    " + _pairs(report.chosen))
    for name, a in report.adjusted.items():
        told.append(f"adjusted  {name}: {_value(a.asked)} -> {_value(a.used)} ({safe(a.why)})")
    for name, why in report.ignored.items():
        told.append(f"ignored   {name}: {safe(why)}")
    if report.measured:
        told.append("measured  " + _pairs(report.measured))
    for name, (asked, got) in report.disagreements().items():
        told.append(f"differs   {name}: asked {_value(asked)}, measured {_value(got)}")
    if report.unread:
        told.append("unread    " + safe(", ".join(report.unread), _LIMIT))
    told += [f"note      {safe(note)}" for note in report.notes]
    return told


def _pairs(values: dict[str, Any]) -> str:
    return ", ".join(f"{name} = {_value(value)}" for name, value in values.items())


def _value(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple) and value and isinstance(value[0], dict):
        return _counted([str(v.get("name", v)) for v in value])
    if isinstance(value, list | tuple):
        return safe(", ".join(_value(v) for v in value), _LIMIT)
    if isinstance(value, dict):
        return safe(", ".join(f"{k}: {_value(v)}" for k, v in value.items()), _LIMIT)
    return safe(value, _LIMIT)


def _counted(names: list[str]) -> str:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    shown = [name if n == 1 else f"{n} {name}" for name, n in counts.items()]
    return safe(", ".join(shown), _LIMIT * 2)


def artifact_json(artifact: Artifact) -> dict[str, Any]:
    """Return an artifact as JSON values: id, seed, files, report, recipe."""
    from muse.running.recipe import sha256

    paths = {path.suffix.lower(): str(path) for path in artifact.paths}
    return {
        "id": artifact.id,
        "seed": artifact.seed,
        "title": artifact.title,
        "unfinished": artifact.unfinished,
        "files": [
            {
                "path": paths.get(suffix),
                "media_type": file.media_type,
                "size": len(file.data),
                "sha256": sha256(file.data),
            }
            for suffix, file in artifact.files.items()
        ],
        "report": artifact.report.to_json(),
        "recipe": artifact.recipe,
    }


def result_json(result: Result, status: str) -> dict[str, Any]:
    """Return a run as one JSON object."""
    return {
        "run": result.id,
        "generator": result.generator,
        "status": status,
        "artifacts": [artifact_json(artifact) for artifact in result],
    }
