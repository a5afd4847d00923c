"""Making an artifact again, and saying how near the new one is to the old."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from muse import files
from muse.contract.artifact import Artifact
from muse.contract.generator import Likeness
from muse.contract.rights import Rights
from muse.errors import RequestError
from muse.media import content
from muse.plugins.blame import blaming
from muse.running import carrying, recipe
from muse.running.host import Host
from muse.running.stream import Stream

LARGEST = 2**27
"""Bytes of a file that is held in memory, to be compared with another; of a larger one the hash."""


@dataclass(frozen=True)
class Origin:
    """An artifact as it was: its recipe, and the bytes of one of its files where they are known."""

    recipe: dict[str, Any]
    suffix: str
    payload: bytes | None = None
    changed: bool = False
    """Whether the file was changed after it was made."""
    rights: Rights | None = None


@dataclass(frozen=True)
class Reproduction:
    """What came of it: `identical`, `equal` (to a measure) or `different`, and what may explain it.

    `differences` has name -> [then, now] for what differs in the environment.
    """

    verdict: str
    artifact: Artifact
    likeness: Likeness | None = None
    differences: dict[str, list[str]] = field(default_factory=dict)
    changed: bool = False


def origin(host: Host, source: str) -> Origin:
    """Find the recipe of a file or an id: inside the file, beside it, or in the library."""
    path = files.expanded(source)
    if not path.is_file():
        _, record = host.library.find(source)
        return Origin(record.recipe, record.files[0].suffix, _recorded_payload(host, record.files))
    try:
        found = carrying.found(path, host.formats().values(), LARGEST)
        kept = found.recipe or _beside_or_recorded(host, path)
    except OSError as error:
        raise RequestError(f"{path} can't be read ({error.strerror})") from None
    if kept is None and found.sha256 is None:
        raise RequestError(
            f"{path} has {content.size(path) // 10**6:,} MB, too many to look for a recipe in",
            hint=f"the most is {LARGEST // 10**6:,} MB",
        )
    if kept is None:
        raise RequestError(
            f"{path} has no recipe inside or beside it, and the library has no record of it",
            hint="muse log shows what can be made again",
        )
    payload = kept["payload"]
    ours = found.sha256 or content.sha256(path)
    suffix = next((key for key, hashed in payload.items() if hashed == ours), None)
    if suffix is None:
        ours = host.hooks.signed(path) or ""
        suffix = next((key for key, hashed in payload.items() if hashed == ours), None)
    if suffix is None:
        suffix = _recorded_suffix(host, path, kept)
    changed = suffix is None
    if suffix is None:  # its name says which of them it was
        named = sorted(payload, key=len, reverse=True)
        own = (key for key in named if path.as_posix().lower().endswith(key))
        suffix = next(own, next(iter(payload)))
    return Origin(kept, suffix, found.payload, changed, found.rights)


def again(
    host: Host,
    source: Origin,
    *,
    output: str | None = None,
    force: bool = False,
    inputs: Mapping[str, Any] | None = None,
    agree: Callable[[str], bool] = lambda question: False,
    recorded: bool = True,
) -> Stream:
    """Prepare the run that makes an artifact again; see `Host.again`."""
    return host.again(
        source.recipe,
        output=output,
        force=force,
        inputs=inputs,
        agree=agree,
        recorded=recorded,
    )


def compare(host: Host, source: Origin, artifact: Artifact) -> Reproduction:
    """Compare a new artifact with what it was to be again."""
    then = source.recipe["payload"]
    now = artifact.recipe["payload"]
    version = host.plugins.brought_by(source.recipe["generator"])[1]
    differences = recipe.environment_differences(
        source.recipe, version, artifact.recipe["environment"]
    )
    differences |= recipe.weights_differences(source.recipe, artifact.recipe)
    differences |= recipe.parts_differences(source.recipe, artifact.recipe)
    if all(now.get(suffix) == hashed for suffix, hashed in then.items()):
        return Reproduction("identical", artifact, None, differences, source.changed)
    generator = host.plugins.generator(source.recipe["generator"])
    likeness = None
    if generator.repeatable == "measure" and source.payload is not None:
        file = artifact.files[source.suffix]
        ours = recipe.extract(file.data, host.formats().values())
        with blaming(f"{source.recipe['generator']} can't compare"):
            likeness = generator().compare(
                ours[0] if ours else file.data, source.payload, file.media_type
            )
    near = likeness is not None and likeness.near
    verdict = "equal" if near else "different"
    return Reproduction(verdict, artifact, likeness, differences, source.changed)


def _beside_or_recorded(host: Host, path: Path) -> dict[str, Any] | None:
    side = files.beside(path)
    if side.is_file():
        return recipe.loads(content.head(side, recipe.LARGEST + 1).decode(errors="replace"))
    known = host.library.of_file(path)
    return known[1].recipe if known else None


def _recorded_suffix(host: Host, path: Path, kept: Mapping[str, Any]) -> str | None:
    """Return which file of an artifact of the library a file is, unchanged; None if it is none."""
    known = host.library.of_file(path)
    if known is None or known[1].recipe.get("payload") != kept["payload"]:
        return None
    size = content.size(path)
    return next((each.suffix for each in known[1].files if each.size == size), None)


def _recorded_payload(host: Host, listed: list[Any]) -> bytes | None:
    """Return the payload of a recorded file that is still there; None of a large one."""
    path = listed[0].path
    if not path or not Path(path).is_file():
        return None
    return carrying.found(Path(path), host.formats().values(), LARGEST).payload
