"""Pictures of values that are no numbers: noticed before they are black files."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from muse import GenerationError, InvalidField, MuseError


class NoNumbers(Exception):
    """A pipeline gave values that are no numbers (NaN)."""


@contextmanager
def watched(pipe: Any) -> Iterator[None]:
    """While it lasts, a pipeline raises NoNumbers where it makes a picture of NaN.

    diffusers casts NaN to 0, so that such a picture is black. It is seen where values become bytes:
    in the processors of pictures that belong to this pipeline alone, or in the pipeline itself.
    """
    with ExitStack() as stack:
        for value in list(vars(pipe).values()):
            if callable(getattr(value, "pt_to_numpy", None)):
                _put(stack, value, "pt_to_numpy")
        if callable(getattr(pipe, "numpy_to_pil", None)):
            _put(stack, pipe, "numpy_to_pil")
        yield


def error(name: str, *, scheduler: str | None, loras: bool, device: str) -> MuseError:
    """Return the error for a model whose picture came out as NaN, with the likeliest way out.

    What was asked for is doubted before the weights are.
    """
    if scheduler is not None:
        return InvalidField(
            f"scheduler: with {scheduler} the values of {name} are no numbers (NaN)",
            hint="leave it out, or give more --steps",
        )
    if loras:
        hint = "lower the weights of --lora, or leave them out"
    elif device != "cpu":
        hint = "its weights overflow on this device, or are damaged; try --device cpu (float32)"
    else:
        hint = "its weights are damaged, or made of too large values: pull or copy the model again"
    return GenerationError(f"{name} gave no picture: its values are no numbers (NaN)", hint=hint)


def _put(stack: ExitStack, owner: Any, name: str) -> None:
    before: Callable[..., Any] = getattr(owner, name)

    def checked(values: Any, *args: Any, **kwargs: Any) -> Any:
        if (values != values).any():
            raise NoNumbers
        return before(values, *args, **kwargs)

    setattr(owner, name, checked)
    stack.callback(delattr, owner, name)
