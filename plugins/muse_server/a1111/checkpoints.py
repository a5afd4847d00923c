"""What A1111 calls checkpoints: generators of pictures, and the models that they can use."""

import hashlib
import re
import time
from dataclasses import dataclass
from typing import Any

from muse.errors import UnknownGenerator
from muse_server import installed
from muse_server.service import Service

MEDIUM = "image"
_FRESH = 10.0
"""Seconds for which it isn't looked again what there is."""

_HASH = re.compile(r" \[[0-9a-f]{8,64}\]$")


@dataclass(frozen=True)
class Checkpoint:
    """A generator, and a model of its own where one was chosen."""

    generator: str
    model: str | None = None

    @property
    def title(self) -> str:
        """`image.sketch`, or `image.diffusion:sd-turbo`."""
        return self.generator if self.model is None else f"{self.generator}:{self.model}"

    def told(self) -> dict[str, Any]:
        """Return what A1111 tells of a checkpoint; ours has no file that anybody should know."""
        digest = hashlib.sha256(self.title.encode()).hexdigest()
        return {
            "title": self.title,
            "model_name": self.title,
            "hash": digest[:10],
            "sha256": digest,
            "filename": self.title,
            "config": None,
        }


class Checkpoints:
    """The checkpoints of a server; its methods look at the disk."""

    def __init__(self, service: Service) -> None:
        self._host = service.host
        self._allowed = service.settings.models
        self._known: tuple[float, list[Checkpoint]] = (-_FRESH, [])

    def default(self) -> Checkpoint:
        """Return what makes pictures where nobody chose."""
        return Checkpoint(self._host.choose(MEDIUM))

    def all(self) -> list[Checkpoint]:
        """Return those that can run, the default first."""
        now = time.monotonic()
        looked, known = self._known
        if now - looked >= _FRESH:
            known = self._look()
            self._known = now, known
        return known

    def forget(self) -> None:
        """Look again the next time."""
        self._known = (-_FRESH, [])

    def find(self, title: str | None) -> Checkpoint | None:
        """Return what a title means, None for no choice; UnknownGenerator where it means nothing.

        A generator's name may lack its medium, and a model may stand alone.
        """
        wanted = _HASH.sub("", (title or "").strip())
        if not wanted:
            return None
        known = self.all()
        for each in known:
            names = (each.title, each.title.partition(".")[2], each.model)
            if wanted in names:
                return each
        name, mark, model = wanted.partition(":")
        full = name if name.startswith(f"{MEDIUM}.") else f"{MEDIUM}.{name}"
        if full in self._host.plugins.names(MEDIUM) and (
            not mark
            or (installed.takes_model(self._host, full) and installed.is_here(model, self._allowed))
        ):
            return Checkpoint(full, model or None)  # what it lacks is told when it is run
        hint = f"there are {', '.join(each.title for each in known[:8])}"
        raise UnknownGenerator(f"there is no checkpoint {wanted[:80]!r}", hint=hint)

    def _look(self) -> list[Checkpoint]:
        found = []
        for name in self._host.plugins.names(MEDIUM):
            if self._host.lacking(name) is None:
                found.append(Checkpoint(name))
            models = installed.models(self._host, name, self._allowed)
            found += [Checkpoint(name, model) for model in models]
        first = self.default().generator
        return sorted(found, key=lambda each: (each.generator != first, each.title))
