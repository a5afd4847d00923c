"""Looking at what was made, by classifiers: what a rule refuses isn't written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from muse import Artifact, Draft, Event, Preview, RequestError, Run, Text
from muse_policy import classifiers, reading, record
from muse_policy.pictures import Busy, Model
from muse_policy.rules import Rule

PICTURES = frozenset((".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tiff", ".avif", ".qoi"))
TEXTS = frozenset((".md", ".txt", ".html", ".fountain", ".json", ".abc", ".lrc", ".srt"))
LONGEST = 2**20
"""Bytes of a text that a classifier is shown."""

HINT = "another seed, or other words, may do"


@dataclass(frozen=True)
class Judge:
    """A rule on what is made, and the classifier that it goes by."""

    rule: Rule
    classify: "classifiers.Classify | Model"


def judges(run: Run) -> list[Judge]:
    """Return who looks at what a run makes; NotReady where a model isn't on this machine."""
    shown = any(suffix in PICTURES for suffix in run.formats)
    model = Model.of(run) if shown else None
    found: list[Judge] = []
    told = False
    for rule in reading.of(run.settings).rules:
        if not rule.classifier or rule.of == "text" or not rule.is_for(run.generator):
            continue
        if rule.classifier != classifiers.IMAGE_MODEL:
            found.append(Judge(rule, classifiers.named(rule.classifier)))
        elif shown:
            told = True
            if model is None:
                raise RequestError(
                    f"the policy's rule {rule.name} wants a model, and none is named",
                    hint='[plugins.policy] image_model = "owner/name" in config.toml',
                )
            model.knows(rule)
            found.append(Judge(rule, model))
    if model is not None and not told:
        found.append(Judge(model.rule(), model))
    return found


def watched(events: Iterator[Event], run: Run, looking: list[Judge]) -> Iterator[Event]:
    """Pass events on, artifacts once they were looked at; closing it closes the generator.

    What shows a thing before it is whole is left out. A model can't be leased while the generator
    holds a lease: artifacts then wait until it is through.
    """
    pictures = any(judge.rule.of == "picture" for judge in looking)
    written = any(judge.rule.of == "written" for judge in looking)
    waiting: list[Artifact] = []
    try:
        for event in events:
            if isinstance(event, Preview) and (pictures or written):
                continue
            if isinstance(event, Text | Draft) and written:
                continue
            if isinstance(event, Artifact) and not event.unfinished:
                try:
                    look(event, run, looking)
                except Busy:
                    waiting.append(kept(event))
                    continue
            yield event
        for artifact in waiting:
            look(artifact, run, looking)
            yield artifact
    finally:
        if hasattr(events, "close"):
            events.close()


def kept(artifact: Artifact) -> Artifact:
    """Return an artifact that may wait: what is in memory of another process is copied."""
    passing = any(not isinstance(each, bytes | Path) for each in artifact.contents.values())
    if passing and type(artifact.contents) is dict:
        artifact.contents = {
            key: each if isinstance(each, Path) else bytes(each)
            for key, each in artifact.contents.items()
        }
    return artifact


def look(artifact: Artifact, run: Run, looking: list[Judge]) -> None:
    """Raise RequestError for an artifact that a rule refuses; note what a rule marks."""
    for judge in looking:
        for key in artifact.contents:
            why = _why(artifact, key, judge)
            if not why:
                continue
            if judge.rule.do == "mark":
                run.report.note(
                    f"The policy marks what was made as {judge.rule.about} ({judge.rule.name})."
                )
                continue
            mark = run.fingerprint(artifact.item)
            record.refused(judge.rule.name, "refuse", run.generator, key, "result", mark)
            raise RequestError(
                f"what was made isn't kept: {judge.rule.about} ({judge.rule.name}, {why})",
                hint=HINT,
            )


def _why(artifact: Artifact, key: str, judge: Judge) -> str:
    """Return the label and score by which a file falls under a rule; empty where it doesn't."""
    ending = key[key.rindex(".") :].lower()
    if judge.rule.of == "picture" and ending in PICTURES:
        picture = artifact.picture(key)
        if picture is None:
            return ""
        return classifiers.over(judge.rule, judge.classify(picture))
    if judge.rule.of == "written" and ending in TEXTS:
        content = artifact.contents[key]
        data = content.read_bytes() if isinstance(content, Path) else bytes(content)
        text = data[:LONGEST].decode("utf-8", errors="replace")
        return classifiers.over(judge.rule, judge.classify(text))
    return ""
