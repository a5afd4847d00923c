"""Joining a cluster, starting one, and what is said where neither can be."""

import os
import socket
import sys
import tempfile
from pathlib import Path

import pytest

from muse import NotReady, RequestError
from muse_ray.cluster import Cluster


def test_addresses_that_are_none() -> None:
    for address in ("ray://", "ray://:10001", "ray://host:door"):
        with pytest.raises(RequestError, match="is no address of a cluster; such as ray://host"):
            Cluster(address)


def test_where_ray_is_missing_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(NotReady, match=r"needs Ray: .*; pip install \"muse-host\[ray\]\""):
        Cluster()


@pytest.mark.parametrize("told", ["ray://127.0.0.1:{}", "127.0.0.1:{}"])
def test_nobody_answers(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray")
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        address = told.format(taken.getsockname()[1])
        if told.startswith("ray"):
            given: str | None = address
        else:
            given = None
            monkeypatch.setenv("RAY_ADDRESS", address)
        with pytest.raises(NotReady, match=f"nobody answers at {address}"):
            Cluster(given)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning")
def test_a_cluster_of_its_own_listens_here_alone_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("ray")
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("ray._private.ray_constants.ENABLE_RAY_CLUSTER", False)
    before = dict(os.environ), set(Path(tempfile.gettempdir()).iterdir())
    for _ in range(2):  # one after the other, in one process
        with Cluster(cores=1) as cluster:
            assert cluster.is_own
            assert cluster.has("CPU") == 1
            assert cluster.ray.nodes()[0]["NodeManagerAddress"] == "127.0.0.1"
            assert cluster.ray.get(cluster.ray.remote(lambda: 7).remote()) == 7
    told = {"RAY_USAGE_STATS_ENABLED", "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "PYTHONBREAKPOINT"}
    assert {k for k, v in os.environ.items() if before[0].get(k) != v} <= told
    assert not {
        p.name
        for p in set(Path(tempfile.gettempdir()).iterdir()) - before[1]
        if p.name.startswith("muse-ray")
    }
    assert not tmp_path.joinpath(".ray").exists()
    assert capfd.readouterr() == ("", "")
