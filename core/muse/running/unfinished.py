"""Texts that aren't finished: put on disk as they grow, and kept if the run ends before they do."""

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from muse import files, placing, processes
from muse.contract.artifact import Artifact
from muse.contract.events import Draft, Text
from muse.contract.item import Item
from muse.contract.run import Run
from muse.contract.saving import part, put
from muse.errors import MuseError, NameTaken, described
from muse.running import finishing
from muse.running.recording import Recording
from muse.running.request import Request


@dataclass(frozen=True, slots=True)
class Lost:
    """What couldn't be kept of an item's text, why, and the file that has all before it, if any."""

    text: str
    item: Item
    why: str
    path: Path | None


@dataclass(slots=True)
class _Growing:
    """The text of one item: its last draft, the pieces since, and the files that have the draft."""

    item: Item
    title: str = ""
    draft: str = ""
    pieces: list[str] = field(default_factory=list)
    on_disk: dict[str, "_OnDisk"] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.draft + "".join(self.pieces)


@dataclass(slots=True)
class _OnDisk:
    """A file of a draft, as this run wrote it: somebody may have changed it meanwhile."""

    path: Path
    identity: str

    def is_ours(self, base: Path) -> bool:
        return self.identity != "" and placing.identity(base / self.path) == self.identity


class Unfinished:
    """Keeps the texts of a run's items until they are finished.

    `kept` are those that were kept when the run ended, `lost` those that couldn't be.
    """

    def __init__(self, request: Request, items: Sequence[Item]) -> None:
        self.kept: list[Artifact] = []
        self.lost: list[Lost] = []
        self.why: dict[int, str] = {}
        """Item -> why its text isn't kept where it was to be."""
        self._request = request
        self._items = {item.index: item for item in items}
        self._growing: dict[int, _Growing] = {}

    def add(self, event: Text | Draft, run: Run, recording: Recording) -> None:
        """Take a piece of a text, or a draft, which is on disk afterwards."""
        growing = self._growing.setdefault(event.item, _Growing(self._items[event.item]))
        if isinstance(event, Text):
            growing.pieces.append(event.piece)
            return
        growing.draft, growing.title = event.text, event.title or growing.title
        growing.pieces.clear()
        try:
            self._write(growing, recording)
        except (MuseError, OSError) as error:  # the work goes on; it may be finished yet
            run.report.note(f"The text can't be kept while it grows: {_why(error)}.")

    def again(self, run: Run, left: Collection[Item]) -> None:
        """Begin anew with the items that are left, from their drafts where there are any."""
        for item in left:
            growing = self._growing.get(item.index)
            if growing is not None:
                growing.pieces.clear()
                if growing.draft:
                    run.drafts[item.index] = growing.draft

    def finished(self, artifact: Artifact, recording: Recording) -> None:
        """Remove what was there of a text that is finished."""
        index = artifact.item.index
        growing = self._growing.pop(index, None)
        if growing is not None:
            for each in growing.on_disk.values():
                _removed(each, self._request.output.base)
        if self._request.job is not None:
            recording.library.drafts.remove(self._request.job.id, index)

    def keep(self, run: Run, recording: Recording) -> None:
        """Keep what is there of the items that were begun and aren't finished."""
        for growing in self._growing.values():
            if not growing.text.strip():
                continue
            try:
                self.kept.append(self._kept(growing, run, recording))
            except Exception as error:  # it mustn't hide why the run ended
                self._elsewhere(growing, run, recording, error)

    # -- where

    def _places(self, growing: _Growing, recording: Recording) -> dict[str, Path]:
        request = self._request
        name = recording.name(growing.title)
        return request.output.early(
            growing.item.index, name, request.condition.count, request.generator.formats
        )

    def _write(self, growing: _Growing, recording: Recording) -> None:
        """Write a draft: to the files that have the one before, or under names that are free."""
        data, base = encoded(growing.draft), self._request.output.base
        if self._request.job is not None:
            recording.library.drafts.write(self._request.job.id, growing.item.index, data)
        for suffix, path in self._places(growing, recording).items():
            there = growing.on_disk.get(suffix)
            if there is not None and there.is_ours(base):
                files.write(base / there.path, data, force=True)
                path = there.path
            else:
                processes.sweep([(base / path).parent])  # of a run that was killed
                path = _written_free(path, base, data)
            growing.on_disk[suffix] = _OnDisk(path, placing.identity(base / path))

    def _kept(self, growing: _Growing, run: Run, recording: Recording) -> Artifact:
        base = self._request.output.base
        places = self._places(growing, recording)
        artifact = self._artifact(growing, run, list(places))
        parts = []
        for suffix, path in places.items():
            there = growing.on_disk.get(suffix)
            ours = there is not None and there.is_ours(base)
            target = there.path if there is not None and ours else path
            parts.append(part(artifact, suffix, target, force=ours, free=not ours))
        return recording.written(artifact, parts, run)

    def _artifact(self, growing: _Growing, run: Run, suffixes: Sequence[str]) -> Artifact:
        """Return a text as an artifact whose files aren't written yet."""
        if not suffixes:
            suffixes = [next(iter(self._request.generator.formats), ".md")]
        contents = dict.fromkeys(suffixes, encoded(growing.text))
        artifact = Artifact(contents, growing.item, title=growing.title or None, unfinished=True)
        finishing.fill(self._request, artifact, run)
        return artifact

    def _elsewhere(
        self, growing: _Growing, run: Run, recording: Recording, error: Exception
    ) -> None:
        """Keep a text in Muse's own folder, or the system's for what is temporary."""
        why = self.why[growing.item.index] = _why(error)
        name = f"{recording.name(growing.title)}.unfinished.md"
        for folder in (recording.library.folder / "unfinished", Path(tempfile.gettempdir())):
            try:
                artifact = self._artifact(growing, run, [".md"])
                put(artifact, [part(artifact, ".md", folder / name, free=True)])
            except Exception:
                continue
            self.kept.append(artifact)
            return
        there = next((each.path for each in growing.on_disk.values()), None)
        text = "".join(growing.pieces) if there is not None else growing.text
        self.lost.append(Lost(text, growing.item, why, there))


def encoded(text: str) -> bytes:
    """Return a text as UTF-8; two halves of a letter that came apart are joined."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _written_free(path: Path, base: Path, data: bytes) -> Path:
    for each in files.numbered(path):
        try:
            files.write(base / each, data)
        except NameTaken:
            continue
        return each
    raise files.taken(path)


def _removed(there: _OnDisk, base: Path) -> None:
    if there.is_ours(base):
        try:
            (base / there.path).unlink()
        except OSError:  # it stays, beside the finished one
            return


def _why(error: Exception) -> str:
    return error.message if isinstance(error, MuseError) else described(error)
