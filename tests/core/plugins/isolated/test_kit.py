"""The conformance kit goes through the wall unchanged."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from isolated_plugins import isolate
from muse.testing.kit import conformance

EXAMPLES = Path(__file__).parents[4] / "examples"


@pytest.fixture(autouse=True, scope="module")
def chimes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An example with files under names, and sound before the end, isolated."""
    folder = tmp_path_factory.mktemp("kit")
    code = EXAMPLES.joinpath("muse-chimes", "muse_chimes.py").read_text(encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSE_ISOLATED", str(folder / "isolated"))
        isolate("muse-chimes", code, {"music.chimes": "Chimes"}, folder / "code")
        yield


test_chimes = conformance("music.chimes", seconds=0.5, trials=3)
