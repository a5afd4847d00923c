"""A cluster of Ray on this machine, on the loopback, for the tests of a file."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from muse.batches.executor import Place, Task

POINTS = "[muse]\nerrand.run = errands:Errand\n[muse.commands]\nerrand = errands:process\n"


@pytest.fixture(scope="session")
def errands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for PYTHONPATH in which `errands.py` is an installed distribution."""
    folder = tmp_path_factory.mktemp("site")
    info = folder / "muse_errands-1.0.dist-info"
    info.mkdir()
    info.joinpath("METADATA").write_text("Metadata-Version: 2.1\nName: muse-errands\nVersion: 1.0")
    info.joinpath("entry_points.txt").write_text(POINTS)
    folder.joinpath("errands.py").write_text(Path(__file__).with_name("errands.py").read_text())
    return folder


@pytest.fixture(scope="module")
def cluster(errands: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A cluster of one machine with two cores, which RAY_ADDRESS names; more can be added."""
    pytest.importorskip("ray")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ray._private.ray_constants.ENABLE_RAY_CLUSTER", False)  # on the loopback
        patch.setenv("RAY_AUTH_MODE", "disabled")
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patch.setenv("MUSE_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("PYTHONPATH", str(errands), prepend=os.pathsep)
        patch.syspath_prepend(errands)
        from ray.cluster_utils import Cluster

        made = Cluster(initialize_head=True, head_node_args={"num_cpus": 2})
        patch.setenv("RAY_ADDRESS", made.address)
        yield made
        made.shutdown()


@pytest.fixture
def errand(tmp_path: Path) -> Callable[..., Task]:
    """Return a function that makes a task of a number."""

    def make(row: int, generator: str = "errand.run", **fields: Any) -> Task:
        log = {"log": str(tmp_path / "log")} if generator == "errand.run" else {}
        fields = {"seed": row, **log, **fields}
        return Task(f"{tmp_path.name}-{row}", row, f"row-{row}", generator, fields, (".bin",))

    return make


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Where the batches of a file of tests are."""
    folder = tmp_path_factory.mktemp("batch")
    return Place(folder / "library", folder / "out")
