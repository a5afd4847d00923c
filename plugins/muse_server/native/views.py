"""What is in the library as the native API tells it."""

from muse.library.jobs import Job
from muse.library.records import ArtifactRecord, RunRecord
from muse_server.native import models
from muse_server.service import Service

PREFIX = "/api/v1"


class Views:
    """Jobs and artifacts as models of the API."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def run(self, job: Job) -> models.Run:
        """Return a job, and what it made so far."""

        def looked() -> models.Run:
            made = self._service.host.library.run(job.id)
            return models.run(job, made, self._artifacts(made) if made else [])

        return await self._service.read(looked)

    def artifact(self, run: RunRecord, made: ArtifactRecord) -> models.Artifact:
        """Return an artifact; in a thread."""
        extra = self._service.host.library.gallery.extra(made.id)
        return models.artifact(PREFIX, run, made, extra)

    def _artifacts(self, run: RunRecord) -> list[models.Artifact]:
        return [self.artifact(run, made) for made in run.artifacts]
