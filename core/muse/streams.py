"""One run, from its start to its record: every surface comes through here."""

import secrets
import time
from collections.abc import Generator as Steps
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any

from muse import files, recipe
from muse.artifact import Artifact, File, Result
from muse.condition import Condition, InputFile
from muse.errors import Cancelled, GenerationError, LibraryError, MuseError, PluginError
from muse.events import Event, Text
from muse.generator import Generator
from muse.hooks import Format
from muse.library import ArtifactRecord, FileRecord
from muse.output import Output
from muse.report import Report
from muse.runs import Run, items, steps

if TYPE_CHECKING:
    from muse.host import Host

_EXCERPT = 300


@dataclass(frozen=True)
class Request:
    """A run that is ready to start: everything is resolved and checked."""

    name: str
    generator: Generator[Any]
    distribution: str
    version: str
    condition: Condition
    asked: dict[str, Any]
    report: Report
    output: Output
    embed: bool = True
    title: str | None = None
    formats: dict[str, Format] = field(default_factory=dict)

    @property
    def prompt(self) -> str:
        """The prompt; empty where there is none."""
        return str(getattr(self.condition, "prompt", None) or "")


class Stream(Iterator[Event]):
    """The events of one run, as they come: Progress, Preview, Text, and finished artifacts.

    A context manager: leaving it, closing it or dropping it stops the run and releases what it
    holds. `result` has the artifacts once the last event has come.
    """

    def __init__(self, host: "Host", request: Request) -> None:
        self.request = request
        self.status = "ready"
        self._host = host
        self._seed = request.condition.seed or 0
        self._items = items(self._seed, request.condition.count)
        self.run = Run(
            id=secrets.token_hex(5),
            generator=request.name,
            items=self._items,
            formats=request.output.produced,
        )
        self.run.report = request.report
        self._number: int | None = None
        self._made: dict[int, Artifact] = {}
        self._unfinished: list[Artifact] = []
        self._texts: dict[int, list[str]] = {}
        self._shielded = False
        self._events = self._work()

    # -- for who watches it

    def __iter__(self) -> "Stream":
        return self

    def __next__(self) -> Event:
        return next(self._events)

    def __enter__(self) -> "Stream":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def report(self) -> Report:
        """The report as far as it goes."""
        return self.run.report

    @property
    def result(self) -> Result:
        """What was made so far, in the order of the items."""
        made = [self._made[index] for index in sorted(self._made)]
        return Result(self.run.id, self.request.name, made)

    @property
    def unfinished(self) -> list[Artifact]:
        """Texts that were kept although the run ended before they did."""
        return self._unfinished

    def cancel(self) -> None:
        """Ask the run to stop at its next step; from any thread."""
        self.run.cancel()

    def interrupt(self) -> None:
        """Stop now: for a signal handler in the thread that iterates.

        While an artifact is written and recorded the stop waits for that to end.
        """
        self.run.cancel()
        if not self._shielded:
            raise KeyboardInterrupt

    def close(self) -> None:
        """Stop the run, if it isn't over, and release what it holds."""
        self._events.close()

    def finish(self) -> Result:
        """Run to the end and return what was made."""
        with self:
            for _ in self:
                pass
        return self.result

    # -- the run

    def _work(self) -> Steps[Event, None, None]:
        start = time.monotonic()
        self.status, error = "running", None
        events: Any = None
        try:
            self._begin()
            self.run.check()
            events = self._host.hooks.muse_generate(
                generator=self.request.generator, condition=self.request.condition, run=self.run
            )
            for event in steps(events, self.run):
                yield self._handle(event)
            self._check_complete()
            self.status = "done"
        except (Cancelled, KeyboardInterrupt, GeneratorExit):
            self.status = "cancelled"
            raise
        except Exception as problem:
            self.status, error = "failed", str(problem)
            raise self._told(problem) from problem
        finally:
            self._shielded = True
            try:
                if self.status != "done":
                    self.run.cancel()
                    self._keep_unfinished()
                if hasattr(events, "close"):
                    events.close()
            finally:
                self.run.close()
                self._end(time.monotonic() - start, error)
                self._shielded = False

    def _told(self, problem: Exception) -> MuseError:
        if isinstance(problem, MuseError):
            return problem
        by = f" ({self.request.distribution} {self.request.version})"
        return GenerationError(
            f"{self.request.name}{by if self.request.distribution else ''} failed: "
            f"{type(problem).__name__}: {problem}",
            hint="--debug shows where",
        )

    def _handle(self, event: Event) -> Event:
        if isinstance(event, Text):
            self._texts.setdefault(event.item, []).append(event.piece)
        if isinstance(event, Artifact):
            self._shielded = True
            try:
                self._check_item(event)
                self._made[event.item.index] = self._complete(event)
            finally:
                self._shielded = False
        self._host.hooks.muse_event(run=self.run, event=event)
        return event

    def _check_item(self, artifact: Artifact) -> None:
        name, index = self.request.name, artifact.item.index
        if artifact.item not in self._items:
            raise PluginError(f"{name} yielded an artifact for an item that isn't of this run")
        if index in self._made:
            raise PluginError(f"{name} yielded a second artifact for item {index}")
        if not artifact.contents:
            raise PluginError(f"{name} yielded an artifact without contents")

    def _check_complete(self) -> None:
        if len(self._made) != len(self._items):
            raise PluginError(
                f"{self.request.name} yielded {len(self._made)} artifacts "
                f"for {len(self._items)} items"
            )

    # -- finishing an artifact

    def _complete(self, artifact: Artifact) -> Artifact:
        """Encode what is missing, put the recipe inside, write and record."""
        request, output = self.request, self.request.output
        payloads = self._payloads(artifact)
        artifact.recipe = recipe.build(
            generator=request.name,
            distribution=request.distribution,
            version=request.version,
            packages=request.generator.environment,
            asked=request.asked,
            condition=request.condition,
            item=artifact.item,
            payloads={suffix: data for suffix, (_, data) in payloads.items()},
        )
        artifact.files = {
            suffix: self._carrying(suffix, media_type, data, artifact.recipe)
            for suffix, (media_type, data) in payloads.items()
        }
        artifact.report = self.run.report.for_artifact(artifact.measured)
        artifact.id = f"{self.run.id}-{artifact.item.index + 1}"
        # The prompt names the file: it is what its maker will look for.
        name = request.prompt or artifact.title or f"{request.name} {artifact.item.seed}"
        artifact.title = artifact.title or " ".join(name.split())[:120]
        output.write(artifact, files.slug(name), len(self._items))
        self._record(artifact)
        return artifact

    def _payloads(self, artifact: Artifact) -> dict[str, tuple[str, bytes]]:
        """Return suffix -> (media type, bytes) of what was asked for."""
        request = self.request
        own = {
            suffix: (self._media_type(suffix), bytes(data))
            for suffix, data in artifact.contents.items()
        }
        payloads = {}
        for suffix in request.output.wanted or tuple(own):
            if suffix in own:
                payloads[suffix] = own[suffix]
                continue
            fmt = request.formats.get(suffix)
            sources = fmt.encode if fmt else {}
            source = next((s for s, (kind, _) in own.items() if kind in sources), None)
            if fmt is None or source is None:
                raise PluginError(f"{request.name} made {', '.join(own)} where {suffix} was asked")
            kind, data = own[source]
            payloads[suffix] = (fmt.media_type, fmt.encode[kind](data))
        return payloads

    def _media_type(self, suffix: str) -> str:
        declared = self.request.generator.formats.get(suffix)
        known = self.request.formats.get(suffix)
        return declared or (known.media_type if known else "application/octet-stream")

    def _carrying(self, suffix: str, media_type: str, data: bytes, kept: dict[str, Any]) -> File:
        if not self.request.embed:
            return File(media_type, data)
        fmt = self.request.formats.get(suffix)
        if fmt and fmt.embed and fmt.media_type == media_type:
            return File(media_type, fmt.embed(data, recipe.dumps(kept)))
        return File(media_type, data, beside=recipe.dumps(kept).encode())

    def _keep_unfinished(self) -> None:
        """Keep the text of items that were begun and not ended, marked as unfinished."""
        for index, pieces in self._texts.items():
            text = "".join(pieces)
            if index in self._made or not text.strip():
                continue
            item = self._items[index]
            suffix = next(iter(self.request.generator.formats), ".md")
            artifact = Artifact.text(text, item=item, suffix=suffix)
            artifact.unfinished = True
            self._unfinished.append(self._complete(artifact))

    # -- the record

    def _begin(self) -> None:
        request = self.request
        try:
            library = self._host.library
            for _, value in request.condition:
                if isinstance(value, InputFile):
                    library.keep_input(value.sha256, value.data)
            self._number, self.run.id = library.begin(
                generator=request.name,
                version=request.version,
                prompt=request.prompt,
                asked=request.asked,
            )
        except (LibraryError, MuseError) as error:
            self.run.report.note(f"This run isn't recorded: {error}.")

    def _record(self, artifact: Artifact) -> None:
        if self._number is None:
            return
        listed = [
            FileRecord(
                suffix,
                file.media_type,
                len(file.data),
                recipe.sha256(file.data),
                next(
                    (str(p.absolute()) for p in artifact.paths if p.suffix.lower() == suffix), None
                ),
            )
            for suffix, file in artifact.files.items()
        ]
        first = artifact.suffix
        text = artifact.media_type.startswith("text/")
        fmt = self.request.formats.get(first)
        data = artifact.files[first].data
        record = ArtifactRecord(
            artifact.id,
            artifact.item.index,
            artifact.item.seed,
            artifact.title or "",
            artifact.report.to_json(),
            artifact.recipe,
            artifact.unfinished,
            data[: _EXCERPT * 4].decode(errors="ignore")[:_EXCERPT] if text else "",
            None,
            None,
            listed,
        )
        library = self._host.library
        library.add(self._number, record, fmt.thumbnail(data) if fmt and fmt.thumbnail else None)
        id = artifact.id
        artifact.recorded = lambda suffix, path: library.saved(id, suffix, path)

    def _end(self, seconds: float, error: str | None) -> None:
        if self._number is not None:
            self._host.library.end(self._number, self.status, round(seconds, 3), error)
