"""What goes between a process that has a generator work elsewhere and the worker that does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, Literal, TypeAlias

from muse.contract.condition import Condition
from muse.contract.events import Event
from muse.contract.inputs import INPUT_CAP, InputFile
from muse.contract.licensing import Licensing
from muse.contract.run import Run
from muse.errors import RequestError
from muse.running import passing

Kind: TypeAlias = Literal["event", "late", "again", "parts", "done", "cancelled", "failed"]

OVER = frozenset(("parts", "done", "cancelled", "failed"))
"""The kinds of the last thing that is said of an errand."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A generator's part in a run: everything that its `generate` is told by condition and run.

    `fields` are those of the resolved condition as JSON, its files by name and SHA-256; `inputs`
    are the hashes of all of these. `items` are index and seed, `run` is the run's id. What comes
    before `generate` (the reading of the prompt) and after it (formats, recipe, marks, record) is
    done by who asks.
    """

    id: str
    run: str
    generator: str
    fields: Mapping[str, Any]
    inputs: tuple[str, ...]
    items: tuple[tuple[int, int], ...]
    formats: tuple[str, ...]
    wanted: tuple[str, ...]
    report: Mapping[str, Any]
    drafts: Mapping[int, str]
    pinned: Mapping[str, Any]
    foreign: frozenset[str]
    licensing: Licensing
    device: str | None = None
    keep_alive: float | None = None


@dataclass(frozen=True, slots=True)
class State:
    """What a run says of itself so far, and what it works in, as recipes have it."""

    report: Mapping[str, Any]
    resolved: Mapping[str, Any]
    pins: Mapping[str, Any]
    resumes: bool
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a worker says of its errand.

    `late` are words that were told while it was being stopped; `again` says that it begins anew
    with the items that aren't made, since memory ran out; `parts` that the generator has others
    make something, which is for who asked. `failed` has the `error`, as `raising.again` takes it.
    """

    kind: Kind
    event: Event | None = None
    state: State | None = None
    error: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """The content of a file that was on the disk, and is to be again: it may be large."""

    data: bytes


def errand(
    name: str, condition: Condition, run: Run, device: str | None, keep_alive: float | None
) -> tuple[Errand, dict[str, bytes]]:
    """Return what a generator is to do, and the files that go along, by their SHA-256.

    RequestError for a file that is too large for that.
    """
    inputs = dict[str, bytes]()
    for field, value in condition:
        for each in value if isinstance(value, list | tuple) else [value]:
            if isinstance(each, InputFile) and each.sha256 not in inputs:
                if each.size > INPUT_CAP:
                    raise RequestError(
                        f"{field}: {each.name} has more than {INPUT_CAP // 2**20} MiB,"
                        " too many to send to a worker on another machine",
                        hint="a server without --on makes it",
                    )
                inputs[each.sha256] = each.data
    made = Errand(
        id=token_hex(5),
        run=run.id,
        generator=name,
        fields=passing.resolved(condition),
        inputs=tuple(inputs),
        items=tuple((item.index, item.seed) for item in run.items),
        formats=tuple(run.formats),
        wanted=tuple(run.wanted),
        report=run.report.to_json(),
        drafts=dict(run.drafts),
        pinned=dict(run._pinned),
        foreign=run.foreign,
        licensing=run.licensing,
        device=device,
        keep_alive=keep_alive,
    )
    return made, inputs
