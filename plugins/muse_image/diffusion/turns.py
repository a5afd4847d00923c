"""Modules that take turns on a device: what a pipeline calls is brought in, what it left goes."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from muse import Lease

_ENTRIES = ("forward", "encode", "decode", "generate")


@contextmanager
def turns(lease: "Lease", modules: Mapping[str, Any]) -> Iterator[None]:
    """While it lasts, each module comes to the lease's device when it is called.

    So do the tensors that it is called with: a pipeline looks where a module is before it comes,
    and sends them there. On the strategies `full` and `cpu` nothing needs to be moved, and nothing
    is done.
    """
    if lease.strategy in ("full", "cpu"):
        yield
        return
    with ExitStack() as stack:
        inside: dict[str, Any] = {"module": None, "stack": None}

        def enter(module: Any) -> bool:
            if inside["module"] is module:
                return False
            leave()
            inside["stack"] = stack.enter_context(ExitStack())
            inside["stack"].enter_context(lease.on(module))
            inside["module"] = module
            return True

        def leave() -> None:
            if inside["stack"] is not None:
                inside["stack"].close()
            inside.update(module=None, stack=None)

        for module in modules.values():
            for name in _ENTRIES:
                if callable(getattr(type(module), name, None)):
                    setattr(module, name, _entered(module, name, enter, lease.device))
                    stack.callback(delattr, module, name)
        try:
            yield
        finally:
            leave()


def _entered(module: Any, name: str, enter: Callable[[Any], bool], device: str) -> Any:
    from accelerate.utils import send_to_device

    method = getattr(module, name)

    def called(*args: Any, **kwargs: Any) -> Any:
        args, kwargs = send_to_device((args, kwargs), device)
        if enter(module):  # what brings it in may put hooks of its own around the method
            return getattr(module, name)(*args, **kwargs)
        return method(*args, **kwargs)

    return called
