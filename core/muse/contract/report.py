"""What became of a condition, field by field, and what was measured on the result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, field, fields, replace
from typing import Any

from muse.compat import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A value read from a prompt, and the words it came from."""

    value: Any
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a generator reads in a prompt: fields, and the words that it didn't understand."""

    fields: Mapping[str, Found] = field(default_factory=dict)
    not_understood: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A field that could not be kept as it was."""

    asked: Any
    used: Any
    why: str


@dataclass(slots=True)
class Report:
    """What became of the condition.

    - `applied`: field -> value, as it was set and used
    - `read`: field -> value and words, filled in from the prompt
    - `chosen`: field -> value, picked by the generator because nobody asked for one
    - `adjusted`: field -> asked, used, why
    - `ignored`: field -> why
    - `measured`: quantity -> value, measured on the finished artifact itself; a quantity that has
      the name of a field is the measured value of that field
    - `not_understood`: words of the prompt that the generator doesn't know
    - `notes`: whole sentences for the user
    - `licences`: what the run uses of others (models, voices) -> its `licence`, whether that allows
      `commercial` use (yes, conditions, unknown, no), and the `conditions` (contract 1.4)
    - `told`: what a model was told, in the words it got; of a chat, message by message
    """

    applied: dict[str, Any] = field(default_factory=dict)
    read: dict[str, Found] = field(default_factory=dict)
    chosen: dict[str, Any] = field(default_factory=dict)
    adjusted: dict[str, Adjusted] = field(default_factory=dict)
    ignored: dict[str, str] = field(default_factory=dict)
    measured: dict[str, Any] = field(default_factory=dict)
    not_understood: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    licences: dict[str, dict[str, str]] = field(default_factory=dict)

    def adjust(self, name: str, asked: Any, used: Any, why: str) -> None:
        """Say that field `name` was asked as `asked`, and that `used` was used, and why."""
        self.applied.pop(name, None)
        self.adjusted[name] = Adjusted(asked, used, why)

    def choose(self, name: str, value: Any) -> None:
        """Say which value the generator picked for a field that nobody set."""
        self.chosen[name] = value

    def ignore(self, name: str, why: str) -> None:
        """Say that field `name` had no effect, and why."""
        self.applied.pop(name, None)
        self.ignored[name] = why

    def note(self, sentence: str) -> None:
        """Tell the user something that is about no single field; the same sentence once only."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def asked(self) -> dict[str, Any]:
        """Field -> the value that the result should show: applied, read, chosen or adjusted."""
        values = {**self.chosen, **{k: f.value for k, f in self.read.items()}, **self.applied}
        return {**values, **{k: a.used for k, a in self.adjusted.items()}}

    def disagreements(self) -> dict[str, tuple[Any, Any]]:
        """Field -> (asked, measured), for each field whose measured value isn't the one asked."""
        asked = self.asked()
        return {
            name: (asked[name], value)
            for name, value in self.measured.items()
            if name in asked and asked[name] != value
        }

    def for_artifact(self, measured: Mapping[str, Any], seed: int | None = None) -> Report:
        """Return a copy of this report with what was measured on one artifact, and its own seed."""
        own = {} if seed is None else {"seed": seed}
        return replace(
            self,
            applied={name: own.get(name, value) for name, value in self.applied.items()},
            read=dict(self.read),
            chosen={name: own.get(name, value) for name, value in self.chosen.items()},
            adjusted=dict(self.adjusted),
            ignored=dict(self.ignored),
            measured={**self.measured, **measured},
            notes=list(self.notes),
            told=list(self.told),
            licences=dict(self.licences),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the report as JSON values; empty parts are left out."""
        parts = asdict(self)
        parts["not_understood"] = list(self.not_understood)
        return {name: part for name, part in parts.items() if part}

    @classmethod
    def from_json(cls, parts: Mapping[str, Any]) -> Report:
        """Return the report that `to_json` gave."""
        ours = {each.name for each in fields(cls)}
        known: dict[str, Any] = {name: part for name, part in parts.items() if name in ours}
        known["read"] = {k: Found(**v) for k, v in known.get("read", {}).items()}
        known["adjusted"] = {k: Adjusted(**v) for k, v in known.get("adjusted", {}).items()}
        known["not_understood"] = tuple(known.get("not_understood", ()))
        return cls(**known)
