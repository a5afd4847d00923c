"""Making pictures while a client waits for them."""

import base64
from functools import partial
from typing import Any

from starlette.requests import Request

from muse import MuseError
from muse_server.a1111 import telling
from muse_server.a1111.checkpoints import MEDIUM, Checkpoint, Checkpoints
from muse_server.a1111.current import Clients, Current, asker
from muse_server.a1111.models import Text2Image
from muse_server.a1111.reading import checkpoint_of, read
from muse_server.problems import AGAIN, Problem
from muse_server.service import Service, Wanted, client, request_id

_PNG = ".png"


class Making:
    """Queues what is asked for, and answers once it is made."""

    def __init__(self, service: Service, checkpoints: Checkpoints, clients: Clients) -> None:
        self._service = service
        self._checkpoints = checkpoints
        self._clients = clients

    async def make(self, request: Request, asked: Text2Image) -> dict[str, Any]:
        """Return pictures; what was finished before an interruption counts."""
        who = asker(request)
        chosen, checkpoint = await self._service.read(lambda: self._chosen(asked, who))
        cls = self._service.host.plugins.generator(checkpoint.generator)
        wanted = await self._service.read(lambda: read(asked, checkpoint, cls.condition))
        job = await self._service.submit(
            Wanted(
                target=checkpoint.generator if chosen else MEDIUM,
                fields=wanted.fields,
                formats=(_PNG,) if _PNG in cls.formats else (),
                client=client(request),
                request=request_id(request),
            )
        )
        with self._clients.waiting(who, Current(job, asked.count, asked.steps or 1)):
            over = await self._service.wait(job.id, request)
        if not over.is_over:
            headers = (("retry-after", str(AGAIN)),)
            raise Problem(503, "stopping", "the server stops", "ask again", headers)
        if over.state == "failed":
            told = await self._service.read(lambda: self._service.jobs.last(over, "failed"))
            wrong = told is not None and told.data.get("wrong")
            status, code = (422, "wrong_request") if wrong else (500, "failed")
            raise Problem(status, code, over.error or "it failed")
        run = await self._service.read(lambda: self._service.host.library.run(job.id))
        if run is None:  # it was interrupted before it began
            return {"images": [], "parameters": telling.parameters(asked), "info": "{}"}
        made = [each for each in run.artifacts if each.files and not each.unfinished]
        images = []
        if asked.send_images is not False:
            for each in made:
                data = await self._service.data(each.files[0])
                coded = await self._service.read(partial(base64.b64encode, data))
                images.append(coded.decode())
        return {
            "images": images,
            "parameters": telling.parameters(asked),
            "info": telling.info(asked, wanted, checkpoint.title, run, made),
        }

    def _chosen(self, asked: Text2Image, who: str) -> tuple[bool, Checkpoint]:
        """Return whether somebody chose a checkpoint, and which it is."""
        title = checkpoint_of(asked) or self._clients.chosen(who)
        found = self._checkpoints.find(title)
        if found is not None:
            return True, found
        return False, self._default()

    def _default(self) -> Checkpoint:
        """Return what can make pictures here: the default, or what stands in for it."""
        default = self._checkpoints.default()
        ready = self._checkpoints.all()
        if not ready:
            raise MuseError("nothing here makes pictures", hint="muse generators tells why")
        return default if any(each == default for each in ready) else ready[0]
