"""Data sets of the hub, by the library `datasets`: pictures in Parquet, Arrow or plain files.

No code of a data set is run, and nothing is unpickled: other formats than these are refused before
anything of them is read.
"""

import io
import logging
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from muse import MuseError, NotReady, RequestError, local_path

from .captions import captions, of_class
from .collect import Collection
from .dataset import Pictures

if TYPE_CHECKING:
    from datasets import Dataset

_SAFE = frozenset(("arrow", "cache", "imagefolder", "parquet"))
"""Formats that hold no code; `cache` are rows that `datasets` keeps as Arrow, used offline."""

_OLDEST = 4  # earlier versions of `datasets` can run a data set's own code


def read(into: Collection, source: str) -> Generator[Any, None, Pictures]:
    """Add the pictures of a data set's split `train`, or else of its first.

    `source` is owner/name, then @revision and :configuration as wanted, or a local folder of one.
    """
    rows = _rows(source)
    column = _pictures(rows, source)
    from datasets import ClassLabel, Image

    rows = rows.cast_column(column, Image(decode=False))
    classes: list[str] | None = None
    labels = next(
        (name for name, kind in rows.features.items() if isinstance(kind, ClassLabel)), None
    )
    if labels:
        classes = list(rows.features[labels].names)
    into.make_room(len(rows))
    for place, progress in into.told(len(rows)):
        if progress:
            yield progress
        row = rows[place]
        held = row.pop(column) or {}
        name = ""
        if classes is not None:
            number = row.pop(labels)
            if number is None or not 0 <= number < len(classes):
                into.skipped["in no class"] += 1
                continue
            name = classes[number]
        else:
            name = of_class(row) or ""
        words = captions(row) or (name.replace("_", " "),)
        data = held.get("bytes")
        if data is None and not held.get("path"):
            into.skipped["missing"] += 1
            continue
        into.open(held["path"] if data is None else io.BytesIO(data), words, str(place), name)
    return into.finished(classes)


def _pictures(rows: "Dataset", source: str) -> str:
    """Return the column of pictures."""
    from datasets import Image

    for name, kind in rows.features.items():
        if isinstance(kind, Image):
            return str(name)
    raise RequestError(
        f"data: {source} has no column of pictures (it has {', '.join(map(str, rows.features))})",
        hint="use a data set of pictures",
    )


def _rows(source: str) -> "Dataset":
    """Return a data set's rows, from the cache or the hub; one line for all that can go wrong."""
    try:
        import datasets
    except ImportError:
        raise NotReady(
            "data: data sets of the hub require the package datasets",
            hint='pip install "muse-host[train]"',
        ) from None
    if int(datasets.__version__.partition(".")[0]) < _OLDEST:
        raise NotReady(
            f"data: datasets {datasets.__version__} can run a data set's own code",
            hint=f'pip install "datasets>={_OLDEST}"',
        )
    if local := local_path(source):
        repo, revision, configuration = str(local), "", ""
    else:
        named, _, configuration = source.partition(":")
        repo, _, revision = named.partition("@")
    try:
        with _quiet():
            return _built(repo, revision, configuration)
    except MuseError:
        raise
    except Exception as error:
        raise _meaning(error, repo) from error


def _built(repo: str, revision: str, configuration: str) -> "Dataset":
    """Return the rows of the split for training; RequestError for a format that isn't read."""
    from datasets import load_dataset_builder

    builder = load_dataset_builder(repo, configuration or None, revision=revision or None)
    kind = type(builder).__module__.split(".")
    if kind[:2] != ["datasets", "packaged_modules"] or kind[2] not in _SAFE:
        raise RequestError(
            f"data: {repo} is stored as {kind[-1]}, which isn't supported",
            hint="use one in parquet, arrow or plain files (imagefolder)",
        )
    builder.download_and_prepare()
    splits = list(builder.info.splits or ())
    return builder.as_dataset("train" if "train" in splits else splits[0])


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep bars and retries of the libraries off the terminal: our one line says it."""
    import datasets

    barred, log = datasets.are_progress_bars_disabled(), logging.getLogger("huggingface_hub")
    level = log.level
    datasets.disable_progress_bars()
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)
        if not barred:
            datasets.enable_progress_bars()


def _meaning(error: Exception, repo: str) -> MuseError:
    """Return the one line for what `datasets` raised."""
    from datasets import exceptions

    why = (str(error).strip() or type(error).__name__).splitlines()[0][:200].rstrip(".")
    if "Dataset scripts are no longer supported" in why:
        return RequestError(
            f"data: {repo} is a loading script, which isn't run",
            hint="use one in parquet, or its branch: @refs/convert/parquet",
        )
    if isinstance(error, exceptions.DataFilesNotFoundError):
        return RequestError(
            f"data: {repo} has no files that can be read", hint="use another data set"
        )
    if isinstance(error, ConnectionError) or "offline" in why.lower() or "reach" in why.lower():
        return NotReady(
            f"data: {repo} can't be downloaded: {why}",
            hint="check the network and HF_HUB_OFFLINE, or give a folder of pictures",
        )
    if isinstance(error, exceptions.DatasetNotFoundError):
        return RequestError(
            f"data: the hub has no data set {repo}, or it is gated or private",
            hint="check the name; hf auth login if it is gated",
        )
    return RequestError(f"data: {repo} can't be read: {why}", hint="use another data set")
