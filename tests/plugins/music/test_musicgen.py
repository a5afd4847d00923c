"""music.musicgen on small models with random weights: what the library does, and what runs add."""

import io
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from muse import Cancelled, Host, InputFile, NotReady, Progress, RequestError
from muse_music.musicgen.condition import MusicgenCondition
from muse_music.musicgen.words import read, told
from plugins.music.musicgen_models import RATE, build

KINDS = {"mono": ("musicgen", 1), "stereo": ("musicgen", 2), "melody": ("musicgen_melody", 1)}


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder for each kind of model."""
    pytest.importorskip("torch")
    root = tmp_path_factory.mktemp("musicgen")
    return {name: build(root / name, *how) for name, how in KINDS.items()}


def _sound(data: bytes) -> np.ndarray:
    import soundfile

    return soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)[0].T


def _run(host: Host, model: Path, **fields: Any) -> Any:
    fields = {"prompt": "a calm piano ballad", "duration": 1.0, "seed": 3, **fields}
    return host.run("music.musicgen", model=str(model), **fields)


def _song(host: Host) -> bytes:
    return host.run("music.midi", style="pop", bars=4, tempo=120, seed=2).data


# -- words


def test_a_chinese_prompt_becomes_english_words() -> None:
    prompt = "一首欢快的流行歌曲,节奏为4/4拍,C大调,用钢琴演奏"
    fields = {name: found.value for name, found in read(prompt).fields.items()}
    words = told(MusicgenCondition(prompt=prompt, **fields))
    assert words.isascii()
    for part in ("happy", "pop", "4/4 time", "C major", "piano"):
        assert part in words


def test_an_english_prompt_stays_and_fields_follow() -> None:
    asked = MusicgenCondition(prompt="a sad violin", tempo=80, style="jazz", mood="sad")
    assert told(asked) == "a sad violin, jazz music, 80 bpm"
    assert told(MusicgenCondition(prompt="rain on a tin roof")) == "rain on a tin roof"


# -- the library


@pytest.mark.neural
@pytest.mark.parametrize("kind", KINDS)
def test_tokens_and_samples_are_the_librarys_own(models: dict[str, Path], kind: str) -> None:
    import torch
    import transformers

    from muse_music.musicgen.model import quiet, tokenizer
    from muse_music.musicgen.windows import Composer, Wish

    melodic = kind == "melody"
    cls = (
        transformers.MusicgenMelodyForConditionalGeneration
        if melodic
        else transformers.MusicgenForConditionalGeneration
    )
    with quiet():
        model = cls.from_pretrained(models[kind]).eval()
    words = tokenizer(models[kind])
    composer = Composer(model, words)
    seen: list[int] = []
    wish = Wish("calm piano", "", 1.2, 10, 3.0, 0.9, 20)
    torch.manual_seed(5)
    tokens, _ = composer.tokens(wish, None, lambda: seen.append(1))
    torch.manual_seed(5)
    inputs = words(["calm piano"], return_tensors="pt")
    direct = model.generate(
        input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"], do_sample=True,
        guidance_scale=3.0, temperature=0.9, top_k=20, max_new_tokens=60 + 3,
    )  # fmt: skip
    assert tokens.shape[-1] == 60
    assert np.array_equal(composer.decode(tokens)[0].samples, direct[0].detach().numpy())
    assert len(seen) == composer.steps(wish) == 63


@pytest.mark.neural
def test_a_fixed_cache_is_used_on_a_card_where_it_draws_the_same(
    models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from muse import Component, Placement
    from muse_music.musicgen import quick
    from muse_music.musicgen.model import load, tokenizer

    def made(kind: str) -> Any:
        part = Component(str(models[kind]), load, size=1)
        return load(Placement(part, "cpu", "float32"))

    inputs = dict(tokenizer(models["mono"])(["calm piano"], return_tensors="pt"))
    inputs.pop("token_type_ids", None)
    model = made("mono")
    assert quick.cache(model, inputs, on_card=False) == {}
    assert quick.cache(model, inputs, on_card=True) == {"cache_implementation": "static"}
    assert quick.cache(made("melody"), inputs, on_card=True) == {}
    other = made("mono")
    plain = other.generate
    monkeypatch.setattr(
        other,
        "generate",
        lambda **how: plain(**how) + ("cache_implementation" in how),
    )
    assert quick.cache(other, inputs, on_card=True) == {}


@pytest.mark.neural
def test_each_row_of_a_batch_draws_what_it_would_alone(models: dict[str, Path]) -> None:
    import torch

    from muse import Component, Placement
    from muse_music.musicgen.model import load, tokenizer
    from muse_music.musicgen.windows import Composer, Wish

    model = load(Placement(Component(str(models["stereo"]), load, size=1), "cpu", "float32"))
    composer = Composer(model, tokenizer(models["stereo"]))
    wish = Wish("calm piano", "", 0.6, 10, 3.0, 1.0, 20)
    alone = []
    for seed in (11, 12, 13):
        torch.manual_seed(seed)
        alone.append(composer.tokens(wish, None, lambda: None)[0][0])
    own = [torch.Generator().manual_seed(seed) for seed in (11, 12, 13)]
    batch, _ = composer.tokens(wish, own, lambda: None)
    for row, single in zip(batch, alone, strict=True):
        assert (row == single).float().mean() > 0.95
    assert not torch.equal(batch[0], batch[1])


@pytest.mark.neural
def test_a_melody_is_the_strongest_pitch_class_of_each_frame() -> None:
    from muse_music.audio.sound import Sound
    from muse_music.musicgen.melody import HOP, chroma

    rate = 32000
    at = np.arange(rate * 2) / rate
    tones = np.concatenate([np.sin(2 * np.pi * f * at) for f in (261.63, 440.0)])
    found = chroma(Sound(tones[None].astype(np.float32), rate), 4.0)
    assert found.shape == (1, 1 + 4 * rate // HOP, 12)
    assert (found.sum(-1) == 1).all()
    names = found[0].argmax(-1).tolist()
    assert set(names[3:12]) == {0}
    assert set(names[-12:-3]) == {9}


# -- runs


@pytest.mark.neural
def test_a_run_gives_sound_as_long_as_asked(host: Host, models: dict[str, Path]) -> None:
    made = _run(host, models["mono"], formats=[".wav", ".flac", ".mp3", ".ogg"])
    samples = _sound(made.data)
    assert samples.shape == (1, RATE)
    assert np.abs(samples).max() <= 10 ** (-1 / 20) + 1e-3
    assert made.report.measured["duration"] == 1.0
    for suffix, magic in ((".flac", b"fLaC"), (".ogg", b"OggS"), (".mp3", b"ID3")):
        assert made[0].files[suffix].data.startswith(magic)
    assert str(models["mono"].parent) not in str(made.recipe)


@pytest.mark.neural
def test_the_same_seed_gives_the_same_bytes_and_another_others(
    host: Host, models: dict[str, Path]
) -> None:
    first, second = (_run(host, models["mono"]) for _ in range(2))
    assert first.data == second.data
    assert _run(host, models["mono"], seed=4).data != first.data


@pytest.mark.neural
def test_a_batch_is_made_of_what_each_seed_gives_alone(host: Host, models: dict[str, Path]) -> None:
    from muse_music.musicgen import Musicgen

    both = _run(host, models["mono"], count=2)
    alone = _run(host, models["mono"], seed=4)
    likeness = Musicgen().compare(both[1].data, alone.data, "audio/wav")
    assert likeness is not None
    assert likeness.near
    assert both[0].data != both[1].data


@pytest.mark.neural
def test_a_long_piece_has_no_click_at_its_seams(
    host: Host, models: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from muse_music.musicgen import windows

    assert windows.WINDOW == windows.DECODED == 30
    monkeypatch.setattr(windows, "WINDOW", 10.0)  # thrice as fast
    monkeypatch.setattr(windows, "DECODED", 10.0)
    made = _run(host, models["stereo"], duration=13, overlap=6)
    measured = made.report.measured
    assert measured["duration"] == 13
    assert measured["seams"] == [10.0]
    assert measured["seam_click"] < 1.5
    assert _sound(made.data).shape == (2, 13 * RATE)


@pytest.mark.neural
def test_a_beginning_stays_in_front(host: Host, models: dict[str, Path]) -> None:
    from muse_music.audio.handed_in import given

    start = InputFile(_song(host), "song.mid")
    made = _run(host, models["mono"], extend=start, duration=1.0)
    samples = _sound(made.data)
    sound = given(start, "extend", RATE)
    before = sound.samples.shape[1]
    assert samples.shape[1] == before + RATE
    assert made.report.measured["duration"] == pytest.approx(before / RATE + 1, abs=0.001)
    assert made.report.measured["added"] == 1
    assert made.report.disagreements() == {}
    assert made.report.measured["seam_click"] < 2
    kept = before - round(0.05 * RATE)  # the last of it fades into what was made
    assert np.abs(sound.samples[0, :kept] - samples[0, :kept]).max() < 1e-4
    levelled = _run(host, models["mono"], extend=start, duration=1.0, loudness=-20)
    assert levelled.report.measured["loudness"] == pytest.approx(-20, abs=0.3)


@pytest.mark.neural
def test_a_melody_changes_what_is_made(host: Host, models: dict[str, Path]) -> None:
    song = InputFile(_song(host), "song.mid")
    with_it = _run(host, models["melody"], melody=song)
    assert with_it.data != _run(host, models["melody"]).data
    assert with_it.recipe["condition"]["melody"]["name"] == "melody.mid"


@pytest.mark.neural
def test_a_melody_without_a_model_asks_for_the_model_that_follows_one(host: Host) -> None:
    song = InputFile(_song(host), "song.mid")
    with pytest.raises(NotReady, match=r"facebook/musicgen-melody") as told_:
        host.run("music.musicgen", melody=song, style="jazz")
    assert told_.value.hint == "muse pull facebook/musicgen-melody"


@pytest.mark.neural
@pytest.mark.parametrize("kind", ["mono", "melody"])
def test_a_negative_prompt_changes_what_is_made(
    host: Host, models: dict[str, Path], kind: str
) -> None:
    plain = _run(host, models[kind]).data
    assert _run(host, models[kind], negative_prompt="drums").data != plain
    idle = _run(host, models[kind], negative_prompt="drums", guidance=1)
    assert "negative_prompt" in idle.report.ignored


@pytest.mark.neural
def test_the_nearest_of_several_tries_is_kept(host: Host, models: dict[str, Path]) -> None:
    made = _run(host, models["mono"], tries=3, tempo=120, duration=3.0)
    measured = made.report.measured
    distances = measured["distances"]
    assert len(distances) == 3
    assert distances[measured["kept"] - 1] == min(distances)  # rounded, so two may be alike


@pytest.mark.neural
def test_what_the_model_cannot_use_is_refused_by_name(host: Host, models: dict[str, Path]) -> None:
    with pytest.raises(RequestError, match="melody"):
        _run(host, models["mono"], melody=InputFile(_song(host), "song.mid"))
    with pytest.raises(RequestError, match=r"extend: noise\.wav"):
        _run(host, models["mono"], extend=InputFile(b"RIFF" + bytes(400), "noise.wav"))
    with pytest.raises(RequestError, match="prompt"):
        _run(host, models["mono"], prompt="")


@pytest.mark.neural
def test_another_kind_of_model_is_refused(host: Host, tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    folder = tmp_path / "bert"
    folder.mkdir()
    (folder / "config.json").write_text('{"model_type": "bert"}')
    save_file({"w": np.zeros(2, np.float32)}, folder / "model.safetensors")
    with pytest.raises(RequestError, match="bert"):
        _run(host, folder)


@pytest.mark.neural
def test_cancelling_stops_within_a_step_and_frees_the_model(
    host: Host, models: dict[str, Path]
) -> None:
    steps: list[float] = []
    model = str(models["mono"])
    with (
        host.stream("music.musicgen", model=model, prompt="calm", duration=25) as stream,
        pytest.raises(Cancelled),
    ):
        for event in stream:
            if isinstance(event, Progress):
                steps.append(event.done)
                if len(steps) == 5:
                    stream.cancel()
    assert len(steps) <= 6
    assert steps == sorted(steps)
    assert _run(host, models["mono"]).data  # a second lease is given: the first one is free


def test_the_module_imports_nothing_heavy() -> None:
    import subprocess
    import sys

    heavy = "('torch', 'numpy', 'librosa', 'transformers')"
    code = f"import sys, muse_music.musicgen; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# -- listening


@pytest.mark.neural
@pytest.mark.parametrize(
    ("style", "meter", "key", "tempo"),
    [
        ("pop", "4/4", "C major", 110),
        ("waltz", "3/4", "G major", 140),
        ("folk", "3/4", "D major", 100),
        ("rock", "4/4", "E minor", 130),
    ],
)
def test_tempo_meter_and_key_are_heard(
    host: Host, style: str, meter: str, key: str, tempo: float
) -> None:
    from muse_music.audio.rendering import render
    from muse_music.musicgen.listen import listen
    from muse_music.musicgen.verdict import agree, same_key

    right = 0
    for seed in range(4):
        song = host.run(
            "music.midi", style=style, meter=meter, key=key, tempo=tempo, bars=12, seed=seed
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            heard = listen(render(song.data, 22050))
        assert heard.tempo == pytest.approx(tempo, rel=0.02)
        assert heard.tempo_confidence > 0.5
        assert same_key(heard.key, key)
        right += agree(heard.beats, meter)
    assert right >= 3  # a riff of three beats in a bar of four is heard as it is


@pytest.mark.neural
def test_noise_and_silence_are_told_with_no_confidence() -> None:
    from muse_music.audio.sound import Sound
    from muse_music.musicgen.listen import listen

    silent = listen(Sound(np.zeros((1, 88200), np.float32), 22050))
    assert silent.tempo is None
    assert silent.key is None
    noise = np.random.default_rng(1).standard_normal((1, 22050 * 8)).astype(np.float32) * 0.1
    heard = listen(Sound(noise, 22050))
    assert heard.tempo_confidence < 0.4
    assert heard.key_confidence < 0.4
