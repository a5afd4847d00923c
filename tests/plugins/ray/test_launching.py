"""One training in several processes of a cluster."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ray")

from muse import NotReady
from muse_ray.launching import launch

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning")


class Said:
    """What the processes said."""

    def __init__(self) -> None:
        self.out = self.err = b""

    def __call__(self, line: bytes, is_error: bool) -> None:
        if is_error:
            self.err += line
        else:
            self.out += line


def test_each_process_knows_which_it_is_and_the_first_is_heard(
    cluster: Any, tmp_path: Path
) -> None:
    said = Said()
    code = launch(["errand", str(tmp_path)], address=None, processes=2, say=said)
    assert (code, said.out, said.err) == (0, b"process 0 speaks\n", b"")
    first, second = (tmp_path.joinpath(rank).read_text().split() for rank in "01")
    assert first[:4] == ["0", "2", "0", "2"]
    assert second[:4] == ["1", "2", "1", "2"]
    assert first[4:] == second[4:]
    assert first[4] == "127.0.0.1"


def test_the_exit_code_of_one_that_fails_is_told_with_its_words(
    cluster: Any, tmp_path: Path
) -> None:
    said = Said()
    asked = ["errand", str(tmp_path), "--fail", "1"]
    assert launch(asked, address=None, processes=2, say=said) == 3
    assert b"it can't" in said.err


def test_more_processes_than_there_is_room_for(cluster: Any, tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="99 need a CPU each, and the cluster has 2"):
        launch(["errand", str(tmp_path)], address=None, processes=99, say=Said())


@pytest.mark.slow
@pytest.mark.neural
def test_the_weights_are_those_of_torchrun(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    options = "--data digits --size 8 --steps 6 --batch 8 --seed 3"
    asked = ["train", "image.vae", *options.split(), "-o"]
    assert launch([*asked, "ray.safetensors"], address=None, processes=2, say=Said()) == 0
    torchrun = [
        sys.executable,
        "-m",
        "torch.distributed.run",
        "--nproc-per-node",
        "2",
        "-m",
        "muse",
    ]
    subprocess.run([*torchrun, *asked, "torchrun.safetensors"], check=True, env={**os.environ})
    ours, theirs = (
        hashlib.sha256(tmp_path.joinpath(f"{name}.safetensors").read_bytes()).hexdigest()
        for name in ("ray", "torchrun")
    )
    assert ours == theirs
