"""A run's outcome for people (the report, line by line) and for programs (JSON)."""

from typing import Any

from muse.cli.console import safe
from muse.contract.artifact import Artifact, Result
from muse.contract.report import Report
from muse.media import keys
from muse.weights import licences

_LIMIT = 100
_TOLD = 240


def row(label: str, text: str) -> str:
    """Return a line of the report, in two columns."""
    return f"{label:<16}{text}"


def lines(report: Report) -> list[str]:
    """Return a report as lines: what was read, applied, chosen, adjusted, ignored, measured."""
    told = []
    if report.read:
        read = (f"{k} = {_value(f.value)} ({safe(f.words, 30)})" for k, f in report.read.items())
        told.append(row("read", ", ".join(read)))
    applied = {k: v for k, v in report.applied.items() if k != "prompt" and (k, v) != ("count", 1)}
    for label, values in (("applied", applied), ("chosen", report.chosen)):
        if values:
            told.append(row(label, _pairs(values)))
    for name, a in report.adjusted.items():
        used = f"{name}: {_value(a.asked)} -> {_value(a.used)} ({safe(a.why)})"
        told.append(row("adjusted", used))
    told += [row("ignored", f"{name}: {safe(why)}") for name, why in report.ignored.items()]
    if report.measured:
        told.append(row("measured", _pairs(report.measured)))
    for name, (asked, got) in report.disagreements().items():
        told.append(row("differs", f"{name}: asked {_value(asked)}, measured {_value(got)}"))
    for name, each in report.licences.items():
        told.append(row("licence", f"{safe(name, _LIMIT)}: {safe(licence_words(each), _LIMIT)}"))
    if report.not_understood:
        told.append(row("not understood", safe(", ".join(report.not_understood), _LIMIT)))
    if report.told:  # the request itself; --json has all of it
        told.append(row("told", safe(report.told[-1], _TOLD)))
    return told + [row("note", safe(note)) for note in report.notes]


def licence_words(told: dict[str, str]) -> str:
    """Return what a report tells of a licence in words: "non-commercial (cc-by-nc-4.0)"."""
    use: Any = told.get("commercial", "unknown")
    return str(licences.Licence(told.get("licence", licences.UNKNOWN), use))


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
    paths = _paths(artifact)
    return {
        "id": artifact.id,
        "seed": artifact.seed,
        "title": artifact.title,
        "unfinished": artifact.unfinished,
        "files": [
            {
                "path": paths.get(key),
                "media_type": file.media_type,
                "size": file.size,
                "sha256": file.sha256,
                **({"name": key} if keys.is_named(key) else {}),
            }
            for key, file in artifact.files.items()
        ],
        "report": artifact.report.to_json(),
        "recipe": artifact.recipe,
    }


def _paths(artifact: Artifact) -> dict[str, str]:
    """Return key -> where that file is."""
    found: dict[str, str] = {}
    left = list(artifact.paths)
    for key in sorted(artifact.files, key=len, reverse=True):  # .drums.wav before .wav
        mine = next((p for p in reversed(left) if p.as_posix().lower().endswith(key)), None)
        if mine is not None:
            found[key] = str(mine)
            left.remove(mine)
    return found


def result_json(result: Result, status: str) -> dict[str, Any]:
    """Return a run as one JSON object."""
    return {
        "run": result.id,
        "generator": result.generator,
        "status": status,
        "artifacts": [artifact_json(artifact) for artifact in result],
    }
