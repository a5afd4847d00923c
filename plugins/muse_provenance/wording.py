"""A verdict in plain words, as the command line tells it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

_SOURCES = {
    "trainedAlgorithmicMedia": "a neural network",
    "algorithmicMedia": "a program that follows rules",
    "compositeWithTrainedAlgorithmicMedia": "several generators, a neural network among them",
    "trainedAlgorithmicData": "weights that were trained",
    "humanEdits": "a person's own words, kept",
    "digitalCapture": "a camera",
    "digitalCreation": "a person, with a program",
}
"""What C2PA calls the ways in which a work comes to be, as `digitalSourceType`."""

_WIDE = 10


def headline(verdict: Mapping[str, Any]) -> str:
    """Return what a file is, in a line; never that it could be trusted, which nobody can say."""
    kind, signer = verdict["kind"], verdict.get("signer", "")
    if kind == "ours":
        return f"unchanged since this Muse {'signed' if signer else 'made'} it"
    if kind == "changed":
        if verdict.get("own_key"):
            return "changed since this Muse signed it"
        return f"changed since it was signed{f', as it says by {signer}' if signer else ''}"
    if kind == "other":
        return f"unchanged since {signer or 'somebody'} signed it, whom this Muse doesn't know"
    if kind == "mark":
        artifact = verdict.get("artifact")
        mark = f"the mark of {artifact}" if artifact else "a mark"
        if verdict.get("mark") and not artifact:
            mark = "a mark that nothing in this library has"
        return f"no signature holds, but it carries {mark}"
    return "neither signed nor marked: nothing in it says where it comes from"


def lines(verdict: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is known of a file, a line each, and last why that is said."""
    made = " ".join(filter(None, (when(verdict.get("made", "")), _by(verdict))))
    rows = [("made", made), ("model", verdict.get("model")), ("title", verdict.get("title"))]
    if verdict["kind"] == "ours":
        rows.append(("signer", verdict.get("signer")))
    rows += [("changed", each) for each in verdict.get("where", ())]
    rows += [("from", each) for each in verdict.get("ingredients", ())]
    rows += [("rights", f"{key}: {each}") for key, each in verdict.get("rights", {}).items()]
    rows += [("mark", verdict.get("mark")), ("artifact", verdict.get("artifact"))]
    rows += [("because", each) for each in verdict.get("reasons", ())]
    last = ""
    for name, value in rows:
        if value:
            yield f"{'' if name == last else name:<{_WIDE}}{value}"
            last = name


def when(moment: str) -> str:
    """Return a time in ISO 8601 as date and minute where this machine is; another text as it is."""
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    return f"{found.astimezone() if found.tzinfo else found:%Y-%m-%d %H:%M}"


def _by(verdict: Mapping[str, Any]) -> str:
    maker, source = verdict.get("made_by", ""), verdict.get("source", "")
    kind = _SOURCES.get(source, source)
    if not maker:
        return f"by {kind}" if kind else ""
    return f"by {maker} ({kind})" if kind else f"by {maker}"
