"""Tests that run in the plugin's own environment; see ../test_audiocraft.py, which runs them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import tiny
from muse_audiocraft.library import audiocraft

audiocraft()


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder for each kind of model; who runs these tests may say where, to keep them."""
    root = Path(os.environ.get("MUSE_TESTS_MODELS") or tmp_path_factory.mktemp("models"))
    return {kind: tiny.build(root / kind, kind) for kind in tiny.KINDS}
