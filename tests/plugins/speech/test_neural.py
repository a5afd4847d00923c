"""Models of transformers: the samples are those of transformers called directly."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import muse
from plugins.speech import speech_models

pytest.importorskip("torch")
pytest.importorskip("transformers")
pytestmark = pytest.mark.neural


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return small models by their names."""
    root = tmp_path_factory.mktemp("models")
    return {
        "vits": speech_models.build(root / "vits"),
        "choir": speech_models.build(root / "choir", "vits", 3),
        "speecht5": speech_models.build(root / "speecht5", "speecht5"),
        "bark": speech_models.build(root / "bark", "bark"),
    }


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what engines give, as they gave it."""
    from muse_speech.say.engines import neural

    made: list[Any] = []
    speak = neural.Neural.speak

    def listened(self: Any, words: Any, language: str, manner: Any) -> Any:
        made.append((speak(self, words, language, manner), manner))
        return made[-1][0]

    monkeypatch.setattr(neural.Neural, "speak", listened)
    return made


def directly(folder: Path, name: str, seed: int, call: Any) -> Any:
    """Return what a model of transformers gives, called as its documentation shows."""
    import torch
    import transformers

    model = getattr(transformers, name).from_pretrained(folder).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    torch.manual_seed(seed)
    with torch.inference_mode():
        return call(model, tokenizer).squeeze().numpy()


def test_vits(muse_host: muse.Host, folders: dict[str, Path], heard: list[Any]):
    result = muse_host.run("speech", text="hello you", model=str(folders["vits"]), seed=5)
    (spoken, manner), *more = heard
    assert not more
    wanted = directly(
        folders["vits"],
        "VitsModel",
        manner.seed,
        lambda model, tokenizer: model(**tokenizer("hello you", return_tensors="pt")).waveform,
    )
    assert np.array_equal(spoken.samples, wanted)
    assert result.report.measured["sample_rate"] == 8000
    again = muse_host.run("speech", text="hello you", model=str(folders["vits"]), seed=5)
    assert again.data == result.data


def test_speakers_and_pace_of_vits(
    muse_host: muse.Host, folders: dict[str, Path], heard: list[Any]
):
    model = str(folders["choir"])
    muse_host.run("speech", text="hello", model=model, seed=5, voice="2", rate=0.5)
    spoken, manner = heard[0]
    wanted = directly(
        folders["choir"],
        "VitsModel",
        manner.seed,
        lambda model, tokenizer: (
            model(
                **tokenizer("hello", return_tensors="pt"), speaker_id=2, speaking_rate=0.5
            ).waveform
        ),
    )
    assert np.array_equal(spoken.samples, wanted)
    with pytest.raises(muse.RequestError, match="voice: '7' is no speaker of the model"):
        muse_host.run("speech", text="hello", model=model, voice="7")


def test_speecht5(muse_host: muse.Host, folders: dict[str, Path], heard: list[Any]):
    import torch
    import transformers

    speaker = np.array([0.5, -1, 0.25, 2], np.float32)
    buffer = io.BytesIO()
    np.save(buffer, speaker)
    muse_host.run(
        "speech", text="hello", model=str(folders["speecht5"]), speaker=buffer.getvalue(), seed=1
    )
    spoken, manner = heard[0]
    vocoder = transformers.SpeechT5HifiGan.from_pretrained(folders["speecht5"] / "vocoder").eval()
    wanted = directly(
        folders["speecht5"],
        "SpeechT5ForTextToSpeech",
        manner.seed,
        lambda model, tokenizer: model.generate_speech(
            tokenizer("hello", return_tensors="pt")["input_ids"],
            torch.from_numpy(speaker[None]),
            vocoder=vocoder,
        ),
    )
    assert np.array_equal(spoken.samples, wanted)


def test_bark(muse_host: muse.Host, folders: dict[str, Path], heard: list[Any]):
    import transformers

    result = muse_host.run("speech", text="hello", model=str(folders["bark"]), seed=1, rate=1.5)
    spoken, manner = heard[0]
    processor = transformers.BarkProcessor.from_pretrained(folders["bark"])
    wanted = directly(
        folders["bark"],
        "BarkModel",
        manner.seed,
        lambda model, tokenizer: model.generate(**processor("hello")),
    )
    assert np.array_equal(spoken.samples, wanted)
    assert "rate" in result.report.ignored


def test_other_models_are_refused(muse_host: muse.Host, folders: dict[str, Path]):
    with pytest.raises(muse.RequestError, match="vocoder is no speech model that is known"):
        muse_host.run("speech", text="hello", model=str(folders["speecht5"] / "vocoder"))
