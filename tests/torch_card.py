"""A card that isn't there, for torch: tensors of a device `card` whose values lie in memory.

What a CUDA card refuses is refused: an operation on tensors of two devices, a generator of the
processor's for numbers of the card, numpy's view of what is on it. It stays for the whole process,
so tests use it in one of their own. torch's python backends (2.10 and later) make it possible.
"""

from functools import partial
from typing import Any

import torch
from torch.utils._pytree import tree_flatten, tree_map
from torch.utils.backend_registration import (
    _DummyBackendModule,
    _setup_privateuseone_for_python_backend,
)

NAME = "card"
_ACROSS = ("copy_", "_to_copy", "index", "index_put_", "_index_put_impl_", "_foreach_copy_")
"""Operations that CUDA has for tensors of two devices."""


class OnCard(torch.Tensor):
    """A tensor of the card; `held` has its values."""

    held: torch.Tensor

    @staticmethod
    def __new__(cls, held: torch.Tensor) -> "OnCard":
        made = torch.Tensor._make_wrapper_subclass(
            cls, held.size(), strides=held.stride(), storage_offset=held.storage_offset(),
            dtype=held.dtype, layout=held.layout, device=torch.device(NAME, 0),
        )  # fmt: skip
        made.held = held
        return made

    def __repr__(self) -> str:
        return f"OnCard({self.held})"

    def tolist(self) -> Any:
        """Return its values: what waits for a card, and may."""
        return self.cpu().tolist()

    @classmethod
    def __torch_dispatch__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Do an operation in memory."""
        return _done(func, args, kwargs or {})


def begin() -> str:
    """Let this process have the card, and return its name."""
    _setup_privateuseone_for_python_backend(NAME, _Backend())
    torch.Generator = _Generator  # type: ignore[misc]
    torch.inference_mode = torch.no_grad  # type: ignore[misc,assignment]
    for name, empty in (
        ("empty.memory_format", torch.empty),
        ("empty_strided", torch.empty_strided),
    ):
        _KERNELS.impl(name, partial(_empty, empty), "PrivateUse1")
    _KERNELS.impl("_copy_from", _copied, "PrivateUse1")
    _KERNELS.impl("_local_scalar_dense", lambda it: it.held.item(), "PrivateUse1")
    return f"{NAME}:0"


class _Backend(_DummyBackendModule):  # type: ignore[misc]
    """What torch asks of a device's own module: the state of a generator that it hasn't."""

    def get_rng_state(self, device: Any = NAME) -> torch.Tensor:
        """Return a state that says nothing: numbers of the card come from the processor's."""
        return torch.zeros(0, dtype=torch.uint8)

    def set_rng_state(self, state: torch.Tensor, device: Any = NAME) -> None:
        """Do nothing."""


class _Generator(torch._C.Generator):
    """A generator that may be the card's: its numbers are the processor's."""

    def __new__(cls, device: Any = "cpu") -> "_Generator":
        made = super().__new__(cls, "cpu")
        if torch.device(device).type == NAME:
            _own.add(made._cdata)
            _kept.append(made)
        return made


_own: set[int] = set()
_kept: list[_Generator] = []  # so that no other one has the address of one that has gone

_KERNELS = torch.library.Library("aten", "IMPL")


def _empty(make: Any, *args: Any, device: Any = None, pin_memory: Any = None, **more: Any) -> Any:
    """Return an empty tensor of the card; all other new ones are made of it."""
    return OnCard(make(*args, device="cpu", **more))


def _copied(here: torch.Tensor, there: torch.Tensor, non_blocking: bool = False) -> torch.Tensor:
    """Copy to or from the card."""
    _held(there).copy_(_held(here))
    return there


def _done(func: Any, args: Any, kwargs: dict[str, Any]) -> Any:
    flat, _ = tree_flatten((args, kwargs))
    devices = [each for each in flat if isinstance(each, torch.device)]
    there = any(isinstance(each, OnCard) for each in flat)
    to_card = devices[0].type == NAME if devices else there
    name = func.overloadpacket.__name__
    if there and name not in _ACROSS:
        for each in flat:
            if isinstance(each, torch.Tensor) and not isinstance(each, OnCard) and each.dim():
                raise RuntimeError(f"{func}: tensors on {NAME}:0 and on {each.device}")
    if to_card and any(map(_is_processors, flat)):
        raise RuntimeError(f"{func}: a generator of the processor's for numbers on {NAME}:0")
    does = _lstm_cell if name == "_thnn_fused_lstm_cell" else func
    made = does(*tree_map(_held, args), **tree_map(_held, kwargs))
    if name.endswith("_") and not name.startswith("_"):
        return args[0]
    return tree_map(_on_card, made) if to_card else made


def _lstm_cell(
    inputs: torch.Tensor, hidden: torch.Tensor, cell: torch.Tensor, *biases: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return the states of a step of an LSTM, which only cards have as one operation."""
    gates = inputs + hidden + sum(biases)
    enter, forget, made, leave = gates.chunk(4, -1)
    cell = forget.sigmoid() * cell + enter.sigmoid() * made.tanh()
    return leave.sigmoid() * cell.tanh(), cell, gates


def _is_processors(each: Any) -> bool:
    """Whether something is a generator that isn't the card's."""
    return isinstance(each, torch._C.Generator) and each._cdata not in _own


def _held(each: Any) -> Any:
    if isinstance(each, torch.device):
        return torch.device("cpu")
    return each.held if isinstance(each, OnCard) else each


def _on_card(each: Any) -> Any:
    return OnCard(each) if isinstance(each, torch.Tensor) else each
