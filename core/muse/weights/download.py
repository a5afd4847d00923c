"""Fetching a model into huggingface_hub's own cache, so that an interrupted download goes on.

Big files go by huggingface_hub's `http_get` into `<blob>.incomplete`, which stays when the work is
interrupted: its own downloader (2.x) removes an unfinished file, and 10 GB would start anew. All
else (small files, links, listings) is left to `snapshot_download`, which finds those files there.
"""

from __future__ import annotations

import glob
import hashlib
import os
import shutil
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from muse.errors import MuseError
from muse.weights import hub_cache
from muse.weights.hub import Plan, RemoteFile, asking, endpoint, full

Told = Callable[[int, int], None]
"""Called with the bytes that are here, and the bytes that there will be."""

_DEAD = 30.0
"""Seconds after which the mark of a download that nobody touched counts as left behind."""

_LOOK = 0.2
"""Seconds between two looks at another process's download of the same file."""

_SPARE = 50_000_000  # bytes that a download leaves free on the disk


def download(plan: Plan, progress: Told | None = None) -> Path:
    """Fetch what a plan names and the cache lacks; return the folder of the snapshot.

    MuseError when the disk is or gets full, the connection is lost, or a file isn't what the hub
    said it would be.
    """
    _check_room(plan)
    with asking(plan.repo, plan.revision), _no_bars():
        from huggingface_hub import constants, snapshot_download

        done = 0
        for file in plan.files:
            if file.big and file.size <= constants.MAX_HTTP_DOWNLOAD_SIZE:
                start = done

                def told(bytes_here: int, start: int = start) -> None:
                    if progress is not None:
                        progress(start + bytes_here, plan.size)

                _fetch(plan, file, told)
                done += file.size
        folder = snapshot_download(
            plan.repo,
            revision=plan.revision,
            endpoint=endpoint(),
            cache_dir=hub_cache.folder(),
            allow_patterns=[glob.escape(file.path) for file in plan.files],
            library_name="muse",
        )
        # Last of all, so that a name never means a snapshot of which a part is missing.
        hub_cache.point(plan.repo, plan.ref, plan.revision)
    return Path(folder)


def discard_damaged(plan: Plan, progress: Told | None = None) -> list[str]:
    """Remove files of a plan from the cache whose content isn't what the hub lists; return them.

    Every file that is here is read: a cut, empty or changed one has the right name all the same.
    """
    damaged, done = [], 0
    for file in plan.files:
        try:
            there = hub_cache.blob(plan.repo, file.hash).exists()
        except ValueError:
            continue
        if there and not hub_cache.is_intact(plan.repo, file.hash, file.size):
            hub_cache.discard(plan.repo, file.hash)
            damaged.append(file.path)
        done += file.size
        if progress is not None:
            progress(done, plan.size)
    return damaged


def _fetch(plan: Plan, file: RemoteFile, told: Callable[[int], None]) -> None:
    """Bring one big file into the cache's blobs, from where an earlier attempt ended."""
    from huggingface_hub import hf_hub_url
    from huggingface_hub.file_download import http_get

    utils: Any = import_module("huggingface_hub.utils")
    blob = hub_cache.blob(plan.repo, file.hash)
    lock = hub_cache.lock(plan.repo, file.hash)
    if blob.exists():
        return
    blob.parent.mkdir(parents=True, exist_ok=True)
    lock.parent.mkdir(parents=True, exist_ok=True)
    part = hub_cache.unfinished(plan.repo, file.hash)
    # The first is the lock that huggingface_hub takes for this blob, too; it locks nothing on some
    # network file systems, and the second does.
    with utils.WeakFileLock(lock), _owned(part, blob) as beat:
        if blob.exists():
            return
        with part.open("ab") as raw:
            if raw.tell() > file.size:
                raw.seek(raw.truncate(0))
            http_get(
                hf_hub_url(plan.repo, file.path, revision=plan.revision, endpoint=endpoint()),
                _Counted(raw, told, beat),  # type: ignore[arg-type]
                resume_size=raw.tell(),
                headers={
                    **utils.build_hf_headers(library_name="muse"),
                    "Accept-Encoding": "identity",
                },
                expected_size=file.size,
            )
            raw.flush()
            os.fsync(raw.fileno())
        digest = hashlib.sha256()
        with part.open("rb") as whole:
            while piece := whole.read(1 << 20):
                digest.update(piece)
                beat()
        if digest.hexdigest() != file.hash:
            part.unlink()
            raise MuseError(
                f"{file.path} of {plan.repo} isn't what the hub lists: its SHA-256 differs",
                hint=f"muse pull {plan.repo} downloads it again",
            )
        os.replace(part, blob)


@contextmanager
def _owned(part: Path, blob: Path) -> Iterator[Callable[[], None]]:
    """Own an unfinished file among all processes and machines; yields what says one is alive.

    The mark is a file that is made exclusively, which works where locks don't. One that nobody
    touched for a while is of a process that died.
    """
    mark = part.with_name(f"{part.name}.owner")
    while not blob.exists():
        try:
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644))
            break
        except FileExistsError:
            try:
                if time.time() - mark.stat().st_mtime > _DEAD:
                    mark.unlink(missing_ok=True)
                    continue
            except FileNotFoundError:
                continue
            time.sleep(_LOOK)
    last = time.monotonic()

    def beat() -> None:
        nonlocal last
        if time.monotonic() - last > _DEAD / 6:
            last = time.monotonic()
            mark.touch()

    try:
        yield beat
    finally:
        mark.unlink(missing_ok=True)


class _Counted:
    """A file that tells how long it has become; what `http_get` needs of one."""

    def __init__(
        self, file: BinaryIO, told: Callable[[int], None], beat: Callable[[], None]
    ) -> None:
        self._file = file
        self._told = told
        self._beat = beat

    def write(self, data: bytes) -> int:
        written = self._file.write(data)
        self._file.flush()
        self._told(self._file.tell())
        self._beat()
        return written

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, place: int) -> int:
        return self._file.seek(place)

    def truncate(self) -> int:
        return self._file.truncate()


def _check_room(plan: Plan) -> None:
    """Raise MuseError when the disk hasn't the room for what is missing."""
    missing = plan.size - plan.here
    place = hub_cache.folder()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    if missing and missing + _SPARE > free:
        raise full(
            f"{plan.repo} needs {missing / 1e6:,.0f} MB more, and {free / 1e6:,.0f} MB are free"
        )


@contextmanager
def _no_bars() -> Iterator[None]:
    """Keep huggingface_hub from drawing progress bars, unless its own setting demands them."""
    utils: Any = import_module("huggingface_hub.utils")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        were = utils.are_progress_bars_disabled()
        utils.disable_progress_bars()
        try:
            yield
        finally:
            if not were:
                utils.enable_progress_bars()
