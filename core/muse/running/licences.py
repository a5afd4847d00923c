"""Licences of what a run uses: looked at before it begins, and of its parts."""

from collections.abc import Iterator

from muse.contract.artifact import Artifact
from muse.contract.condition import Condition
from muse.contract.inputs import ModelSource
from muse.contract.licensing import Licensing
from muse.contract.run import Run
from muse.errors import MuseError
from muse.weights import short_names
from muse.weights.find import find


def check(licensing: Licensing, condition: Condition) -> None:
    """Raise RequestError where a run for commercial use names a model that doesn't allow it.

    Models that a generator chooses itself are looked at when it finds them.
    """
    if not licensing.commercial:
        return
    for _, value in condition:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ModelSource):
                name, licence = _of(str.__str__(each))
                if licence is not None:
                    licensing.refuse(name, licence)


def of_part(run: Run, part: Artifact) -> None:
    """Tell in a work's report what one of its parts was made with; one may be of the library.

    RequestError where the work is for commercial use, and the part was made with what isn't.
    """
    for name, licence in _of_artifact(part):
        run.licensed(name, licence)


def _of_artifact(part: Artifact) -> Iterator[tuple[str, str]]:
    told = part.report.licences
    for name, each in told.items():
        yield name, each.get("licence", "")
    for name, pin in part.recipe.get("weights", {}).items():
        if name not in told:  # it was made before reports had licences
            yield name, str(pin.get("licence") or _of(name)[1] or "")


def _of(source: str) -> tuple[str, str | None]:
    """Return the name of a model and its licence; None for one that isn't here, nor well known."""
    try:
        found = find(source, used=False, gguf=True, onnx=True, state_dicts=True)
        return found.name, found.licence
    except MuseError:  # what is wrong with it is told where it is loaded
        name = source.partition("@")[0]
        return short_names.repo(name), short_names.licence(name) or None
