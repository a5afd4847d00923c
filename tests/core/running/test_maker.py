"""A maker, in this process: what it is told, what it tells, and how it ends."""

import io
import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import muse
from muse import Host, ModelSource
from muse.contract.order import Order
from muse.running import maker, makers, part


@pytest.fixture
def host(planted_bricks: Path) -> Iterator[Host]:
    with Host() as made:
        yield made


def ordered(host: Host, **fields: Any) -> dict[str, Any]:
    """Return as JSON the order for a brick of a wall, as another process gets it."""
    with host.stream("wall.plain", seed=4) as stream:
        item = stream.run.items[0]
        wanted = Order("brick.clay", "brick-1", fields=fields, item=item)
        brick, there = stream.run.composer.looked_for(wanted)  # type: ignore[union-attr]
        with brick:
            assert not there
            told: dict[str, Any] = json.loads(json.dumps(makers.order(brick)))
            return told


def test_a_maker_tells_events_and_then_the_id(host: Host) -> None:
    told: list[dict[str, Any]] = []
    order = ordered(host, prompt="blue", slow=0.05)
    maker.Maker(host, told.append).make(order)
    assert told[0] == {"progress": [1, 2, "baking"]}
    _, made = host.library.find_exactly(told[-1]["made"])
    assert made.seed == order["seed"]
    assert host.library.parts.made(order["key"]) == [made.id]


def test_a_maker_tells_why_there_is_nothing(host: Host) -> None:
    told: list[dict[str, Any]] = []
    own = maker.Maker(host, told.append)
    own.make(ordered(host, prompt="fail"))
    assert told[-1] == {
        "kind": "GenerationError",
        "message": "the oven is cold",
        "hint": "heat it",
        "exit_code": 1,
    }
    own.make({**ordered(host), "fields": 7})
    assert told[-1]["message"].startswith("internal error: TypeError")
    order = ordered(host, slow=30.0)
    own.stop()  # before it has begun
    own.make(order)
    assert told[-1] == {"kind": "Cancelled"}


def test_a_maker_makes_what_stdin_asks_for_and_ends(
    host: Host, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = [json.dumps(ordered(host, prompt=colour)) for colour in ("green", "grey")]
    lines.append(json.dumps({"stop": True}))
    stdin = io.BytesIO("\n".join(lines).encode())
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stdin))
    ends: list[int] = []
    monkeypatch.setattr(maker.os, "_exit", ends.append)
    monkeypatch.setattr(maker, "_IDLE", 0.5)
    stdout, handler = os.dup(1), signal.getsignal(signal.SIGINT)
    try:
        maker.main(host.library.folder)
    finally:
        os.dup2(stdout, 1)
        os.close(stdout)
        signal.signal(signal.SIGINT, handler)
    told = [json.loads(line) for line in capfd.readouterr().out.splitlines() if line[:1] == "{"]
    assert len([each for each in told if each.keys() & {"made", "kind"}]) == 2
    assert ends == [0, 0]  # of who listens, and of who waited for more


def test_a_part_is_taken_only_with_the_weights_it_was_made_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = SimpleNamespace(name="owner/net")
    now = {"files": {"net.safetensors": "b"}}
    monkeypatch.setattr("muse.weights.find.find", lambda value, **options: found)
    monkeypatch.setattr("muse.weights.find.pin", lambda weights: now)
    request: Any = SimpleNamespace(condition=[("model", ModelSource("owner/net")), ("seed", 1)])
    for then, same in (("b", True), ("a", False)):
        pins = {"owner/net": {"files": {"net.safetensors": then, "only.then": "c"}}}
        assert part._pins_hold(request, {"weights": pins}) is same
    assert part._pins_hold(request, {})

    def gone(value: str, **options: Any) -> None:
        raise muse.NotReady("it isn't here")

    monkeypatch.setattr("muse.weights.find.find", gone)
    assert part._pins_hold(request, {"weights": {"owner/net": {"files": {"x": "y"}}}})


def test_what_a_work_hands_over_is_a_file_where_it_is_one(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    path.write_bytes(b"abc")
    (given,) = part.handed([path])
    assert (given.path, given.name) == (path, "sound.wav")
    assert part.handed({"a": 1}) == {"a": 1}
    with pytest.raises(muse.PluginError, match=r"can't be read"):
        part.handed(tmp_path / "none")
