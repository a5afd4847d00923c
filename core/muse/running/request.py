"""What a run was asked, resolved and checked: all that a stream needs to start."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from muse.contract.condition import Condition
from muse.contract.generator import Generator
from muse.contract.hooks import Format
from muse.contract.licensing import Licensing
from muse.contract.report import Report
from muse.contract.rights import Rights
from muse.library.jobs import Job
from muse.library.parts import Place
from muse.running import recipe
from muse.running.output import Output


@dataclass(frozen=True, slots=True)
class PartOf:
    """Where a run stands in a work: `depth` works are above it; `place` is None if unrecorded.

    `work` names the whole that the part belongs to: what can't be made twice alike is taken from
    the same work alone. `anew` has all made again, and nothing taken; `then` has
    the recipes of its parts as they were made before, by what they are called.
    """

    depth: int
    work: str
    place: Place | None = None
    anew: bool = False
    then: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Options:
    """How a run is to be done: what `Host.stream` takes beside the fields.

    `job` is the job that it is the run of: it has the job's id, goes on with what was made, and its
    files are stored. `remote` says that the fields come from the network: they may name no path.
    `part` says of which work it is a part. `agree` is asked before something is done that a recipe
    of somebody else asks for; None where the user asked for it. `consent` is asked what plugins ask
    of the user; None where nobody can be. `pinned` are the pins of weights that are to be used.
    `commercial` says whether what is made is for commercial use; None asks the settings. `rights`
    are author, rights and licence, which files say and no recipe.
    """

    generator: str | None = None
    output: str | Path | Sequence[str | Path] | None = None
    formats: Sequence[str] = ()
    all_formats: bool = False
    force: bool = False
    no_embed: bool | None = None
    allow_ignored: bool = False
    device: str | None = None
    keep_alive: float | None = None
    job: Job | None = None
    remote: bool = False
    part: PartOf | None = None
    agree: Callable[[str], bool] | None = None
    consent: Callable[[str], bool] | None = None
    pinned: Mapping[str, Any] = field(default_factory=dict)
    rights: Mapping[str, Any] | None = None
    commercial: bool | None = None


@dataclass(frozen=True)
class Request:
    """A run that is ready to start: everything is resolved and checked.

    `signed` says whether plugins may sign its files, `settings` are theirs, and `hooked` is what of
    their hooks decides about the bytes.
    """

    name: str
    generator: Generator[Any]
    distribution: str
    version: str
    condition: Condition
    asked: dict[str, Any]
    report: Report
    output: Output
    embed: bool = True
    device: str | None = None
    keep_alive: float | None = None
    pinned: dict[str, Any] = field(default_factory=dict)
    title: str | None = None
    foreign: frozenset[str] = frozenset()
    formats: dict[str, Format] = field(default_factory=dict)
    job: Job | None = None
    stored: bool = False
    remote: bool = False
    part: PartOf | None = None
    agree: Callable[[str], bool] | None = None
    consent: Callable[[str], bool] | None = None
    recorded: bool = True
    signed: bool = False
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    hooked: Mapping[str, str] = field(default_factory=dict)
    rights: Rights | None = None
    licensing: Licensing = field(default_factory=Licensing)

    @property
    def environment(self) -> dict[str, str]:
        """What it is made in, as its recipe tells: of the generator, and of the plugins' hooks."""
        return {**recipe.made_in(self.generator), **self.hooked}

    @property
    def prompt(self) -> str:
        """The prompt; empty where there is none."""
        return str(getattr(self.condition, "prompt", None) or "")
