"""What a run was asked, resolved and checked: all that a stream needs to start."""

from dataclasses import dataclass, field
from typing import Any

from muse.contract.condition import Condition
from muse.contract.generator import Generator
from muse.contract.hooks import Format
from muse.contract.report import Report
from muse.running.output import Output


@dataclass(frozen=True)
class Request:
    """A run that is ready to start: everything is resolved and checked."""

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

    @property
    def prompt(self) -> str:
        """The prompt; empty where there is none."""
        return str(getattr(self.condition, "prompt", None) or "")
