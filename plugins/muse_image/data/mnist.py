"""MNIST's own files: IDX, big-endian, often gzipped.

Four bytes say what it is (0, 0, 8 for bytes, the number of dimensions), four each how long each
dimension is; the values follow.
"""

import gzip
import re
import zlib
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from muse import RequestError

from .collect import Collection
from .dataset import MOST_BYTES, Pictures

if TYPE_CHECKING:
    import numpy as np

_IMAGES = re.compile(r"(?P<set>.*?)-?images[-.]idx3-ubyte(\.gz)?", re.IGNORECASE)


class Files(NamedTuple):
    """A file of pictures and the one of their labels, where there is one."""

    images: Path
    labels: Path | None


def found(path: Path) -> Files | None:
    """Return the files that a folder or a single file means; None where there are none.

    Of several sets in a folder the one for training is taken.
    """
    if path.is_file():
        return Files(path, _labels(path)) if _IMAGES.fullmatch(path.name) else None
    if not path.is_dir():
        return None
    there = sorted(each for each in path.iterdir() if _IMAGES.fullmatch(each.name))
    there.sort(key=lambda each: "train" not in each.name)
    return Files(there[0], _labels(there[0])) if there else None


def read(into: Collection, images: Path, labels: Path | None) -> Generator[Any, None, Pictures]:
    """Add all pictures of a file; RequestError when a file isn't what its name says."""
    from PIL import Image

    pixels = _values(images, 3)
    names = _values(labels, 1) if labels else None
    if names is not None and len(names) != len(pixels):
        raise RequestError(
            f"data: {images.name} has {len(pixels)} pictures, {labels and labels.name} has"
            f" {len(names)} labels",
            hint="use two files of the same set",
        )
    if images.name.lower().startswith("emnist"):  # it keeps its pictures column by column
        pixels = pixels.transpose(0, 2, 1)
    into.make_room(len(pixels))
    for place, progress in into.told(len(pixels)):
        if progress:
            yield progress
        name = "" if names is None else str(names[place])
        small = into.resized(Image.fromarray(pixels[place]))
        into.add(small, (name,), str(place), name)
    return into.finished()


def _labels(images: Path) -> Path | None:
    """Return the file of labels beside one of pictures, zipped or not."""
    wanted = images.name.lower().removesuffix(".gz").replace("images", "labels")
    wanted = wanted.replace("idx3", "idx1")
    for each in sorted(images.parent.iterdir()):
        if each.name.lower().removesuffix(".gz") == wanted:
            return each
    return None


def _values(path: Path, dimensions: int) -> "np.ndarray":
    """Return the bytes of an IDX file in its shape; nothing beyond what it promises is unzipped."""
    import numpy as np

    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
            head = file.read(4 + 4 * dimensions)
            if head[:4] != bytes((0, 0, 8, dimensions)) or len(head) < 4 + 4 * dimensions:
                raise _broken(path, f"not an IDX file of bytes in {dimensions} dimensions")
            shape = tuple(int(length) for length in np.frombuffer(head[4:], ">u4"))
            count = int(np.prod([float(length) for length in shape]))
            if count > MOST_BYTES:
                raise _broken(path, f"larger than {MOST_BYTES / 2**30:.0f} GiB")
            data = file.read(count)
    except (OSError, EOFError, zlib.error) as error:
        raise _broken(path, f"unreadable ({error})") from None
    if len(data) < count:
        raise _broken(path, f"cut short: {len(data)} of {count} bytes")
    return np.frombuffer(data, np.uint8).reshape(shape)


def _broken(path: Path, what: str) -> RequestError:
    return RequestError(f"data: {path.name} is {what}", hint="download it again")
