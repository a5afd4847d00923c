"""What goes to a machine that has none of this one's files: fields, and files by their hashes."""

from dataclasses import replace
from typing import Any

from muse import Host, RequestError
from muse.batches import work
from muse.batches.executor import Task
from muse.contract.fields import type_name
from muse.running import passing

_LARGEST = 2**26
"""Bytes of a file that travels: larger ones want a folder that all machines have."""

_FILE = "a file"
"""What the name of the type of a field that takes a file begins with."""

_KEPT = 16
"""Files at most that stay in the cluster for the next task that names them."""


class Carrying:
    """Prepares tasks for workers elsewhere; `host` has the library of the batch."""

    def __init__(self, host: Host, put: Any) -> None:
        self._host = host
        self._put = put
        self._there: dict[str, Any] = {}

    def packed(self, task: Task) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return a task as JSON, and what holds its files in the cluster, by their SHA-256.

        A file that many tasks name is put there once. RequestError for one that can't be read, or
        is too large.
        """
        model = self._host.plugins.generator(task.generator).condition.model_fields
        named = {n for n in task.fields if n in model and type_name(model[n]).startswith(_FILE)}
        if not named:
            return task.to_json(), {}
        with self._host.prepare(task.generator, work.options_of(task), task.fields) as stream:
            passing.keep_inputs(self._host.library, stream.request)
            fields = passing.whole(stream.request)
        held = {}
        for name in named & fields.keys():
            value = fields[name]
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict) and "sha256" in each:
                    held[each["sha256"]] = self._held(name, each)
        return replace(task, fields=fields).to_json(), held

    def _held(self, field: str, file: dict[str, Any]) -> Any:
        sha256 = file["sha256"]
        if sha256 not in self._there:
            data = self._host.library.input(sha256)
            if data is None or len(data) > _LARGEST:
                raise RequestError(
                    f"{field}: {file['name']} is too large to send along ({_LARGEST // 2**20} MiB)",
                    hint="name a folder that all machines have",
                )
            if len(self._there) >= _KEPT:
                self._there.pop(next(iter(self._there)))
            self._there[sha256] = self._put(data)
        return self._there[sha256]
