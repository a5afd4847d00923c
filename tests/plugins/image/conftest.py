"""Small diffusion models, built once for all tests of pictures."""

from pathlib import Path

import pytest

from plugins.image.diffusion_models import KINDS, build


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder for each family."""
    pytest.importorskip("torch")
    root = tmp_path_factory.mktemp("diffusion")
    return {kind: build(root / kind, kind) for kind in KINDS}
