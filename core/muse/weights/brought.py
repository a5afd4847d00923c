"""What distributions bring of models, as data: the tables of their `models.toml`.

An entry point of the group `muse.models` names a package that has one. It is found without
importing the package, and nothing in it is run.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from muse import entry_points
from muse.compat import toml
from muse.errors import described

FILE = "models.toml"
_LARGEST = 2**20  # bytes of a models.toml that are read at most


class Brought(NamedTuple):
    """The tables of one distribution; `root` is its package, `wrong` why they can't be read."""

    distribution: str
    root: Path
    tables: Mapping[str, Any]
    wrong: str = ""


def all_brought() -> Iterator[Brought]:
    """Yield what each distribution brings, in the order of the entry points."""
    for entry in entry_points.load().models.values():
        yield read(entry)


@cache
def read(entry: entry_points.Entry) -> Brought:
    """Return the tables of one distribution, or why they can't be read; kept for the process."""
    root = Path()
    try:
        spec = find_spec(entry.value)
        root = Path(next(iter((spec and spec.submodule_search_locations) or ())))
        data = (root / FILE).read_bytes()
        if len(data) > _LARGEST:
            raise ValueError(f"{FILE} has more than {_LARGEST // 2**20} MiB")
        return Brought(entry.distribution, root, toml(data.decode()))
    except StopIteration:
        wrong = f"{entry.value} is no package that can be found"
    except Exception as error:  # somebody else's file: whatever is wrong is theirs, and told
        wrong = described(error)
    return Brought(entry.distribution, root, {}, wrong)
