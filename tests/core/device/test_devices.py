"""Runs that lease weights: through the host, on a pretended card and on torch's CPU."""

import decimal
import errno
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from muse import (
    Artifact,
    Condition,
    Event,
    Generator,
    Host,
    PluginError,
    Progress,
    RequestError,
    Run,
    Stream,
)
from muse.cli import call
from muse.device.component import GIB, Component, OutOfMemory, Placement
from muse.device.devices import Devices, ask_to_stop, everywhere
from muse.device.peaks import Peaks
from muse.entry_points import Index
from muse.testing.card import Card, OutOfMemoryError, component
from waiting import until

FULL = ("full", "sequential", "cpu")


class Painter(Generator[Condition]):
    """Paints with a pretended model."""

    components = {"unet": component("sd/unet", 3), "vae": component("sd/vae", 0.5)}
    card: Card
    problems: list[BaseException] = []
    strategies: tuple[str, ...] = ("full",)
    used: list[str] = []

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        for item in run.items:
            with run.lease(
                "unet", "vae", working=GIB, size=64, strategies=self.strategies
            ) as lease:
                self.used.append(lease.strategy)
                if self.problems and item.index:
                    raise self.problems.pop(0)
                for module in lease:
                    with lease.on(module), self.card.work(GIB // 2):
                        pass
            yield Artifact({".bin": bytes([item.seed % 256])}, item)


class Writer(Generator[Condition]):
    """Writes with another pretended model."""

    components = {"lm": component("llm", 6)}

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        with run.lease("lm"):
            for item in run.items:
                yield Artifact({".bin": b"text"}, item)


@pytest.fixture
def card(monkeypatch: pytest.MonkeyPatch) -> Card:
    """A pretended card that every host finds."""
    made = Card()
    monkeypatch.setattr("muse.device.devices.pick", lambda wanted, **how: "cuda:0")
    monkeypatch.setattr("muse.device.devices.choose_dtype", lambda device: ("float16", "pretended"))
    monkeypatch.setattr(Painter, "card", made, raising=False)
    monkeypatch.setattr(Painter, "problems", [])
    monkeypatch.setattr(Painter, "used", [])
    monkeypatch.setattr(Painter, "strategies", ("full",))
    return made


@pytest.fixture
def shared(card: Card, tmp_path: Path) -> Iterator[Host]:
    """A host with the pretended card and two generators."""
    offers = {"zoo.painter": Painter, "zoo.writer": Writer}
    folders = {"library": tmp_path / "lib", "config": tmp_path / "c.toml"}
    with Host(**folders, index=Index([]), offers=offers) as host:
        host.devices = Devices(backend=lambda: card)  # type: ignore[misc]
        yield host


def test_two_generators_take_turns_on_a_card_too_small_for_both(shared: Host, card: Card) -> None:
    for generator in ("painter", "writer", "painter", "painter", "writer"):
        shared.run("zoo", generator=generator, seed=1)
    assert card.loads == ["sd/unet", "sd/vae", "llm"], "afterwards they only move"
    assert card.broken == []
    rows = shared.devices.loaded()
    assert {row["component"]: row["where"] for row in rows}["llm"] == "cuda:0"


def test_what_is_loaded_can_be_seen_and_stopped_from_outside(
    shared: Host, card: Card, capsys: pytest.CaptureFixture, home: Path
) -> None:
    assert call(["ps"]) == 0
    assert "no weights are loaded" in capsys.readouterr().err
    shared.run("zoo", generator="painter", seed=1)
    assert call(["ps"]) == 0
    out = capsys.readouterr().out
    for part in ("sd/unet", "zoo.painter", "3.2 GB", "cuda:0", str(os.getpid())):
        assert part in out
    assert call(["ps", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2
    assert call(["stop", "nobody"]) == 2
    assert "muse ps" in capsys.readouterr().err
    assert call(["stop", "sd/vae"]) == 0
    until(lambda: len(everywhere()) == 1)
    assert call(["stop"]) == 0
    until(lambda: not shared.devices.loaded())
    assert card.modules == []


def test_the_telling_of_a_dead_process_is_removed(home: Path) -> None:
    folder = home / "cache" / "loaded"
    folder.mkdir(parents=True)
    folder.joinpath("999999999.json").write_text("[{}]")
    folder.joinpath(f"{os.getpid()}.json").write_text("{ half")
    assert everywhere() == []
    assert not folder.joinpath("999999999.json").exists()


def test_keep_alive_of_a_run(shared: Host, card: Card) -> None:
    shared.run("zoo", generator="painter", seed=1, keep_alive=0)
    assert shared.devices.loaded() == []
    shared.run("zoo", generator="painter", seed=1, keep_alive=50)
    card.now += 51
    until(lambda: not shared.devices.loaded())


def test_a_run_holds_one_lease_at_a_time(shared: Host) -> None:
    class Greedy(Painter):
        """Asks for a second lease."""

        def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
            with run.lease("unet"), run.lease("vae"):
                yield Artifact({".bin": b""}, run.items[0])

    shared.plugins.offer("zoo.greedy", Greedy)
    with pytest.raises(PluginError, match=r"zoo\.greedy asks for a lease while zoo\.greedy holds"):
        shared.run("zoo", generator="greedy")
    with shared.stream("zoo", generator="writer") as stream:
        next(stream)
        with pytest.raises(PluginError, match=r"zoo\.painter asks .* while zoo\.writer holds"):
            shared.run("zoo", generator="painter")
    shared.run("zoo", generator="painter")
    assert all(not row["leased"] for row in shared.devices.loaded())


@pytest.mark.parametrize("driven", [True, False])
def test_a_run_inside_a_leased_run_fails_at_once(shared: Host, driven: bool) -> None:
    class Nested(Writer):
        """Runs another generator while it holds a lease."""

        def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
            with run.lease("lm"):
                yield Progress(0, 1)
                if driven:
                    yield from run.drive(lambda emit: shared.run("zoo", generator="painter"))
                else:
                    shared.run("zoo", generator="painter")

    shared.plugins.offer("zoo.nested", Nested)
    failed: list[BaseException] = []

    def end(stream: Stream) -> None:
        try:
            stream.finish()
        except PluginError as error:
            failed.append(error)

    stream = shared.stream("zoo", generator="nested")
    assert isinstance(next(stream), Progress)
    other = threading.Thread(target=end, args=(stream,), daemon=True)  # as a server may go on
    other.start()
    other.join(10)
    assert not other.is_alive()
    assert "zoo.painter asks for a lease while zoo.nested holds one" in str(failed[0])
    assert all(not row["leased"] for row in shared.devices.loaded())
    shared.run("zoo", generator="painter")


def test_what_a_generator_sets_in_its_context_stays_there(shared: Host) -> None:
    class Precise(Generator[Condition]):
        """Sets the precision of decimals."""

        def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
            decimal.setcontext(decimal.Context(prec=5))
            yield Progress(0, 1)
            yield Artifact({".bin": str(decimal.Decimal(1) / 3).encode()}, run.items[0])

    shared.plugins.offer("zoo.precise", Precise)
    assert shared.run("zoo", generator="precise").artifacts[0].contents[".bin"] == b"0.33333"
    assert decimal.getcontext().prec == 28


def test_components_have_to_be_declared(shared: Host) -> None:
    class Wrong(Painter):
        """Misspells a component."""

        def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
            with run.lease("unett"):
                yield Artifact({".bin": b""}, run.items[0])

    shared.plugins.offer("zoo.wrong", Wrong)
    with pytest.raises(PluginError, match="'unett', but its components are unet, vae"):
        shared.run("zoo", generator="wrong")
    with pytest.raises(PluginError, match="without a host"):
        Run(id="r", generator="zoo.x", items=(), formats=()).lease("unet")


def test_out_of_memory_in_the_work_is_tried_again_for_what_is_not_made(
    shared: Host, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared.run("zoo", generator="writer")
    monkeypatch.setattr(Painter, "strategies", FULL)
    monkeypatch.setattr(Painter, "problems", [OutOfMemoryError("CUDA out of memory")] * 2)
    result = shared.run("zoo", generator="painter", seed=1, count=3)
    assert [artifact.seed for artifact in result] == [1, 2, 3]
    assert Painter.used == ["full", "full", "full", "sequential", "sequential"]
    assert "llm" not in [row["component"] for row in shared.devices.loaded()]


def test_out_of_memory_on_every_rung_ends_in_one_line_and_leaks_nothing(
    shared: Host, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Painter, "strategies", FULL)
    monkeypatch.setattr(Painter, "problems", [OutOfMemoryError("CUDA out of memory")] * 9)
    with pytest.raises(OutOfMemory) as raised:
        shared.run("zoo", generator="painter", count=2)
    assert str(raised.value) == (
        "zoo.painter ran out of memory on cuda:0, even cpu; "
        "lower count, choose a smaller model, or use --device cpu"
    )
    assert all(not row["leased"] for row in shared.devices.loaded())
    shared.devices.relieve()
    assert card.modules == []
    monkeypatch.setattr(Painter, "problems", [ValueError("something else")])
    with pytest.raises(Exception, match="ValueError: something else"):
        shared.run("zoo", generator="painter", count=2)


def test_working_memory_is_learned_by_size_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "working.json"
    learned = Peaks(path)
    assert learned.guess("image.x", "cuda:0", 1000, 5) == 5
    learned.learn("image.x", "cuda:0", 1000, 1000)
    assert Peaks(path).guess("image.x", "cuda:1", 1000, 5) == 1100
    assert learned.guess("image.x", "cuda:0", 4000, 5) == 5
    assert learned.guess("image.x", "cpu", 1000, 5) == 5
    learned.learn("image.x", "cuda:0", 1000, 200)
    assert learned.guess("image.x", "cuda:0", 1000, 5) == 880
    learned.learn("image.x", "cuda:0", 1000, 900)
    learned.learn("image.x", "cuda:0", 1000, 900)
    assert learned.guess("image.x", "cuda:0", 1000, 5) == 990
    path.write_text("[1, 2")
    assert Peaks(path).guess("image.x", "cuda:0", 1000, 5) == 5
    blocked = Peaks(path / "below")
    blocked.learn("image.x", "cuda:0", 1, 1)


def test_a_measured_peak_reserves_the_next_run(
    shared: Host, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Card, "peak", lambda self, device: int(5.5 * GIB))
    shared.run("zoo", generator="painter", seed=1)
    expected = int((5.5 - 3.5) * GIB * 1.1)
    assert shared.devices.peaks.guess("zoo.painter", "cuda:0", 64, 0) == expected


def test_a_closed_host_tells_of_nothing(shared: Host) -> None:
    shared.run("zoo", generator="painter", seed=1)
    assert everywhere()
    shared.close()
    assert everywhere() == []
    shared.devices.tell()
    assert everywhere() == []
    ask_to_stop(os.getpid(), ["x"])


def test_a_cache_that_can_not_be_written_to_keeps_no_host_from_closing(
    shared: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared.run("zoo", generator="painter", seed=1)
    closed = []
    monkeypatch.setattr(shared.workers, "close", lambda: closed.append(True))

    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        shared.close()
    assert closed, "what comes after it is closed too"


# -- torch


def linear(placement: Placement) -> object:
    import torch
    from safetensors.torch import load_file

    with torch.device("meta"):
        module = torch.nn.Linear(64, 64)
    weights = load_file(placement.component.source, device=placement.device)
    module.load_state_dict(weights, assign=True)
    return module.to(getattr(torch, placement.dtype))


class Neural(Generator[Condition]):
    """Multiplies by a matrix."""

    source = ""

    def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
        import torch

        part = Component(self.source, linear, size=64 * 65 * 4)
        with run.lease(part) as (module,), torch.inference_mode():
            for item in run.items:
                out = module(torch.randn(1, 64, generator=item.torch))
                yield Artifact({".bin": out.numpy().tobytes()}, item)


class Neural2(Neural):
    """Multiplies by the same matrix, or another."""


@pytest.mark.neural
def test_on_torch_two_generators_share_weights_and_load_each_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch
    from safetensors.torch import save_file

    weights = {"weight": torch.eye(64), "bias": torch.ones(64)}
    for name in ("a", "b"):
        save_file(weights, tmp_path / f"{name}.safetensors")
    monkeypatch.setattr(Neural, "source", str(tmp_path / "a.safetensors"))
    offers = {"zoo.one": Neural, "zoo.two": Neural2}
    folders = {"library": tmp_path / "lib", "config": tmp_path / "c.toml"}
    with Host(**folders, index=Index([]), offers=offers) as host:
        for _ in range(3):
            one = host.run("zoo", generator="one", seed=7, device="cpu")
            two = host.run("zoo", generator="two", seed=7, device="cpu")
        residents = host.devices.manager("cpu").residents
        assert residents.loads == 1
        assert one.data == two.data
        expected = torch.randn(1, 64, generator=torch.Generator().manual_seed(7)) + 1
        assert torch.equal(torch.frombuffer(bytearray(one.data), dtype=torch.float32), expected[0])
        monkeypatch.setattr(Neural2, "source", str(tmp_path / "b.safetensors"))
        for _ in range(3):
            host.run("zoo", generator="one", seed=7, device="cpu")
            host.run("zoo", generator="two", seed=7, device="cpu")
        assert residents.loads == 2
        row = host.devices.loaded()[0]
        assert (row["size"], row["where"]) == (64 * 65 * 4, "cpu")
        assert host.devices.relieve() == 2 * 64 * 65 * 4


@pytest.mark.neural
def test_the_recipe_pins_the_weights_and_reproduce_tells_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch
    from safetensors.torch import save_file

    from muse.running.reproduce import again, compare, origin

    class Pinned(Neural):
        """Finds its weights first."""

        def generate(self, condition: Condition, run: Run) -> Iterator[Event]:
            weights = run.weights(self.source)
            with run.lease(Component(str(weights.path), linear, size=weights.size)) as (module,):
                made = module(torch.ones(1, 64)).detach().numpy().tobytes()
            yield Artifact({".bin": made}, run.items[0])

    path = tmp_path / "secret" / "a.safetensors"
    path.parent.mkdir()
    save_file({"weight": torch.eye(64), "bias": torch.ones(64)}, path)
    monkeypatch.setattr(Neural, "source", str(path))
    with Host(library=tmp_path / "lib", config=tmp_path / "c.toml", index=Index([])) as host:
        host.plugins.offer("zoo.pinned", Pinned)
        result = host.run("zoo", seed=1, device="cpu")
        pins = result.recipe["weights"]
        assert list(pins) == ["a.safetensors"]
        assert len(next(iter(pins["a.safetensors"]["files"].values()))) == 64
        assert "secret" not in json.dumps(result.recipe)
        known = origin(host, result.id)
        assert compare(host, known, again(host, known).finish()[0]).verdict == "identical"
        host.devices.relieve()
        save_file({"weight": torch.eye(64) * 2, "bias": torch.ones(64)}, path)
        found = compare(host, known, again(host, known).finish()[0])
        assert found.verdict == "different"
        assert found.differences == {"weights a.safetensors": ["-", "- (1 other files)"]}


@pytest.mark.neural
def test_a_module_can_be_streamed_and_is_as_it_was_afterwards() -> None:
    import torch

    from muse.device.torch_backend import TorchBackend

    module = torch.nn.Sequential(torch.nn.Linear(8, 8), torch.nn.ReLU(), torch.nn.Linear(8, 8))
    x = torch.ones(1, 8)
    with torch.inference_mode():
        plain = module(x)
        undo = TorchBackend().offload(module, "cpu")
        assert {p.device.type for p in module.parameters()} == {"meta"}, "nothing stays in place"
        assert torch.equal(module(x), plain)
        undo()
        assert {p.device.type for p in module.parameters()} == {"cpu"}
        assert torch.equal(module(x), plain)


@pytest.mark.neural
def test_the_torch_backend_moves_and_lets_go() -> None:
    import weakref

    import torch

    from muse.device.torch_backend import TorchBackend

    backend = TorchBackend()
    part = Component("x", lambda placement: torch.nn.Linear(256, 256), size=1)
    module = backend.load(Placement(part, "cpu", "float32"))
    assert backend.memory("cpu").allocated == backend.size(module) == 256 * 257 * 4
    assert 0 < backend.memory("cpu").free <= backend.memory("cpu").total
    backend.move(module, "cpu")
    assert backend.peak("cpu") is None
    backend.reset_peak("cpu")
    seen = weakref.ref(module)
    del module
    backend.collect("cpu")
    assert seen() is None
    assert backend.memory("cpu").allocated == 0
    assert backend.clock() <= backend.clock()


def test_devices_are_picked_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    from muse.device import hardware

    assert hardware.pick("cpu") == "cpu"
    assert hardware.choose_dtype("cpu")[0] == "float32"
    assert hardware.choose_dtype("mps")[0] == "float16"
    assert hardware.available_memory() > 0
    monkeypatch.setattr(hardware, "find_spec", lambda name: None)
    assert hardware.pick() == "cpu"
    with pytest.raises(RequestError, match=r"'cuda' needs torch; pip install"):
        hardware.pick("cuda")


@pytest.mark.neural
def test_a_device_that_is_not_there_names_those_that_are(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    from muse.device import hardware

    with pytest.raises(RequestError, match=r"there is no 'tpu' here; there are .*cpu"):
        hardware.pick("tpu")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda card: (int(card[-1]) + 1, 9))
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda including_emulation: False)
    assert hardware.pick() == "cuda:1"
    assert hardware.pick("cuda:0") == "cuda:0"
    assert hardware.choose_dtype("cuda:0")[0] == "float16"
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda including_emulation: True)
    assert hardware.choose_dtype("cuda:0")[0] == "bfloat16"
