"""The record of one run in the library: begun, added to by each artifact, ended."""

from collections.abc import Sequence
from functools import partial

from muse import files
from muse.contract.artifact import Artifact
from muse.contract.inputs import InputFile
from muse.contract.report import Report
from muse.contract.run import Run
from muse.errors import LibraryError, MuseError
from muse.library.library import Library
from muse.library.writing import Writing
from muse.placing import Part
from muse.plugins.hooking import Hooks
from muse.running import again, finishing, signing
from muse.running.inputs import keep_input
from muse.running.request import Request


class Recording:
    """Finishes, writes and records what a run makes; a library that fails costs the record alone.

    A job is the exception: nobody would find what it makes, so it is tried again.
    """

    def __init__(self, request: Request, library: Library, hooks: Hooks) -> None:
        self.request = request
        self.hooks = hooks
        self.library = library
        self.number: int | None = None
        self.key = ""
        """What the artifact is found by as a part of a work."""

    def begin(self, run: Run) -> None:
        """Record that the run starts, and keep the files that were handed in."""
        request = self.request
        if not request.recorded:
            return
        try:
            sources: dict[str, list[str]] = {}
            for field, value in request.condition:
                for each in value if isinstance(value, list) else [value]:
                    if isinstance(each, InputFile):
                        if request.part is None or not self.library.is_stored(each.sha256):
                            told = keep_input(self.library, each)
                            run.report.notes += [told] if told else []
                        if each.artifact:
                            sources.setdefault(field, []).append(each.artifact)
            self.number, run.id = self.library.begin(
                generator=request.name,
                version=request.version,
                prompt=request.prompt,
                asked=request.asked,
                condition=again.condition(request.condition),
                id=request.job.id if request.job else None,
                place=request.part.place if request.part else None,
                sources=sources,
            )
        except MuseError as error:
            self._failed(error, run.report)

    def end(self, run: Run, status: str, seconds: float, error: str | None) -> None:
        """Record how the run ended, and after how long."""
        if self.number is None:
            return
        try:
            self.library.end(self.number, status, round(seconds, 3), error)
        except LibraryError as problem:
            self._failed(problem, run.report)

    def finished(self, artifact: Artifact, run: Run) -> Artifact:
        """Encode what is missing of an artifact, put the recipe inside, sign, write, record it."""
        titled = artifact.title
        finishing.fill(self.request, artifact, run)
        signing.of_run(self.hooks, self.request, artifact, run)
        name = self.name(titled)
        parts = self.request.output.parts(artifact, name, self.request.condition.count)
        return self.written(artifact, parts, run)

    def name(self, title: str | None) -> str:
        """Return what files are named by where the user named none."""
        made_by = f"{self.request.name} {self.request.condition.seed or 0}"
        return files.slug(self.request.prompt or title or made_by)

    def written(self, artifact: Artifact, parts: Sequence[Part], run: Run) -> Artifact:
        """Write the files of an artifact, in the library too where they are stored; record it."""
        stored = finishing.stored(self.request, artifact, self.library, parts)
        whole = [*stored, *parts]
        if self.number is not None:
            record = (self.number, *finishing.record(self.request, artifact), self.key)
            try:
                journal = Writing(self.library, artifact.id, record)
                finishing.write(self.request, artifact, whole, journal)
            except LibraryError as error:
                self._failed(error, artifact.report)
                self._failed(error, run.report)
            else:
                artifact.journal = partial(Writing, self.library, artifact.id)
                return artifact
        if not self.request.stored:  # the library may not be there at all
            finishing.shelter(artifact, parts)
            whole = [*parts]
        finishing.write(self.request, artifact, whole)
        return artifact

    def _failed(self, error: MuseError, report: Report) -> None:
        if self.request.job is not None:
            raise error
        report.note(f"This run isn't recorded: {error}.")
        self.number = None
