"""Where weights come from: a model on the hub, a folder, or a single safetensors file.

weights = find("owner/name")                   what the cache has; nothing is downloaded
weights = find("owner/name", "v1", allow_download=True)
weights = find("models/mine"), find("lora.safetensors"), find("model.gguf", gguf=True)
weights = find("voice.onnx", onnx=True)        # with the voice.onnx.json beside it, if there is one
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from muse import files
from muse.compat import zip
from muse.errors import NotReady, RequestError
from muse.leftovers import made_folder
from muse.weights import cards, hub_cache, licences, selection, short_names
from muse.weights.file_hashes import hashes
from muse.weights.gguf import SUFFIX, Header, check_gguf
from muse.weights.safetensors import PICKLED, check_safetensors, pickle_only, refuse_pickle

_REPO = re.compile(r"[A-Za-z0-9][\w.-]{0,95}(/[A-Za-z0-9_][\w.-]{0,95})?")
_REVISION = re.compile(r"[\w./+-]{1,200}")


class WeightFile(NamedTuple):
    """A file of a model: path within it, size in bytes, hash.

    64 hexadecimal digits are a SHA-256, 40 (small files of the hub) are git's own blob hash.
    """

    path: str
    size: int
    hash: str


@dataclass(frozen=True)
class Weights:
    """Weights on this machine: `path` is a folder or a file, `revision` the hub's commit.

    `revision` is None for what isn't from the hub; `variant` is None for the plain files, else
    what a library must be told to load them (`fp16`). `defaults` are fields with the numbers that
    suit the model, where a `models.toml` says so.
    """

    name: str
    path: Path
    revision: str | None
    files: tuple[WeightFile, ...]
    variant: str | None = None
    defaults: Mapping[str, float] = field(default_factory=dict, hash=False)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    @cached_property
    def header(self) -> Header:
        """What a GGUF file says of itself; RequestError for what is none."""
        return check_gguf(self.path)

    @property
    def made(self) -> Path:
        """Where a generator keeps what it makes of these weights once: in Muse's cache, by hash."""
        marks = "\n".join(file.hash for file in self.files)
        return made_folder() / hashlib.sha256(marks.encode()).hexdigest()[:32]

    @cached_property
    def licence(self) -> str:
        """The licence by the model's card, or what a `models.toml` says; `-` when neither does."""
        told = cards.licence(self.path)
        if licences.of(told).use != "unknown":
            return told
        return short_names.licence(self.name) or told

    @property
    def medium(self) -> str:
        """The medium by the model's card and configuration; `-` when unknown."""
        return hub_cache.about(self.path if self.path.is_dir() else self.path.parent)[0]


def find(
    source: str | Path,
    revision: str | None = None,
    allow_download: bool = False,
    *,
    progress: Callable[[int, int], None] | None = None,
    used: bool = True,
    config_only: bool = False,
    gguf: bool = False,
    onnx: bool = False,
    state_dicts: bool = False,
) -> Weights:
    """Return the weights of a model: `owner/name` on the hub (`@revision` may follow), or a path.

    A short name (`short_names`) stands for either. What exists as a path is taken as one. Only
    safetensors are found, and the header of each is checked; with `state_dicts` pickled ones are
    found too, and the caller opens them as tensors alone (torch's `weights_only`).
    NotReady when a model isn't in the cache and `allow_download` isn't set; RequestError when there
    is no such thing or it is refused.
    `progress` is called with bytes done and total; `used` remembers this as a use of the model, for
    `muse ls`; `config_only` leaves the weights out; `gguf` and `onnx` say that the caller reads
    such files too.
    """
    alias = short_names.find(str(source))
    local = alias.place if alias else local_path(source)
    if alias and alias.package and local is None:
        raise NotReady(f"{alias.name} isn't on this machine", hint=alias.install)
    if local is not None:
        if revision is not None:
            raise RequestError(f"{source} is a path and has no revisions", hint="leave it out")
        found = _checked(_local(local, config_only, gguf, onnx, state_dicts))
        return replace(found, name=alias.name, defaults=alias.defaults) if alias else found
    repo, revision = parse(alias.repo if alias else str(source), revision)
    snapshot = hub_cache.snapshot(repo, revision)
    lacking = hub_cache.lacking(snapshot) if snapshot and not config_only else None
    if snapshot is None or lacking:
        named = f"{repo}@{revision}" if revision else repo
        if not allow_download:
            what = f"isn't whole ({', '.join(lacking[:3])})" if lacking else "isn't on this machine"
            near = None if alias else _near(named)
            only = " --config-only" if config_only else " --state-dicts" if state_dicts else ""
            pull = f"muse pull {alias.name if alias else named}{only}"
            raise NotReady(f"{named} {what}", hint=f"did you mean {near}?" if near else pull)
        from muse.weights import download, hub

        snapshot = download.download(
            hub.plan(
                repo,
                revision,
                variant=alias.variant if alias else None,
                config_only=config_only,
                state_dicts=state_dicts,
            ),
            progress,
        )
    weights = _checked(_folder(repo, snapshot, snapshot.name, config_only, state_dicts))
    if used:
        hub_cache.touch(repo)
    return replace(weights, defaults=short_names.defaults(repo))


def pin(weights: Weights) -> dict[str, Any]:
    """Return what a recipe records: name, revision, hashes of the files that decide; no path.

    The licence is there too, where one is given: it goes where the file goes, and decides nothing.
    """
    kind = "name" if weights.revision is None else "repo"
    made: dict[str, Any] = {
        kind: weights.name,
        "revision": weights.revision,
        "files": {file.path: file.hash for file in weights.files if selection.decides(file.path)},
    }
    told = licences.of(weights.licence).name
    return made if told == licences.UNKNOWN else made | {"licence": told}


def differences(pinned: Mapping[str, Any], weights: Weights) -> list[str]:
    """Return the files that aren't those that a recipe pinned: other bytes, gone, or new."""
    then, now = dict(pinned.get("files", {})), pin(weights)["files"]
    return sorted(name for name in {*then, *now} if then.get(name) != now.get(name))


def parse(source: str, revision: str | None = None) -> tuple[str, str | None]:
    """Split `owner/name@revision`; RequestError when it can't be a model of the hub."""
    repo, _, inside = source.partition("@")
    if inside and revision and inside != revision:
        raise RequestError(f"{source} and revision {revision!r} differ", hint="give one of them")
    revision = inside or revision or None
    if not _REPO.fullmatch(repo) or ".." in repo or "--" in repo:
        raise RequestError(
            f"{source!r} is no file, no folder and no model of the hub", hint="one is owner/name"
        )
    if revision and (not _REVISION.fullmatch(revision) or ".." in revision):
        raise RequestError(f"{revision!r} can't be a revision", hint="leave out what follows @")
    return repo, revision


def local_path(source: str | Path) -> Path | None:
    """Return the path that a source means; None when it is a model's name.

    RequestError when it can only be a path, and nothing is there.
    """
    path = files.expanded(source)
    if path.exists():
        return path
    suffixes = {".safetensors", ".onnx", SUFFIX, *PICKLED}
    plain = isinstance(source, str) and not source.startswith((".", "~", "/"))
    if not plain or "\\" in str(source) or path.suffix.lower() in suffixes:
        raise RequestError(f"there is no {source}", hint="check the path")
    return None


def _near(name: str) -> str | None:
    """Return the short name that somebody may have meant."""
    from muse.suggest import nearest

    return None if "/" in name else nearest(name, short_names.known())


def _local(path: Path, config_only: bool, gguf: bool, onnx: bool, state_dicts: bool) -> Weights:
    if path.is_dir():
        lacking = (
            [] if config_only else [each for each in hub_cache.lacking(path) if each != "weights"]
        )
        if lacking:
            raise _incomplete(path, lacking)
        return _folder(path.resolve().name, path, None, config_only, state_dicts)
    refuse_pickle(str(path))
    if path.suffix.lower() == ".zip":
        raise RequestError(
            f"{path} is packed",
            hint=f"unpack it (unzip {path} -d {path.stem}) and give the folder {path.stem}",
        )
    if path.suffix.lower() == SUFFIX and gguf:
        check_gguf(path)
    elif path.suffix.lower() == ".onnx" and onnx:
        beside = Path(f"{path}.json")
        paths = [path, beside] if beside.is_file() else [path]
        named = zip(paths, hashes(paths), strict=True)
        return Weights(path.name, path, None, tuple(WeightFile(p.name, *h) for p, h in named))
    elif path.suffix.lower() != ".safetensors":
        raise RequestError(f"{path} is no .safetensors file", hint="give one, or a folder")
    else:
        check_safetensors(path)  # before it is hashed, which may take long
    size, digest = hashes([path])[0]
    return Weights(path.name, path, None, (WeightFile(path.name, size, digest),))


def _incomplete(path: Path, lacking: list[str]) -> RequestError:
    """Return the error for a folder without some of its weights, or with pickled ones alone."""
    for part in lacking:
        inside = sorted((path / part).iterdir()) if (path / part).is_dir() else []
        pickled = [file.name for file in inside if file.suffix.lower() in PICKLED]
        if pickled:
            return pickle_only(str(path / part), pickled[0])
    return RequestError(
        f"{path} is incomplete: {', '.join(lacking[:3])} missing", hint="copy it again"
    )


def _folder(
    name: str, root: Path, revision: str | None, config_only: bool, state_dicts: bool
) -> Weights:
    """Return the needed files of a folder; links of the hub's cache have their hash as name."""
    names = hub_cache.inside(root)
    index = None
    if "model_index.json" in names:
        index = _json(root / "model_index.json")
    choice = selection.choose(
        str(name), names, index=index, config_only=config_only, state_dicts=state_dicts
    )
    told = {each: hub_cache.hash_of(root / each) if revision else None for each in choice.files}
    counted = [each for each in choice.files if told[each] is None]
    found = dict(zip(counted, hashes([root / each for each in counted]), strict=True))
    listed = tuple(
        WeightFile(each, *found[each])
        if each in found
        else WeightFile(each, (root / each).stat().st_size, str(told[each]))
        for each in choice.files
    )
    return Weights(name, root, revision, listed, choice.variant)


def _checked(weights: Weights) -> Weights:
    """Look into the header of each safetensors file, and at what each index sends a library to."""
    for file in weights.files:
        path = weights.path / file.path if weights.path.is_dir() else weights.path
        if file.path.endswith(".safetensors"):
            check_safetensors(path)
        elif ".safetensors.index." in file.path:
            for shard in selection.shards(_json(path)):
                if "/" in shard or "\\" in shard or not shard.endswith(".safetensors"):
                    raise RequestError(
                        f"{path} names {shard[:60]!r}, which is no .safetensors beside it",
                        hint="choose another model",
                    )
    return weights


def _json(path: Path) -> dict[str, Any] | None:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
