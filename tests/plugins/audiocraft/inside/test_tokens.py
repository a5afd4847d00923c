"""Tokens are those of audiocraft called directly, on the same model, seed and words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny
import torch
from muse_audiocraft.composing import Composer, Parts, Wish
from muse_audiocraft.library import audiocraft
from muse_audiocraft.sound import Sound

from muse import Component, Placement
from muse_audiocraft import beside, kinds, parts

WORDS = "a calm piano"


def load(component: Component) -> Any:
    return component.load(Placement(component, "cpu", "float32"))


def composer(folder: Path, separator: bool = False) -> Composer:
    """Return what the plugin makes of a model's folder."""
    audiocraft()
    more = {}
    if (folder / "MERT-v1-95M").is_dir():
        more["hears"] = load(Component(str(folder / "MERT-v1-95M"), beside.load_mert, 1))
    if separator:
        more["separator"] = load(Component(str(folder / "HTDemucs"), beside.load_separator, 1))
    held = Parts(
        load(parts.model(folder, None)),
        load(parts.codec(folder, None)),
        "cpu",
        load(Component(str(folder / "t5-small"), beside.load_t5, 1)),
        **more,
    )
    return Composer(held, kinds.of(parts.config(folder)))


def wish(**fields: Any) -> Wish:
    numbers = {"seconds": 1.2, "overlap": 2.0, "guidance": 3.0, "temperature": 0.9, "top_k": 20}
    return Wish(**{"text": WORDS, "negative": "", **numbers, **fields})


def ours(composer: Composer, asked: Wish, seed: int = 5) -> torch.Tensor:
    torch.manual_seed(seed)
    return composer.tokens(asked, [seed], lambda: None)[0]


def direct(folder: Path, cls: str, call: str, *args: Any, **how: Any) -> torch.Tensor:
    """Return the tokens of audiocraft's own class from a folder, by one of its methods."""
    from audiocraft import models

    duration = how.pop("duration", 1.2)
    apart = how.pop("demucs", True)
    with tiny.at(folder), tiny.separating(folder / "HTDemucs"):
        model = getattr(models, cls).get_pretrained(str(folder), device="cpu")
    if not apart:
        model.lm.condition_provider.conditioners["self_wav"]._get_stemmed_wav = lambda wave, _: wave
    if cls == "MAGNeT":
        model.set_generation_params(**how)
    else:
        how = {"temperature": 0.9, "top_k": 20, "cfg_coef": 3.0, "extend_stride": 4.0, **how}
        model.set_generation_params(duration=duration, **how)
    torch.manual_seed(5)
    return getattr(model, call)(*args, return_tokens=True)[1]


@contextmanager
def random_seed(seed: int) -> Iterator[None]:
    kept = random.getstate()
    random.seed(seed)
    yield
    random.setstate(kept)


def tune(seconds: float, rate: int = tiny.RATE) -> Sound:
    time = np.arange(int(seconds * rate)) / rate
    pitch = 220 * 2 ** (np.floor(time * 2) / 12)
    wave = 0.3 * np.sin(2 * np.pi * np.cumsum(pitch) / rate)
    return Sound(wave[None].astype(np.float32), rate)


def wave(sound: Sound) -> torch.Tensor:
    return torch.from_numpy(sound.samples)


@pytest.mark.parametrize(
    ("kind", "cls"), [("musicgen", "MusicGen"), ("stereo", "MusicGen"), ("audiogen", "AudioGen")]
)
def test_words(models: dict[str, Path], kind: str, cls: str) -> None:
    seen: list[int] = []
    made = composer(models[kind])
    torch.manual_seed(5)
    tokens, given = made.tokens(wish(), [5], lambda: seen.append(1))
    theirs = direct(models[kind], cls, "generate", [WORDS])
    assert tokens.shape == (1, tiny.BOOKS * (2 if kind == "stereo" else 1), 60)
    assert given == 0
    assert torch.equal(tokens, theirs)
    assert len(seen) == made.steps(wish()) == 63
    assert not torch.equal(tokens, ours(made, wish(), 6))
    assert not torch.equal(tokens, ours(made, wish(text="drums")))
    assert not torch.equal(tokens, ours(made, wish(negative="drums")))


def test_a_melody(models: dict[str, Path]) -> None:
    folder, melody = models["melody"], tune(3.0)
    heard = (wave(melody)[None], tiny.RATE)
    apart = composer(folder, separator=True)
    with random_seed(0):  # demucs shifts by chance what it takes apart
        theirs = direct(folder, "MusicGen", "generate_with_chroma", [WORDS], *heard)
    assert torch.equal(ours(apart, wish(melody=melody)), theirs)
    whole = composer(folder)
    without = direct(folder, "MusicGen", "generate_with_chroma", [WORDS], *heard, demucs=False)
    made = ours(whole, wish(melody=melody))
    assert torch.equal(made, without)
    assert not torch.equal(made, ours(whole, wish()))
    assert torch.equal(ours(whole, wish()), direct(folder, "MusicGen", "generate", [WORDS]))


def test_a_continuation(models: dict[str, Path]) -> None:
    start = tune(3.0)
    asked = wish(start=start, overlap=2.0)
    theirs = direct(
        models["musicgen"],
        *("MusicGen", "generate_continuation", wave(start.part(1.0, 2.0))[None], tiny.RATE),
        [WORDS],
        duration=3.2,
    )
    made = composer(models["musicgen"])
    assert torch.equal(ours(made, asked), theirs)
    assert made.tokens(asked, [5], lambda: None)[1] == 100


def test_a_piece_longer_than_the_window(models: dict[str, Path]) -> None:
    made = composer(models["musicgen"])
    asked = wish(seconds=23.1, overlap=4.0)
    theirs = direct(
        models["musicgen"], "MusicGen", "generate", [WORDS], duration=23.1, extend_stride=16.0
    )
    tokens = ours(made, asked)
    assert tokens.shape[-1] == 1155
    assert torch.equal(tokens, theirs)
    assert made.seams(asked) == [20.0]


def test_a_style(models: dict[str, Path]) -> None:
    folder, like = models["style"], tune(4.0)
    made = composer(folder)
    asked = wish(like=like, excerpt=2.0, closeness=2)
    from audiocraft.models import MusicGen, loaders
    from omegaconf import OmegaConf

    cfg = OmegaConf.create(tiny.language("style"))
    model = tiny.built(folder, cfg)
    model.load_state_dict(torch.load(folder / "state_dict.bin", weights_only=True)["best_state"])
    model.cfg = cfg
    style = model.condition_provider.conditioners["self_wav"]
    style.eval_q = 2
    gen = MusicGen("style", loaders.load_compression_model(folder), model)
    gen.set_generation_params(duration=1.2, top_k=20, temperature=0.9)
    torch.manual_seed(5)
    heard = wave(like.part(1.0, 2.0))[None]
    theirs = gen.generate_with_chroma([WORDS], heard, tiny.RATE, return_tokens=True)[1]
    tokens = ours(made, asked)
    assert torch.equal(tokens, theirs)
    for other in (wish(), wish(like=like, excerpt=2.0, closeness=6), wish(like=tune(4.0, 4000))):
        assert not torch.equal(tokens, ours(made, other))


def test_magnet(models: dict[str, Path]) -> None:
    made = composer(models["magnet"])
    asked = wish(guidance=10.0, temperature=3.0, top_k=0, top_p=0.9, steps=6)
    steps = {"decoding_steps": [6, 3, 3, 3]}
    theirs = direct(models["magnet"], "MAGNeT", "generate", [WORDS], **steps)
    assert torch.equal(ours(made, asked), theirs)
    assert theirs.shape[-1] in range(198, 201) and made.steps(asked) == 15
    start = tune(1.0)
    theirs = direct(
        *(models["magnet"], "MAGNeT", "generate_continuation"),
        *(wave(start)[None], tiny.RATE, [WORDS]),
        **steps,
    )
    from dataclasses import replace

    assert torch.equal(ours(made, replace(asked, start=start)), theirs)


def test_each_row_of_a_batch_draws_what_it_would_alone(models: dict[str, Path]) -> None:
    for kind in ("musicgen", "magnet"):
        made = composer(models[kind])
        asked = wish(top_p=0.8 if kind == "magnet" else 0.0, steps=4)
        rows = made.tokens(asked, [7, 8, 9], lambda: None)[0]
        alone = torch.cat([ours(made, asked, seed) for seed in (7, 8, 9)])
        assert (rows == alone).float().mean() > 0.95, kind
