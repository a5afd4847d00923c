"""Generators and trainers on a card that is pretended: nothing of theirs is on the wrong device."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.neural


def test_all_that_computes_keeps_to_its_device(tmp_path: Path) -> None:
    for name in ("diffusers", "transformers", "librosa", "llguidance"):
        pytest.importorskip(name)
    backends = pytest.importorskip("torch.utils.backend_registration")
    if not hasattr(backends, "_setup_privateuseone_for_python_backend"):
        pytest.skip("this torch knows no devices made in Python")
    tests = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, "-m", "on_torch_card", str(tmp_path)],
        capture_output=True, text=True,
        env={
            **os.environ, "MUSE_HOME": str(tmp_path / "home"),
            "PYTHONPATH": os.pathsep.join([str(tests), os.environ.get("PYTHONPATH", "")]),
        },
    )  # fmt: skip
    assert done.stdout, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert len(told) == 10
    assert {name: said for name, said in told.items() if said != "ok"} == {}, done.stderr[-3000:]
