"""A worker: an actor of Ray with a host of its own, whose models stay loaded."""

import shutil
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from importlib import metadata
from typing import Any

from muse import Host, MuseError, entry_points
from muse.batches import work
from muse.batches.executor import Done, Task
from muse.contract.events import Progress
from muse.leftovers import scratch_prefix, sweep_scratch


class Worker:
    """Makes tasks, one at a time; what it makes goes back as bytes to whoever asked.

    Its library is a folder that goes with it: what is to be kept is recorded by who asked.
    """

    def __init__(self) -> None:
        sweep_scratch()
        self._folder = tempfile.mkdtemp(prefix=scratch_prefix())
        self._host = Host(library=self._folder)
        self._lock = threading.Lock()
        self._progress: tuple[str, Progress] | None = None

    def about(self) -> dict[str, Any]:
        """Return Muse's version, and generators with those of their plugins: what has to fit."""
        plugins = self._host.plugins
        found = {name: plugins.brought_by(name)[1] for name in plugins.names()}
        return {"muse": version(), "generators": found}

    def work(self, told: Mapping[str, Any], files: Mapping[str, bytes]) -> Done:
        """Make a task and return how it ended, its files as bytes.

        `files` are those that its fields name, by their SHA-256.
        """
        task = Task.from_json(told)
        for sha256, data in files.items():
            self._host.library.keep_input(sha256, data)

        def tell(progress: Progress) -> None:
            self._progress = (task.key, progress)

        try:
            done = work.work(self._host, task, None, tell)
        finally:
            self._progress = None
        if done.id:
            with suppress(MuseError):
                self._host.library.gallery.forget(done.id)
        return done

    def progress(self) -> tuple[str, Progress] | None:
        """Return the key of the task at work and how far it is; from any thread."""
        return self._progress

    def close(self) -> None:
        """Let go of the models, and remove the library."""
        self._host.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def version() -> str:
    """Return the version of this Muse; empty for one that isn't installed."""
    try:
        return metadata.version(entry_points.OWN)
    except metadata.PackageNotFoundError:
        return ""
