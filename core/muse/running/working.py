"""Doing a job: the one way of every run, what it tells kept for whoever watches."""

import base64
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from muse.contract.artifact import Artifact
from muse.contract.events import Event, Preview, Progress, Text
from muse.errors import Cancelled, LibraryError, MuseError, RequestError, described
from muse.library.jobs import HEARTBEAT, Job, Jobs
from muse.library.records import ArtifactRecord
from muse.running.away import HelperLost
from muse.running.host import Host
from muse.running.request import Options
from muse.running.stream import Stream

_PACE = 0.05
"""Seconds in which a job tells of its progress, its words and its previews at most once."""

_LOOK = 0.02
"""Seconds between two looks at whether the job is to be cancelled."""

_PATIENCE = {"light": 0.1, "device": 3.0}
"""Seconds that a job of a lane has for its next step, once it is to stop.

Steps of a network are longer, and the process that is interrupted goes, its weights with it.
"""

_AWAY = 10.0
"""Seconds that it has where generators work elsewhere: `muse.running.away` sees to that, sooner."""

_END = 15.0
"""Seconds that a job has to stop at all."""


class Working:
    """A job that this process does; `give_back` and `cancel` stop it, from any thread.

    A job that was `interrupted` may have left anything half done in this process, an import, say.

    `limit` (s) is how long it may take; none if omitted. A job that is far from its next step is
    hurried by `hurry`, which is to have the thread that works call `interrupt`. One that doesn't
    stop at all is ended on paper, and `leave` ends the process.
    """

    def __init__(
        self,
        host: Host,
        job: Job,
        *,
        limit: float | None = None,
        hurry: Callable[[], None] = lambda: None,
        leave: Callable[[], None] = lambda: None,
    ) -> None:
        self.job = job
        self.why = ""
        self.interrupted = False
        self._host = host
        self._jobs = Jobs(host.library.database)
        self._limit = limit
        self._hurry = hurry
        self._leave = leave
        self._stream: Stream | None = None
        self._stopping: float | None = None
        self._inside = False
        self._over = threading.Event()
        self._given_back = ""
        self._told = Telling(lambda events: self._jobs.tell(job, events))

    def give_back(self, why: str) -> None:
        """Stop, and let another worker do it."""
        self._given_back = why
        self.cancel()

    def cancel(self) -> None:
        """Stop at the next step."""
        self._stopping = self._stopping or time.monotonic()
        if self._stream is not None:
            self._stream.cancel()

    def interrupt(self) -> None:
        """Stop where the generator is: KeyboardInterrupt, in the thread that works alone."""
        if self._inside and self._stopping is not None and self._stream is not None:
            try:
                self._stream.interrupt()
            except KeyboardInterrupt:
                self.interrupted = True
                raise

    def work(self) -> str:
        """Do the job, record how it ended, and return its state; LibraryError where that fails."""
        watcher = threading.Thread(target=self._watch, name="watching", daemon=True)
        try:
            try:
                self._run(watcher)
            finally:
                self._over.set()
        except HelperLost:
            self._told.flush()
            return self._jobs.lose(self.job)
        except (Cancelled, KeyboardInterrupt):
            return self._stopped()
        except LibraryError:
            raise
        except MuseError as error:
            return self._end("failed", str(error), wrong=isinstance(error, RequestError))
        except Exception as error:
            return self._end("failed", f"internal error: {described(error)}")
        return self._end("done")

    def _run(self, watcher: threading.Thread) -> None:
        job = self.job
        said: dict[str, Any] = {"commercial": job.commercial, "rights": job.rights}
        options = Options(formats=job.formats, job=job, **said)
        watcher.start()  # an import may take long, or not end
        # What it meant when it was asked for, whatever the defaults are by now.
        with self._host.prepare(job.generator, options, job.asked) as stream:
            self._stream = stream
            if self._stopping is not None:  # before there was a stream
                stream.cancel()
            self._tell_of_what_was_made()
            while (event := self._next(stream)) is not None:
                self._told.event(event)
            for note in stream.report.notes:
                self._told.tell("note", {"text": note})
            self._told.flush()

    def _next(self, stream: Stream) -> Event | None:
        """Return the next event; what it tells is kept without being interrupted."""
        self._inside = True
        try:
            return next(stream, None)
        finally:
            self._inside = False

    def _tell_of_what_was_made(self) -> None:
        """Tell of artifacts that an attempt before this one recorded, and told nobody of."""
        run = self._host.library.run(self.job.id)
        if run is None:
            return
        told = self._jobs.events(self.job, limit=2**31, kind="artifact")
        known = {event.data.get("id") for event in told}
        for artifact in run.artifacts:
            if artifact.id not in known and not artifact.unfinished:
                self._told.tell("artifact", of_record(artifact))
        self._told.flush()

    def _stopped(self) -> str:
        self._told.flush()
        if self._given_back:
            self._jobs.give_back(self.job, self._given_back)
            return "queued"
        if self.why:
            return self._end("failed", self.why)
        return self._end("cancelled")

    def _end(self, state: Any, error: str | None = None, *, wrong: bool = False) -> str:
        self._told.flush()
        self._jobs.end(self.job, state, error, wrong=wrong)
        return str(state)

    def _watch(self) -> None:
        """Give signs of life, and stop the run when it is cancelled or takes too long."""
        start = beat = time.monotonic()
        while not self._over.wait(_LOOK):
            now = time.monotonic()
            if self._stopping is not None:
                self._press(now - self._stopping)
                continue
            if self._limit is not None and now - start > self._limit:
                self.why = f"it took more than {self._limit:g} s, which the settings allow a job"
                self.cancel()
                continue
            with suppress(LibraryError):  # the next look may work
                if now - beat > HEARTBEAT:
                    beat = now
                    stop = self._jobs.beat(self.job)
                else:
                    stop = self._jobs.is_cancelled(self.job)
                if stop:
                    self.cancel()

    def _press(self, waited: float) -> None:
        """See to it that a job stops that was asked to."""
        if waited > _END:
            with suppress(LibraryError):
                if self._given_back:
                    self._jobs.give_back(self.job, self._given_back)
                else:
                    self._jobs.end(
                        self.job, "failed" if self.why else "cancelled", self.why or None
                    )
            self._leave()
        elif waited > (_AWAY if self._host.away else _PATIENCE.get(self.job.lane, 0.1)):
            self._hurry()


class Telling:
    """Passes events on as JSON, words and progress in handfuls so that none costs much."""

    def __init__(self, keep: Callable[[list[tuple[str, dict[str, Any]]]], None]) -> None:
        self._keep = keep
        self._waiting: list[tuple[str, dict[str, Any]]] = []
        self._last = 0.0

    def event(self, event: Event) -> None:
        """Pass on what a run tells."""
        if isinstance(event, Artifact):
            self.tell("artifact", of_artifact(event))
            self.flush()
            return
        if isinstance(event, Progress):
            self._replace("progress", asdict(event))
        elif isinstance(event, Preview):
            data = base64.b64encode(event.data).decode()
            told = {"item": event.item, "media_type": event.media_type, "data": data}
            if event.append:
                self.tell("preview", {**told, "append": True})
            else:
                self._replace("preview", told)
        elif isinstance(event, Text):
            self._text(event)
        if time.monotonic() - self._last > _PACE:
            self.flush()

    def tell(self, kind: str, data: dict[str, Any]) -> None:
        """Pass an event on, at the next flush."""
        self._waiting.append((kind, data))

    def flush(self) -> None:
        """Pass on what waits."""
        self._last = time.monotonic()
        if self._waiting:
            self._keep(self._waiting)
            self._waiting = []

    def _replace(self, kind: str, data: dict[str, Any]) -> None:
        """Let the newest of a kind take the place of one that waits, if nothing came between.

        What continues another is never replaced alone.
        """
        last = self._waiting[-1] if self._waiting else ("", {})
        same = last[0] == kind and last[1].get("item") == data.get("item")
        if same and not last[1].get("append"):
            self._waiting.pop()
        self._waiting.append((kind, data))

    def _text(self, event: Text) -> None:
        last = self._waiting[-1] if self._waiting else ("", {})
        if last[0] == "text" and last[1]["item"] == event.item:
            last[1]["piece"] += event.piece
        else:
            self._waiting.append(("text", {"item": event.item, "piece": event.piece}))


def of_artifact(artifact: Artifact) -> dict[str, Any]:
    """Return what a job tells of an artifact that it made."""
    return {
        "id": artifact.id,
        "item": artifact.item.index,
        "seed": artifact.seed,
        "title": artifact.title or "",
        "files": [
            {"suffix": s, "media_type": f.media_type, "size": f.size, "sha256": f.sha256}
            for s, f in artifact.files.items()
        ],
        "report": artifact.report.to_json(),
    }


def of_record(artifact: ArtifactRecord) -> dict[str, Any]:
    """Return the same of an artifact that is recorded."""
    return {
        "id": artifact.id,
        "item": artifact.item,
        "seed": artifact.seed,
        "title": artifact.title,
        "files": [
            {"suffix": f.suffix, "media_type": f.media_type, "size": f.size, "sha256": f.sha256}
            for f in artifact.files
        ],
        "report": artifact.report,
    }
