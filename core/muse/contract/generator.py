"""What a plugin brings: a class that turns one condition into artifacts."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from typing import Any, ClassVar, Generic, Literal

from muse.compat import dataclass
from muse.contract.artifact import Artifact
from muse.contract.condition import RESERVED, C, Condition, unlisted
from muse.contract.events import Event
from muse.contract.inputs import ModelSource
from muse.contract.item import Item
from muse.contract.order import Order
from muse.contract.report import Reading
from muse.contract.run import Run
from muse.device.component import Component
from muse.errors import NotReady, RequestError, described, shown

Repeatable = Literal["bytes", "measure", "no"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near two artifacts are: a measure by name, its value and unit, and if that is near."""

    measure: str
    value: float
    unit: str
    near: bool


class Generator(Generic[C]):
    """Turns one condition into artifacts.

    The first line of the docstring is what `muse generators` says of it. Its module is imported
    for `--help`, so heavy imports belong inside `generate`. One instance serves one host and
    should keep no state of a run.
    """

    condition: ClassVar[type[Condition]] = Condition
    """The fields it understands."""

    formats: ClassVar[Mapping[str, str]] = {}
    """Suffix -> media type of what it can write, the default first; empty: whatever it yields."""

    optional_formats: ClassVar[frozenset[str]] = frozenset()
    """Those of `formats` in which not everything can be written; `--all` leaves them out."""

    repeatable: ClassVar[Repeatable] = "bytes"
    """What the same version, seed and device give: the same bytes, nearly the same, or neither."""

    needs_network: ClassVar[bool] = False
    """Whether it calls another machine while it works."""

    requires: ClassVar[tuple[str, ...]] = ()
    """Top-level modules that must be installed for it to work."""

    install: ClassVar[str] = ""
    """The command that installs what it requires."""

    components: ClassVar[Mapping[str, Component]] = {}
    """The weights it always uses, by the names that `run.lease` takes."""

    costly: ClassVar[tuple[str, ...]] = ("count",)
    """The fields that decide how much memory it takes; an error of memory says to lower them."""

    environment: ClassVar[tuple[str, ...]] = ()
    """Distributions whose versions a recipe records, because they decide about the result."""

    trainer: ClassVar[type[Generator[Any]] | None] = None
    """What makes its weights: a generator whose artifacts they are, run by `muse train`."""

    example: ClassVar[str] = ""
    """A command to start from, shown at the end of `--help`."""

    quick_choices: ClassVar[bool] = False
    """Whether `choices` takes milliseconds and lists all that there is (contract 1.1).

    Then `--help` lists them too, and a run of another value is refused with the nearest.
    """

    inert: ClassVar[Mapping[str, str]] = {}
    """Field -> why it doesn't change the artifact, for fields of which that is meant."""

    def read(self, prompt: str) -> Reading:
        """Return what the words of a prompt say of the other fields."""
        return Reading()

    def calls(self, condition: Any) -> str | None:
        """Return the address that a run of a condition calls; None when it calls nobody.

        Before a recipe from elsewhere is run, the user is asked whether this may be called.
        """
        return "another machine" if self.needs_network else None

    def choices(self, condition: Any) -> Mapping[str, Sequence[str]]:
        """Return field -> the values it takes, where those depend on a model or an engine.

        `muse generators NAME` lists them, and the JSON Schema as `x-choices`; `condition` has the
        defaults then. Nothing heavy may be imported. See `quick_choices`.
        """
        return {}

    def refuse_unknown(self, condition: Any) -> None:
        """Raise InvalidField, with the nearest, for a field whose value isn't one of its choices.

        The host calls it before a run where `quick_choices` says so (contract 1.1); another
        generator may, in `generate`.
        """
        for field, offered in self.choices(condition).items():
            value = getattr(condition, field, None)
            for each in value if isinstance(value, (list, tuple)) else [value]:
                if isinstance(each, str) and each not in offered:
                    raise unlisted(field, each, offered)

    def lacks(self, condition: Any) -> NotReady | None:
        """Return what keeps a run of a condition from working on this machine, and the way out.

        None for nothing. `muse generators` and `muse doctor` ask with the defaults, once all that
        it requires is installed. Looked for are the models that fields of the type ModelSource
        name; nothing heavy may be imported.
        """
        from muse.weights.find import find

        for _, value in condition:
            if type(value) is ModelSource:
                try:
                    find(value, used=False, gguf=True, onnx=True)
                except NotReady as error:
                    return error
                except RequestError as error:
                    return NotReady(error.message, hint=error.hint)
        return None

    def orders(self, condition: Any, item: Item, wanted: Collection[str] = ()) -> Iterable[Order]:
        """Yield what it would have others make for an item, before anything is.

        For `muse run --describe`: `wanted` are the suffixes that are asked for, and fields that
        aren't known yet are left out.
        """
        return ()

    def seconds(self, condition: Any) -> float | None:
        """Guess how many seconds its own work on an item takes, without parts; None: no idea."""
        return None

    def generate(self, condition: Any, run: Run) -> Iterator[Event]:
        """Yield what happens as it works (see Event), and exactly one Artifact per run.items."""
        raise NotImplementedError

    def compare(self, ours: bytes, theirs: bytes, media_type: str) -> Likeness | None:
        """Say how near two payloads are; asked of generators that are repeatable to a measure."""
        return None

    @classmethod
    def small(cls) -> Mapping[str, Any]:
        """Return fields that make a cheap run, for the conformance kit; the defaults if none.

        Chosen at random are numbers up to those set here, and all the fields that aren't.
        """
        return {}

    @classmethod
    def probes(cls) -> Mapping[str, Mapping[str, Any]]:
        """Return field -> fields in whose company it shows, itself among them, for the kit.

        Needed for files (as bytes), and for what acts only together with something else.
        """
        return {}

    @classmethod
    def missing(cls) -> list[str]:
        """Return the required modules that aren't installed."""
        return [name for name in cls.requires if find_spec(name) is None]


def malformed(cls: Any) -> str | None:
    """Say what is wrong with a would-be generator class; None when it is well-formed."""
    try:
        return _malformed(cls)
    except Exception as error:  # a class may do anything when it is looked at
        return f"it can't be looked at ({described(error)})"


_DECLARED: Mapping[str, tuple[type, type | None]] = {
    "formats": (Mapping, str),
    "optional_formats": (Collection, str),
    "requires": (Collection, str),
    "install": (str, None),
    "components": (Mapping, Component),
    "costly": (Collection, str),
    "environment": (Collection, str),
    "example": (str, None),
    "inert": (Mapping, str),
}
"""Class attributes: what they are, and what they hold; the keys of a mapping are names."""


def _malformed(cls: Any) -> str | None:
    if not (isinstance(cls, type) and issubclass(cls, Generator)):
        return f"{cls!r} is no subclass of muse.Generator"
    if not (isinstance(cls.condition, type) and issubclass(cls.condition, Condition)):
        return f"{cls.__name__}.condition is no subclass of muse.Condition"
    taken = sorted(RESERVED.intersection(cls.condition.model_fields))
    if taken:
        return f"field {taken[0]!r} of {cls.condition.__name__} is an option of the host"
    if cls.generate is Generator.generate or not inspect.isgeneratorfunction(cls.generate):
        return f"{cls.__name__}.generate is no generator function (it has to yield)"
    for name, (kind, held) in _DECLARED.items():
        value = getattr(cls, name)
        parts = [*value, *value.values()] if isinstance(value, Mapping) else value
        if not isinstance(value, kind) or (kind is Collection and isinstance(value, str)):
            return f"{cls.__name__}.{name} is {shown(value)}, not a {kind.__name__.lower()}"
        odd = [p for p in parts if not isinstance(p, str) and not (held and isinstance(p, held))]
        if odd:
            return f"{cls.__name__}.{name} holds {shown(odd[0])}"
    trainer = cls.trainer
    if trainer is not None and not (isinstance(trainer, type) and issubclass(trainer, Generator)):
        return f"{cls.__name__}.trainer is no subclass of muse.Generator"
    wrong = [s for s in cls.formats if not s.startswith(".") or s != s.lower()]
    if wrong:
        return f"format {wrong[0]!r} of {cls.__name__} isn't a suffix like '.png'"
    if not isinstance(cls.quick_choices, bool):
        return f"{cls.__name__}.quick_choices is {shown(cls.quick_choices)}, not True or False"
    if cls.repeatable not in ("bytes", "measure", "no"):
        return f"{cls.__name__}.repeatable is {cls.repeatable!r}, not bytes, measure or no"
    worded = (cls.__doc__ or "").strip() and cls.__doc__ != Generator.__doc__
    if not worded and sys.flags.optimize < 2:  # python -OO strips docstrings
        return f"{cls.__name__} has no docstring to describe it by"
    return None


def summary(cls: type[Generator[Any]]) -> str:
    """Return the first line of a generator's docstring."""
    return inspect.cleandoc(cls.__doc__ or "").split("\n", 1)[0]


__all__ = ["Artifact", "Generator", "Likeness", "Repeatable", "malformed", "summary"]
