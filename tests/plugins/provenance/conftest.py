"""Files of every format, signed once for all tests of signing."""

from collections.abc import Iterator

import pytest

from muse import Host
from signed_files import Shelf, made


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    pytest.importorskip("c2pa")
    folder = tmp_path_factory.mktemp("signed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSE_HOME", str(folder / "home"))
        patch.setenv("MUSE_MARK", "off")
        patch.delenv("MUSE_SIGN", raising=False)
        with Host() as host:
            files = dict(made(host, folder))
        yield Shelf(folder / "home", folder, files)


@pytest.fixture
def signing(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """The signed files, in the home of who signed them."""
    monkeypatch.setenv("MUSE_HOME", str(shelf.home))
    monkeypatch.delenv("MUSE_SIGN")
    return shelf
