"""What is in the library as the native API tells it."""

from muse.library.jobs import Job
from muse.library.records import ArtifactRecord, RunRecord
from muse.running import converting
from muse_server.native import models, showing
from muse_server.service import Service

PREFIX = "/api/v1"
_REMEMBERED = 10_000
"""Artifacts of which it is remembered what they can become."""


class Views:
    """Jobs and artifacts as models of the API."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._can_become: dict[str, tuple[str, ...]] = {}

    async def run(self, job: Job) -> models.Run:
        """Return a job, and what it made so far."""

        def looked() -> models.Run:
            made = self._service.host.library.run(job.id)
            return models.run(job, made, self._artifacts(made) if made else [])

        return await self._service.read(looked)

    def listed(self, ids: list[str], *, brief: bool) -> list[models.Artifact]:
        """Return artifacts by their ids, but for those that are gone meanwhile; in a thread."""
        library = self._service.host.library
        if brief:
            return [models.artifact(PREFIX, *each) for each in library.briefs(ids)]
        runs: dict[str, RunRecord | None] = {}
        found = []
        for id in ids:
            run = id.rpartition("-")[0]
            if run not in runs:
                runs[run] = library.run(run)
            record = runs[run]
            for made in record.artifacts if record is not None else ():
                if record is not None and made.id == id:
                    found.append(self.artifact(record, made))
        return found

    def artifact(self, run: RunRecord, made: ArtifactRecord) -> models.Artifact:
        """Return an artifact; in a thread."""
        host = self._service.host
        extra = host.library.gallery.extra(made.id)
        shown = showing.names(host, made)
        return models.artifact(PREFIX, run, made, extra, shown, self._exports(made))

    def _exports(self, made: ArtifactRecord) -> tuple[str, ...]:
        """Return what an artifact can become, which is always the same."""
        if made.id not in self._can_become and not made.unfinished:
            if len(self._can_become) >= _REMEMBERED:
                self._can_become.clear()
            self._can_become[made.id] = tuple(converting.ways(self._service.host, made))
        return self._can_become.get(made.id, ())

    def _artifacts(self, run: RunRecord) -> list[models.Artifact]:
        return [self.artifact(run, made) for made in run.artifacts]
