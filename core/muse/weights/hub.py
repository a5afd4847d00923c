"""The hub: what a model there consists of, and what its errors mean for the user."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from muse.errors import MuseError, NotReady, RequestError
from muse.weights import hub_cache, media, selection

_TIMEOUT = 20.0  # seconds to wait for the hub to say what a model consists of
_TRUE = frozenset(("1", "on", "yes", "true"))


class RemoteFile(NamedTuple):
    """A file of a model on the hub: `hash` is the SHA-256 of big (LFS) files, else git's SHA-1."""

    path: str
    size: int
    hash: str

    @property
    def big(self) -> bool:
        """Whether the hub keeps it outside of git, and so knows its SHA-256."""
        return re.fullmatch(r"[0-9a-f]{64}", self.hash) is not None


@dataclass(frozen=True)
class Plan:
    """What a download will fetch: the needed files of a model at one commit."""

    repo: str
    ref: str
    revision: str
    files: tuple[RemoteFile, ...]
    variant: str | None
    medium: str
    licence: str
    gated: bool

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    @property
    def here(self) -> int:
        """Bytes of them that are in the cache already, those of unfinished files included."""
        return sum(hub_cache.kept(self.repo, file.hash, file.size) for file in self.files)

    @property
    def complete(self) -> bool:
        """Whether the cache has all files, and the revision asked for means this commit there."""
        snapshot = hub_cache.snapshot(self.repo, self.ref)
        return (
            snapshot is not None
            and snapshot.name == self.revision
            and all((snapshot / file.path).exists() for file in self.files)
        )


def endpoint() -> str:
    """Return the address of the hub: `HF_ENDPOINT`, or the public one."""
    return os.environ.get("HF_ENDPOINT", "").rstrip("/") or "https://huggingface.co"


def plan(
    repo: str,
    revision: str | None = None,
    *,
    variant: str | None = None,
    config_only: bool = False,
    state_dicts: bool = False,
) -> Plan:
    """Ask the hub which files a model needs, their size, its licence and medium.

    `config_only` leaves its weights out: all else is small; `state_dicts` takes pickled ones too.
    Nothing is kept on the disk. MuseError when there is no such model or revision, it is gated, it
    has no safe weights, or the hub can't be reached.
    """
    with asking(repo, revision):
        from huggingface_hub import HfApi

        api = HfApi(endpoint=endpoint(), library_name="muse")
        info = api.model_info(repo, revision=revision, files_metadata=True, timeout=_TIMEOUT)
        if info.gated:  # all may read what it consists of; say now who may not read the files
            api.auth_check(repo)
        found = {
            each.rfilename: RemoteFile(
                each.rfilename,
                int(each.size or 0),
                str(each.lfs.sha256 if each.lfs else each.blob_id),
            )
            for each in info.siblings or ()
        }
        index = None
        if "model_index.json" in found:
            index = _small_json(repo, str(info.sha), "model_index.json")
    card: Any = info.card_data
    choice = selection.choose(
        repo,
        found,
        index=index,
        variant=variant,
        config_only=config_only,
        state_dicts=state_dicts,
    )
    return Plan(
        repo,
        revision or "main",
        str(info.sha),
        tuple(found[name] for name in choice.files),
        choice.variant,
        media.medium(info.pipeline_tag, index, info.config),
        selection.licence(card.to_dict() if card else None),
        bool(info.gated),
    )


@contextmanager
def asking(repo: str, revision: str | None) -> Iterator[None]:
    """Turn what huggingface_hub raises into errors that name the next command."""
    if os.environ.get("HF_HUB_OFFLINE", "").lower() in _TRUE:
        raise _offline(repo, "HF_HUB_OFFLINE is set", "unset HF_HUB_OFFLINE")
    try:
        yield
    except MuseError:
        raise
    except ImportError as error:
        if (error.name or "").partition(".")[0] != "huggingface_hub":
            raise
        raise hub_cache.missing_library() from None
    except Exception as error:
        meant = _meaning(error, repo, revision)
        if meant is None:
            raise
        raise meant from error


def _meaning(error: BaseException, repo: str, revision: str | None) -> MuseError | None:
    """Return the error for what huggingface_hub raised, or what that was raised from."""
    from huggingface_hub import errors

    page = f"{endpoint()}/{repo}"
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__
    for each in chain:
        if isinstance(each, errors.GatedRepoError):
            return MuseError(
                f"{repo} is gated: its licence has to be accepted first",
                hint=f"accept it at {page}, then hf auth login, then muse pull {repo}",
            )
        if isinstance(each, errors.RevisionNotFoundError):
            return RequestError(
                f"{repo} has no revision {revision!r}", hint=f"its revisions are at {page}/commits"
            )
        if isinstance(each, errors.RepositoryNotFoundError):
            return RequestError(
                f"the hub has no model {repo}, or it is private",
                hint="check the name; hf auth login if it is private",
            )
        if isinstance(each, errors.HFValidationError):
            return RequestError(f"{repo!r} can't be a model's name", hint="it is owner/name")
        if isinstance(each, errors.OfflineModeIsEnabled):
            return _offline(repo, "HF_HUB_OFFLINE is set", "unset HF_HUB_OFFLINE")
        if isinstance(each, errors.HfHubHTTPError):
            return _status(each, repo)
        if isinstance(each, OSError) and each.errno in (errno.ENOSPC, errno.EDQUOT):
            return full(f"the disk is full while {repo} comes")
        if isinstance(each, OSError) and each.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
            return MuseError(
                f"can't write to {hub_cache.folder()} ({each.strerror})",
                hint="set HF_HOME elsewhere",
            )
        if "Consistency check failed" in str(each):
            return MuseError(
                f"{repo} was downloaded in part: the connection ended early",
                hint=f"muse pull {repo} resumes",
            )
    for each in chain:  # httpx is called httpx2 by newer versions of huggingface_hub
        if type(each).__module__.partition(".")[0] in ("httpx", "httpx2", "httpcore", "httpcore2"):
            return _offline(repo, f"{endpoint()} can't be reached", "check the network")
    if isinstance(error, errors.LocalEntryNotFoundError):
        why = str(error).partition("\n")[0].partition(". ")[0].rstrip(".")
        return MuseError(f"{repo} can't be downloaded: {why}", hint=f"later: muse pull {repo}")
    return None


def _status(error: Any, repo: str) -> MuseError:
    status = getattr(error.response, "status_code", 0)
    if status in (401, 403):
        return MuseError(f"the hub refuses {repo} with this token ({status})", hint="hf auth login")
    if status == 429:
        return MuseError(
            "the hub has had too many requests", hint=f"wait a few minutes, then muse pull {repo}"
        )
    return MuseError(f"the hub answers {status} for {repo}", hint=f"later: muse pull {repo}")


def _offline(repo: str, why: str, then: str) -> MuseError:
    names = hub_cache.names()
    some = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    here = f"in the cache are {some}" if names else "the cache is empty"
    return NotReady(f"{repo} can't be downloaded: {why} ({here})", hint=f"{then}, then try again")


def full(what: str) -> MuseError:
    """Return the error for a disk that hasn't the room for a model."""
    return MuseError(
        f"{what} ({hub_cache.folder()})",
        hint="muse ls shows what could go with muse rm; HF_HOME names another place",
    )


def _small_json(repo: str, revision: str, name: str) -> dict[str, Any] | None:
    """Fetch a JSON file without keeping it: the cache has nothing of a model nobody said yes to."""
    import json
    from tempfile import TemporaryDirectory

    from huggingface_hub import hf_hub_download

    with TemporaryDirectory() as nowhere:
        path = hf_hub_download(
            repo, name, revision=revision, cache_dir=nowhere, endpoint=endpoint()
        )
        try:
            value = json.loads(Path(path).read_text(encoding="utf-8"))
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict) else None
