"""torch.compile of the denoiser, by its repeated blocks, where somebody asks for it.

The compiled denoiser is a copy apart from the one that other runs use. What can't be compiled here
is found out when it is first called; then it runs as it is, and the report says why.
"""

from typing import Any

from muse import InvalidField

BACKEND = "inductor"
"""Who compiles: torch's own compiler, which needs a C++ compiler on processors, Triton on cards."""

_WHY = "_muse_why_not_compiled"


def check(cls: type[Any], name: str) -> None:
    """Refuse a denoiser of a class that says nothing of its repeated blocks."""
    if not getattr(cls, "_repeated_blocks", None):
        raise InvalidField(
            f"compile: {name} ({cls.__name__}) has no repeated blocks to compile",
            hint="leave it out",
        )


def prepare(denoiser: Any) -> None:
    """Have the blocks of a denoiser compiled when they are first called."""
    denoiser.compile_repeated_blocks(backend=BACKEND)


def undo(denoiser: Any, why: str) -> None:
    """Let a denoiser run as it is from now on, and remember why."""
    for module in denoiser.modules():
        module._compiled_call_impl = None
    setattr(denoiser, _WHY, why)


def why_not(denoiser: Any) -> str:
    """Return why a denoiser isn't compiled; empty when it is."""
    return str(getattr(denoiser, _WHY, ""))


def failed(error: BaseException) -> str:
    """Return what a compiler says when it fails; empty for an error of another kind."""
    link: BaseException | None = error
    while link is not None:
        if type(link).__module__.startswith(("torch._inductor", "torch._dynamo")):
            root = getattr(link, "inner_exception", None) or link
            lines = [line.strip() for line in str(root).splitlines() if line.strip()]
            return (lines or [type(root).__name__])[0][:200]
        link = link.__cause__
    return ""
