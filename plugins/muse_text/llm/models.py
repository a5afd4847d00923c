"""Which model writes: the one asked for, the usual one, or the small one that comes by pip."""

from pathlib import Path

from muse import NotReady, RequestError, Run, Weights

from . import gguf
from .needs import DEFAULT, SMALL, without_model

_TOLD = (
    "{small} wrote this, because {usual} isn't on this machine; it is very small, so expect little:"
    " muse pull {usual}"
)


def chosen(model: str | None, run: Run) -> Weights:
    """Return the weights to write with, and tell which they are where nobody chose them."""
    if model is not None:
        return run.weights(str(model), gguf=True)
    name = DEFAULT
    try:
        found = run.weights(name)
    except NotReady as lack:
        name = SMALL
        try:
            found = run.weights(name, gguf=True)
        except NotReady:
            raise without_model(lack) from None
        run.report.note(_TOLD.format(small=SMALL, usual=DEFAULT))
    run.report.choose("model", name)
    run.resolve(model=name)
    return found


def folder(weights: Weights) -> Path | None:
    """Return the folder to load a model from; None for a GGUF file that is still packed."""
    if weights.path.suffix == ".gguf" and weights.path.is_file():
        return gguf.kept(weights)
    if not weights.path.is_dir():
        raise RequestError(
            f"model: {weights.name} is a file; expected a folder, or a .gguf file",
            hint="give the folder with its config.json and tokenizer.json",
        )
    if not (weights.path / "config.json").exists():
        raise RequestError(
            f"model: {weights.name} has no config.json", hint="give the folder of a complete model"
        )
    return weights.path
