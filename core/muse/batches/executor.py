"""What makes the rows of a batch: here, in processes beside, or on other machines.

An executor is a class that the group of entry points `muse.executors` names (`finding`);
"local" is core's own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from muse.contract.events import Progress
from muse.running.away import Helper

TRIES = 3
"""How often a row is begun whose worker ends before it does."""


@dataclass(frozen=True, slots=True)
class Task:
    """One artifact to make: a generator's full name, the fields as JSON, and what it is to be.

    `row` counts the table's rows from 1; `key` is the hash that it is found again by. `name` is
    what its files are called, without suffixes, below the batch's folder. Files among the fields
    are absolute paths, or data. `options` are those of a run that aren't fields: `device`,
    `keep_alive` (s), `no_embed`, `commercial`, `rights`, `consent` (the user agreed to what plugins
    ask). With `replace` files of that name make way.
    """

    key: str
    row: int
    name: str
    generator: str
    fields: Mapping[str, Any]
    formats: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    replace: bool = False

    @property
    def model(self) -> str:
        """What has to be loaded for it: tasks of one model go to the worker that has it."""
        return f"{self.generator} {self.fields.get('model') or ''}".rstrip()

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Task":
        """Return the task that `to_json` gave."""
        return cls(**{**told, "formats": tuple(told["formats"])})


@dataclass(frozen=True, slots=True)
class FileMade:
    """A file of an artifact: where it is, or its bytes where it comes from elsewhere.

    `path` is absolute. `beside` is what goes beside it (ending of the name -> bytes).
    """

    suffix: str
    media_type: str
    size: int
    sha256: str
    path: str | None = None
    data: bytes | None = None
    beside: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no artifact; `wrong` says that the request is, which no second try mends."""

    kind: str
    message: str
    hint: str | None = None
    wrong: bool = False

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


@dataclass(frozen=True, slots=True)
class Done:
    """How a task ended: an artifact with its files and what was measured on it, or a failure.

    `seconds` is how long it took. `taken` says that it was made by an attempt before this one. One
    whose files hold bytes comes from a worker that shares no folder: `record` has then what the
    library is to keep of it (`work.settle` places both). All but bytes is JSON.
    """

    key: str
    row: int
    id: str = ""
    seed: int | None = None
    files: tuple[FileMade, ...] = ()
    measured: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    failure: Failure | None = None
    seconds: float = 0.0
    taken: bool = False
    record: Mapping[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON values; only where no file holds bytes."""
        told = asdict(self)
        for file in told["files"]:
            del file["data"], file["beside"]
        return told

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Done":
        """Return what `to_json` gave."""
        failure = told.get("failure")
        return cls(
            **{
                **told,
                "files": tuple(FileMade(**file) for file in told["files"]),
                "notes": tuple(told["notes"]),
                "failure": Failure(**failure) if failure else None,
            }
        )


@dataclass(frozen=True, slots=True)
class Underway:
    """How far the worker of a task is with it."""

    key: str
    progress: Progress


Told: TypeAlias = Done | Underway


@dataclass(frozen=True, slots=True)
class Place:
    """Where a batch is: the folder of its library, and the one that its files go to.

    `lock` is an open file that holds the folder for this batch: a process that may write there is
    handed it, so that nobody goes on with the batch before the last of them has ended. `profile` is
    a folder in which each worker writes a trace when it is closed (`muse.running.profiling`).
    """

    library: Path
    folder: Path
    lock: int | None = None
    profile: Path | None = None


class Executor(Protocol):
    """Makes tasks, several at a time.

    `address` says where (None: here, or wherever the executor finds by itself); `workers` how many
    at a time (None: as many as there are devices, or cores). NotReady for what isn't installed,
    RequestError for a wrong address.
    """

    workers: int
    """How many tasks are made at a time, as far as that is known."""

    def __init__(
        self, place: Place, *, address: str | None = None, workers: int | None = None
    ) -> None: ...

    def run(self, tasks: Iterator[Task]) -> Iterator[Told]:
        """Yield what is told of tasks, and one Done for each, as they end.

        Tasks are pulled one by one, no more than are needed to keep the workers busy. A worker's
        end costs the tasks it held: they are begun again, TRIES times each (then `lost`). Nothing
        that happens to a task is raised here. Called once.
        """
        ...

    def close(self) -> None:
        """Stop what is at work, and let go of the workers; from the same thread."""
        ...


Say: TypeAlias = Callable[[bytes, bool], None]
"""What takes lines of a process; True for those of its standard error."""


class Launcher(Protocol):
    """An executor that can have several processes make one thing, too: a training."""

    @staticmethod
    def launch(
        arguments: Sequence[str], *, address: str | None, processes: int | None, say: Say
    ) -> int:
        """Run `muse ARGUMENTS` in `processes`, which RANK, WORLD_SIZE and MASTER_ADDR tell apart.

        `say` is told what the first says, whose exit code is returned, or another's that failed.
        Without a number there is one a device.
        """
        ...


@dataclass(frozen=True, slots=True)
class Reached:
    """A place with workers that can be lent: how many, and what a process needs to come there.

    `environment` are variables for processes that are to call `Lender.helper`.
    """

    workers: int
    environment: Mapping[str, str] = field(default_factory=dict)


class Lender(Protocol):
    """An executor that lends its workers, too, one to a process of this machine: a server's."""

    @staticmethod
    def reach(address: str | None, workers: int | None) -> AbstractContextManager[Reached]:
        """See to it that the place is there as long as the block lasts, and say what it has.

        `workers` are so many instead of one a device, or a core.
        """
        ...

    @staticmethod
    def helper(address: str | None) -> Helper:
        """Return a worker for this process alone; NotReady where the place isn't there."""
        ...


def lost(task: Task) -> Done:
    """Return what becomes of a task whose workers ended before it, TRIES times."""
    failure = Failure(
        "GenerationError",
        f"the process that made it ended {TRIES} times before it was done",
        "is memory short? --workers 1 takes less",
    )
    return Done(task.key, task.row, failure=failure)
