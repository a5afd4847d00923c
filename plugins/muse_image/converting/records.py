"""What a pickle's names stand for here: records without behaviour, and what refuses a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

Bytes = memoryview


class Refused(Exception):
    """A file isn't read, and why: one line, which may name what the file says."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is known: `module.attribute`, and what calling it, or making one of it, gives."""

    text: str
    call: Callable[["Opened", tuple[Any, ...]], Any] | None = None
    new: Callable[[], Any] | None = None


class Opened(Protocol):
    """What a name may ask of the file that it stands in: the bytes of a pickle inside of it."""

    def inside(self, data: Bytes) -> Any:
        """Read what was saved into bytes of this file."""
        ...


@dataclass(slots=True)
class Storage:
    """Numbers of one kind in a row; `data` comes later where a file has it at its end."""

    kind: str
    count: int
    data: Bytes | None = None


@dataclass(frozen=True, slots=True)
class Tensor:
    """A view of a storage, in elements."""

    storage: Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


@dataclass(slots=True)
class Kind:
    """A kind of number as numpy spells it, such as `f4`; `order` is `<`, `>` or `|`."""

    text: str
    order: str = "<"

    def set(self, state: tuple[Any, ...]) -> None:
        """Set the order of bytes, which stands second; the rest is for kinds with fields."""
        match state:
            case (int(), str() as order, None, None, None, *_) if order in tuple("<>|="):
                self.order = order
            case _:
                raise Refused("it has a kind of number with a state that is none")


@dataclass(slots=True)
class Array:
    """An array of numpy; empty until its state is set."""

    kind: Kind = field(default_factory=lambda: Kind("f4"))
    shape: tuple[int, ...] = (0,)
    fortran: bool = False
    data: Bytes = field(default_factory=lambda: Bytes(b""))

    def set(self, state: tuple[Any, ...]) -> None:
        """Set what numpy keeps: version, shape, kind, whether columns come first, bytes."""
        match state:
            case (int(), tuple() as shape, Kind() as kind, bool() as fortran, Bytes() as data):
                if not all(type(each) is int for each in shape):
                    raise Refused("it has an array with a shape that is none")
                self.shape, self.kind, self.fortran, self.data = shape, kind, fortran, data
            case _:
                raise Refused("it has an array of what are no numbers")


@dataclass(slots=True)
class Thing:
    """An object of which only the attributes are kept, by name."""

    name: str
    state: Mapping[Any, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Module:
    """A network as NVIDIA's persistence writes it: the name of its class, its source, its state."""

    name: str
    source: str
    state: Mapping[Any, Any]

    def part(self, name: str) -> "Module":
        """Return a network inside of it; Refused where there is none by that name."""
        found = self.has(name)
        if found is None:
            raise Refused(f"its {self.name!r} has no network {name!r}")
        return found

    def has(self, name: str) -> "Module | None":
        """Return a network inside of it, or None."""
        found = self._group("_modules").get(name)
        return found if isinstance(found, Module) else None

    def names(self) -> list[str]:
        """Return the names of the networks inside of it."""
        return [str(name) for name in self._group("_modules")]

    def tensor(self, name: str) -> Tensor:
        """Return a parameter or buffer; Refused where there is none by that name."""
        found = self._group("_parameters").get(name) or self._group("_buffers").get(name)
        if not isinstance(found, Tensor):
            raise Refused(f"its {self.name!r} has no tensor {name!r}")
        return found

    def value(self, name: str) -> Any:
        """Return an attribute; Refused where there is none by that name."""
        if name not in self.state:
            raise Refused(f"its {self.name!r} has no {name!r}")
        return self.state[name]

    def _group(self, name: str) -> Mapping[Any, Any]:
        found = self.state.get(name)
        return found if isinstance(found, dict) else {}


_WORDS: dict[type, str] = {
    str: "a text",
    int: "a number",
    float: "a number",
    bool: "yes or no",
    Bytes: "bytes",
    type(None): "nothing",
    Array: "an array",
}


def in_words(value: Any) -> str:
    """Return what a value is, for a message: nothing of what it holds."""
    if type(value) is Name:
        return value.text
    return _WORDS.get(type(value)) or f"a {type(value).__name__.lower()}"
