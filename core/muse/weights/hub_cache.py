"""What of the hub is on this machine: huggingface_hub's own cache, and when Muse used it last.

<HF_HOME>/hub/models--owner--name/refs/main                    the commit a name means
                                  snapshots/<commit>/<file>    links to
                                  blobs/<hash>                 the files, by their hash
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muse import files
from muse.compat import file_sha256
from muse.errors import NotReady, RequestError
from muse.folders import cache_folder
from muse.weights import cards, licences, media, selection, short_names
from muse.weights.safetensors import PICKLED

_LONGEST = 2**22
"""Bytes of a configuration that are read."""

_COMMIT = re.compile(r"[0-9a-f]{40}")
_HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True)
class Model:
    """A model in the cache: `size` in bytes, `used` in seconds since 1970; `state` is ok,
    config-only (without weights), unfinished (its download was interrupted) or damaged."""

    name: str
    medium: str
    size: int
    licence: str
    used: float | None
    revisions: dict[str, list[str]]
    state: str = "ok"


@dataclass(frozen=True)
class Removal:
    """What `carry_out` would remove, and the bytes it would free."""

    name: str
    revisions: tuple[str, ...]
    size: int
    carry_out: Callable[[], None]


def folder() -> Path:
    """Return huggingface_hub's cache folder, as its settings stand now."""
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if os.environ.get(name):
            return Path(os.environ[name]).expanduser()
    home = os.environ.get("HF_HOME")
    if not home:
        home = f"{os.environ.get('XDG_CACHE_HOME') or '~/.cache'}/huggingface"
    return Path(os.path.expandvars(home)).expanduser() / "hub"


def place(repo: str) -> Path:
    """Return the folder of a model in the cache, whether it is there or not."""
    return folder() / "--".join(("models", *repo.split("/")))


def blob(repo: str, hash: str) -> Path:
    """Return where a file is kept by its hash (ValueError when that is no hash)."""
    if not _HASH.fullmatch(hash):
        raise ValueError(f"{hash!r} is no hash")
    return place(repo) / "blobs" / hash


def unfinished(repo: str, hash: str) -> Path:
    """Return where a file is kept that isn't whole yet."""
    return blob(repo, hash).with_name(f"{hash}.incomplete")


def lock(repo: str, hash: str) -> Path:
    """Return the file that huggingface_hub locks while it fetches a blob."""
    return folder() / ".locks" / place(repo).name / f"{blob(repo, hash).name}.lock"


def is_intact(repo: str, hash: str, size: int) -> bool:
    """Whether a file in the cache has the content that its name promises; it is read whole.

    Files that the hub keeps in git have git's own SHA-1 of a blob, others their SHA-256.
    """
    path = blob(repo, hash)
    try:
        if path.stat().st_size != size:
            return False
        with path.open("rb") as file:
            if len(hash) == 64:
                return file_sha256(file) == hash
            head = f"blob {size}\0".encode()
            return hashlib.sha1(head + file.read(), usedforsecurity=False).hexdigest() == hash
    except OSError:
        return False


def discard(repo: str, hash: str) -> None:
    """Remove a file from the cache by its hash, so that it is downloaded again."""
    blob(repo, hash).unlink(missing_ok=True)


def kept(repo: str, hash: str, size: int) -> int:
    """Return how many of a file's bytes are here, in a whole file or an unfinished one."""
    if not _HASH.fullmatch(hash):
        return 0
    if blob(repo, hash).exists():
        return size
    try:
        return min(size, unfinished(repo, hash).stat().st_size)
    except OSError:
        return 0


def snapshot(repo: str, revision: str | None = None) -> Path | None:
    """Return the folder of a model's revision (branch, tag or commit); None when it isn't here."""
    commit = revision or "main"
    if not _COMMIT.fullmatch(commit):
        if ".." in Path(commit).parts or commit[:1] == "/":
            return None
        try:
            commit = (place(repo) / "refs" / commit).read_text().strip()
        except OSError:
            return None
    found = place(repo) / "snapshots" / commit
    return found if _COMMIT.fullmatch(commit) and found.is_dir() else None


def point(repo: str, revision: str, commit: str) -> None:
    """Let a branch or tag mean a commit."""
    if not _COMMIT.fullmatch(revision) and ".." not in Path(revision).parts:
        files.write(place(repo) / "refs" / revision, commit.encode(), force=True)


def hash_of(path: Path) -> str | None:
    """Return the hash of a file in a snapshot: the blob's name; None where files are copies."""
    try:
        name = Path(os.readlink(path)).name
    except OSError:
        return None
    return name if _HASH.fullmatch(name) else None


def inside(root: Path) -> list[str]:
    """Return the files in a folder (relative, with `/`), links to nothing and `.git` left out."""
    found = []
    for where, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name[:1] != "."]
        found += [str(Path(where, n).relative_to(root)) for n in names if Path(where, n).is_file()]
    return sorted(name.replace(os.sep, "/") for name in found)


def names() -> list[str]:
    """Return the models that the cache has a snapshot of."""
    return sorted(
        path.parent.name.removeprefix("models--").replace("--", "/")
        for path in folder().glob("models--*/snapshots")
    )


def touch(repo: str) -> None:
    """Remember that a model is used now."""
    marker = cache_folder() / "used" / place(repo).name
    try:
        marker.parent.mkdir(parents=True, exist_ok=True)
        marker.touch()
    except OSError:
        return  # a cache that can't be written to is no reason to stop


def listing() -> list[Model]:
    """Return the models in the cache by name; NotReady without huggingface_hub."""
    found = []
    scanned = {str(repo.repo_id): repo for repo in _scan()}
    for name, repo in scanned.items():
        newest = max(repo.revisions, key=lambda revision: revision.last_modified, default=None)
        medium, licence = about(newest.snapshot_path) if newest else ("-", "-")
        if licence == licences.UNKNOWN:
            licence = short_names.licence(name) or licence
        revisions = {r.commit_hash: sorted(r.refs) for r in repo.revisions}
        state = _state(newest.snapshot_path, _loose(name)) if newest else "unfinished"
        size = int(repo.size_on_disk) + _loose(name)
        used = _used(name) or float(repo.last_accessed)
        found.append(Model(name, medium, size, licence, used, revisions, state))
    for path in folder().glob("models--*"):
        name = path.name.removeprefix("models--").replace("--", "/")
        if name not in scanned and path.is_dir():
            state = "damaged" if (path / "snapshots").is_dir() else "unfinished"
            found.append(Model(name, "-", _weight(path), "-", _used(name), {}, state))
    return sorted(found, key=lambda model: model.name.lower())


def removal(repo: str, revision: str | None = None) -> Removal:
    """Return what removing a model, or one revision of it, would take away.

    Files that other revisions use stay. RequestError when the cache has no such model or revision.
    """
    path = place(repo)
    if not path.is_dir() or path.parent != folder():
        raise RequestError(f"the cache has no model {repo}", hint="muse ls shows what it has")
    found = next((each for each in _scan() if each.repo_path.name == path.name), None)
    if revision is None and (found is None or not found.revisions):
        return Removal(repo, (), _weight(path), lambda: shutil.rmtree(path))
    held = {each.commit_hash: each for each in found.revisions} if found else {}
    wanted = [
        commit
        for commit, each in held.items()
        if revision is None
        or revision in each.refs
        or (len(revision) >= 7 and commit.startswith(revision))
    ]
    if not wanted:
        has = ", ".join(commit[:12] for commit in held) or "none that is whole"
        raise RequestError(
            f"the cache has no revision {revision!r} of {repo} (it has {has})",
            hint=f"muse show {repo}",
        )
    from huggingface_hub import scan_cache_dir

    strategy = scan_cache_dir(folder()).delete_revisions(*wanted)
    last = len(wanted) == len(held)
    size = int(strategy.expected_freed_size) + (_loose(repo) if last else 0)
    return Removal(repo, tuple(wanted), size, strategy.execute)


def lacking(root: Path) -> list[str]:
    """Return what a model in a folder lacks: shards or components by name, or all its weights."""
    names = inside(root)
    gaps = selection.gaps(names, lambda name: (root / name).read_text("utf-8", "replace"))
    suffixes = {Path(name).suffix.lower() for name in names}
    if not suffixes & {".safetensors", *PICKLED}:  # pickles are refused, and with their reason
        gaps.append("weights")
    return gaps


def about(root: Path) -> tuple[str, str]:
    """Return medium and licence of a model in a folder, by its card and configuration."""
    card = cards.header(root / "README.md")
    task = card.get("pipeline_tag")
    medium = media.medium(
        task if isinstance(task, str) else None,
        *(_text(root / name) for name in ("model_index.json", "config.json")),
    )
    return medium, cards.licence(root)


def _text(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST).decode("utf-8")
    except (OSError, ValueError):
        return None


def missing_library() -> NotReady:
    """Return the error for an environment without huggingface_hub."""
    return NotReady("models of the hub need huggingface_hub", hint="pip install huggingface_hub")


def _scan() -> list[Any]:
    """Return what huggingface_hub finds of models in its cache."""
    if not folder().is_dir():
        return []
    try:
        from huggingface_hub import scan_cache_dir
    except ImportError:
        raise missing_library() from None
    return [repo for repo in scan_cache_dir(folder()).repos if repo.repo_type == "model"]


def _state(root: Path, loose: int) -> str:
    """Return the state of a snapshot: ok, config-only, unfinished; `loose` bytes aren't in it."""
    lacks = lacking(root)
    if lacks and "weights" in lacks and (root / "model_index.json").exists() and not loose:
        return "config-only"
    return "unfinished" if lacks else "ok"


def _used(repo: str) -> float | None:
    try:
        return (cache_folder() / "used" / place(repo).name).stat().st_mtime
    except OSError:
        return None


def _loose(repo: str) -> int:
    """Return the bytes of a model's unfinished files."""
    return sum(path.stat().st_size for path in place(repo).glob("blobs/*.incomplete"))


def _weight(path: Path) -> int:
    """Return the bytes in a folder, links not followed."""
    return sum(p.lstat().st_size for p in path.rglob("*") if p.is_file() and not p.is_symlink())
