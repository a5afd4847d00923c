"""How a run is made again: the command with all that was asked."""

import shlex

import pytest

from muse.library.records import RunRecord
from muse.running import again


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"prompt": "a lake & 'stars'"}, ["--prompt", "a lake & 'stars'"]),
        ({"drums": True, "band": False}, ["--drums", "--no-band"]),
        ({"label": ["a", "b"]}, ["--label", "a", "--label", "b"]),
        ({"init": {"name": "me.png", "sha256": "0" * 64}}, ["--init", "me.png"]),
        ({"schema": {"a": 1}}, ["--schema", '{"a": 1}']),
        ({"mood": None}, []),
        ({"guidance": 1.5}, ["--guidance", "1.5"]),
    ],
)
def test_each_kind_of_field_is_an_option(asked: dict[str, object], words: list[str]) -> None:
    told = shlex.split(again.command("zoo.dots", asked, 7))
    assert told == ["muse", "run", "zoo.dots", *words, "--seed", "7"]


def test_a_training_is_trained_again() -> None:
    assert again.command("image.vae:train", {}, 1) == "muse train image.vae --seed 1"


@pytest.mark.parametrize(
    ("condition", "asked", "seed"), [({"seed": 3}, {}, 3), ({}, {"seed": 4}, 4), ({}, {}, 0)]
)
def test_the_seed_is_that_of_the_run(
    condition: dict[str, int], asked: dict[str, int], seed: int
) -> None:
    names = ("x", 0.0, "zoo", "zoo.dots", "1", "", asked, "failed", None, None)
    fields = ("id", "created", "medium", "generator", "version", "prompt", "asked", "status")
    values = dict(zip((*fields, "seconds", "error"), names, strict=True))
    run = RunRecord(**values, condition=condition, artifacts=[])
    assert again.of(run).endswith(f"--seed {seed}")
