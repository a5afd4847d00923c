"""The device room: what the machine has, and torch's randomness."""

import builtins

import pytest

from muse import Item
from muse.contract.run import Run
from muse.device import hardware


def test_the_survey_tells_cores_and_memory() -> None:
    found = hardware.survey()
    assert found["cores"] >= 1
    assert found["memory"] is None or found["memory"] > 2**28


def test_a_broken_torch_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: object, **more: object) -> object:
        if name == "torch":
            raise OSError("libcudart is missing")
        return real(name, *rest, **more)

    monkeypatch.setattr(hardware, "find_spec", lambda name: object())
    monkeypatch.setattr(builtins, "__import__", refuse)
    assert hardware.survey()["torch"] == "broken: libcudart is missing"
    monkeypatch.setattr(hardware, "find_spec", lambda name: None)
    assert hardware.survey()["torch"] is None


def test_systems_that_do_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.delattr(os, "sysconf", raising=False)
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert hardware.memory() is None
    assert hardware.cores() >= 1


@pytest.mark.neural
def test_an_item_has_a_torch_generator_of_its_own() -> None:
    import torch

    one = torch.rand(3, generator=Item(0, 7).torch)
    assert torch.equal(one, torch.rand(3, generator=Item(2, 7).torch))
    assert not torch.equal(one, torch.rand(3, generator=Item(0, 8).torch))


@pytest.mark.neural
def test_the_global_generator_is_lent_seeded_and_given_back() -> None:
    import torch

    run = Run(id="r", generator="zoo.x", items=(), formats=())
    torch.manual_seed(1)
    before = torch.random.get_rng_state()
    with run.global_seed(Item(0, 7)):
        drawn = torch.rand(3)
    assert torch.equal(torch.random.get_rng_state(), before)
    torch.manual_seed(7)
    assert torch.equal(torch.rand(3), drawn)


@pytest.mark.neural
def test_the_survey_names_the_torch_there_is() -> None:
    import torch

    assert hardware.survey()["torch"] == torch.__version__
