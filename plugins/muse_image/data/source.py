"""One line that says where pictures come from, and reading them from there."""

from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse import ModelSource, RequestError

if TYPE_CHECKING:
    from .dataset import Pictures
    from .decode import Fit

KINDS = "digits, emoji, a folder of pictures, a folder of MNIST's files, or hub:owner/name"
"""What a field of this type takes, for its help: json_schema_extra={"takes": KINDS}."""


class DataSource(ModelSource):
    """Where pictures come from, as people type it; `read` reads them.

    digits                 scikit-learn's 1,797 digits of 8 x 8 px
    emoji                  the emoji of this machine's font, or of emoji:FONT.ttf
    FOLDER                 pictures, or MNIST's own files; sub-folders are classes
    hub:owner/name         a data set of the hub; @revision, then :configuration may follow
    """

    @property
    def label(self) -> str:
        """What a recipe keeps: the words, with the last part of a path alone."""
        kind, colon, rest = self.partition(":")
        if kind in ("emoji", "hub") and colon:
            return f"{kind}:{ModelSource(rest).label}"
        return str(self) if kind in ("digits", "emoji") else Path(self).expanduser().resolve().name


def read(
    source: str,
    *,
    size: int,
    channels: int = 3,
    fit: "Fit" = "crop",
    check: Callable[[], None] = lambda: None,
) -> Generator[Any, None, "Pictures"]:
    """Yield Progress (done of total pictures) and return the `Pictures` of a source.

    Each becomes size x size px (8..1024) in `channels` (3: RGB, 1: grey); `fit` says what becomes
    of one that isn't square. `check` is called before each picture and may raise Cancelled.
    RequestError or NotReady when there is nothing to be had.
    """
    from .collect import Collection

    data = DataSource(source)
    if not 8 <= size <= 1024:
        raise RequestError(f"size: invalid value {size}; expected a whole number from 8 to 1024")
    into = Collection(data.label, size, channels, fit, check)
    kind, colon, rest = data.partition(":")
    if data == "digits":
        from . import digits

        return (yield from digits.read(into))
    if kind == "emoji" and (rest or not colon):
        from . import emoji

        return (yield from emoji.read(into, rest))
    if kind == "hub" and rest:
        from . import hub

        return (yield from hub.read(into, rest))
    path = Path(data).expanduser()
    if not path.exists():
        raise RequestError(f"data: there is no {data}", hint=f"give {KINDS}")
    from . import folder, mnist

    if found := mnist.found(path):
        return (yield from mnist.read(into, *found))
    if not path.is_dir():
        raise RequestError(f"data: {data} is a file, but not an IDX file", hint="give its folder")
    return (yield from folder.read(into, path))
