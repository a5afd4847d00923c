"""Speech models of transformers: VITS (and MMS), SpeechT5, Bark."""

import io
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from muse import Component, InputFile, Item, NotReady, Placement, RequestError, Run, Weights, quiet

from ..normal import Word, spoken
from .engine import Manner, Spoken

INSTALL = 'pip install "muse-host[music]"'
VOCODER = "microsoft/speecht5_hifigan"
"""What makes sound of the spectrograms of SpeechT5, unless its folder holds one as `vocoder`."""
_SPEAKER = 512  # numbers of a speaker of SpeechT5
_BARK_SPEAKS = frozenset("en de es fr hi it ja ko pl pt ru tr zh".split())


def lacks() -> NotReady | None:
    """Return what is missing to run models."""
    from importlib.util import find_spec

    if find_spec("torch") is None or find_spec("transformers") is None:
        return NotReady("torch and transformers aren't installed", hint=INSTALL)
    return None


def kind(weights: Weights) -> str:
    """Return vits, speecht5 or bark by config.json; RequestError for other models."""
    try:
        config = json.loads((weights.path / "config.json").read_text(encoding="utf-8"))
        found = config.get("model_type")
    except (OSError, ValueError, AttributeError):
        found = None
    if found not in _LOADERS:
        raise RequestError(
            f"model: {weights.name} is no speech model that is known ({found or 'no config.json'})",
            hint="give a VITS or MMS model, a SpeechT5 or a Bark, such as facebook/mms-tts-eng",
        )
    return str(found)


def _component(weights: Weights, load: Any) -> Component:
    return Component(
        str(weights.path),
        load,
        size=sum(f.size for f in weights.files if f.path.endswith(".safetensors")),
        revision=weights.revision,
        dtypes=("float32",),
    )


def _load(placement: Placement, name: str) -> Any:
    import transformers

    with quiet("transformers"):
        made = getattr(transformers, name).from_pretrained(
            placement.component.source, use_safetensors=True, local_files_only=True
        )
    return made.eval().to(placement.device)


def load_vits(placement: Placement) -> Any:
    """Load a VITS model from its folder: safetensors only, and no code of the model's own."""
    return _load(placement, "VitsModel")


def load_speecht5(placement: Placement) -> Any:
    """Load a SpeechT5 from its folder."""
    return _load(placement, "SpeechT5ForTextToSpeech")


def load_hifigan(placement: Placement) -> Any:
    """Load the vocoder of a SpeechT5 from its folder."""
    return _load(placement, "SpeechT5HifiGan")


def load_bark(placement: Placement) -> Any:
    """Load a Bark from its folder."""
    return _load(placement, "BarkModel")


_LOADERS = {"vits": load_vits, "speecht5": load_speecht5, "bark": load_bark}


@lru_cache(maxsize=2)
def _tokenizer(folder: Path) -> Any:
    from transformers import AutoTokenizer

    with quiet("transformers"):
        return AutoTokenizer.from_pretrained(folder, local_files_only=True)


class Neural:
    """A speech model of transformers; `use` hands it what a lease gave for its `components`."""

    name = "transformers"

    def __init__(
        self, model: str, voice: str | None, speaker: InputFile | None, language: str, run: Run
    ) -> None:
        self.run = run
        self.ignores = {"pitch": "the model has none"}
        weights = run.weights(model)
        if not weights.path.is_dir():
            raise RequestError(
                f"model: {weights.name} is a file; expected a folder", hint="give its folder"
            )
        self.kind = kind(weights)
        self.folder = weights.path
        self.config = json.loads((self.folder / "config.json").read_text(encoding="utf-8"))
        self.components = [_component(weights, _LOADERS[self.kind])]
        if self.kind == "speecht5":
            vocoder = self.folder / "vocoder"
            made = run.weights(str(vocoder) if vocoder.is_dir() else VOCODER)
            self.components.append(_component(made, load_hifigan))
        self.multilingual = self.kind == "bark"
        self.language = language
        self.voice = self._voice(voice)
        self.speaker = _speaker(speaker) if speaker is not None else None
        self._tell(speaker)
        self.rate = int(
            self.config.get("sampling_rate") or (24_000 if self.multilingual else 16_000)
        )
        self.label = f"{weights.name} ({self.kind}, transformers)"
        self._models: Sequence[Any] = ()

    def _tell(self, speaker: InputFile | None) -> None:
        if self.kind != "vits":
            self.ignores["rate"] = f"{self.kind} has a pace of its own"
        if self.kind != "speecht5":
            self.ignores["speaker"] = f"only SpeechT5 takes a speaker, and this is {self.kind}"
        elif speaker is None:
            self.run.report.note("SpeechT5 was given no speaker: --speaker takes an x-vector.")
        if self.kind == "speecht5" or (self.kind == "vits" and self._speakers() < 2):
            self.ignores["voice"] = "the model has one voice"

    def _speakers(self) -> int:
        return int(self.config.get("num_speakers") or 1)

    def _voice(self, voice: str | None) -> str | None:
        """Return the number of a speaker, or the name of a preset; RequestError if unknown."""
        if voice is None or self.kind == "speecht5":
            return None
        if self.kind == "vits":
            count = self._speakers()
            if count > 1 and not (voice.isdigit() and int(voice) < count):
                raise RequestError(
                    f"voice: {voice!r} is no speaker of the model", hint=f"give 0 to {count - 1}"
                )
            return voice
        known = presets(self.folder)
        if voice not in known:
            raise RequestError(
                f"voice: the model has no {voice!r}",
                hint=f"it has {', '.join(known[:4])}..."
                if known
                else "it has none on this machine",
            )
        return voice

    def speaks(self, language: str) -> bool:
        """Whether it is meant for a language: its own, which is that of the text."""
        base = language.split("-")[0]
        return base in _BARK_SPEAKS if self.multilingual else base == self.language.split("-")[0]

    def use(self, models: Sequence[Any]) -> None:
        """Take the models that a lease gave, in the order of `components`."""
        self._models = models

    def speak(self, words: Sequence[Word], language: str, manner: Manner) -> Spoken:
        """Return words as sound."""
        import torch

        text = spoken(words, language)
        with self.run.global_seed(Item(0, manner.seed)), torch.inference_mode():
            made = getattr(self, f"_{self.kind}")(text, manner)
        samples: NDArray[np.float32] = made.squeeze().float().cpu().numpy()
        return Spoken(np.atleast_1d(samples), self.rate)

    def _vits(self, text: str, manner: Manner) -> Any:
        (model,) = self._models
        tokens = _tokenizer(self.folder)(text, return_tensors="pt").to(model.device)
        if tokens["input_ids"].shape[-1] < 1:
            raise RequestError(f"text: the model knows no letter of {text!r}", hint="another model")
        options: dict[str, Any] = {}
        if manner.pace != 1:
            options["speaking_rate"] = model.config.speaking_rate * manner.pace
        if self.voice is not None and self._speakers() > 1:
            options["speaker_id"] = int(self.voice)
        return model(**tokens, **options).waveform

    def _speecht5(self, text: str, manner: Manner) -> Any:
        import torch

        model, vocoder = self._models
        tokens = _tokenizer(self.folder)(text, return_tensors="pt").to(model.device)
        size = int(self.config.get("speaker_embedding_dim") or _SPEAKER)
        speaker = self.speaker if self.speaker is not None else np.zeros(size, np.float32)
        if speaker.size != size:
            raise RequestError(
                f"speaker: it has {speaker.size} numbers", hint=f"give an x-vector of {size}"
            )
        embedding = torch.from_numpy(speaker.reshape(1, -1)).to(model.device)
        return model.generate_speech(tokens["input_ids"], embedding, vocoder=vocoder)

    def _bark(self, text: str, manner: Manner) -> Any:
        from transformers import BarkProcessor

        (model,) = self._models
        with quiet("transformers"):
            processor = BarkProcessor.from_pretrained(self.folder, local_files_only=True)
        tokens = processor(text, voice_preset=self.voice).to(model.device)
        return model.generate(**tokens)


@lru_cache(maxsize=4)
def presets(folder: Path) -> tuple[str, ...]:
    """Return the voices that a Bark brings, by its speaker_embeddings_path.json."""
    try:
        table = json.loads((folder / "speaker_embeddings_path.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(name for name, value in table.items() if isinstance(value, dict))


def _speaker(file: InputFile) -> NDArray[np.float32]:
    """Return the numbers of a speaker from a .npy or .safetensors file."""
    try:
        if file.suffix == ".safetensors" or file.data[8:9] == b"{":
            from safetensors.numpy import load

            array = next(iter(load(file.data).values()))
        else:
            array = np.load(io.BytesIO(file.data), allow_pickle=False)
        return np.asarray(array, np.float32).reshape(-1)
    except Exception as error:  # whatever a damaged file makes the readers stumble over
        raise RequestError(
            f"speaker: {file.name} can't be read ({type(error).__name__})",
            hint="give an x-vector as .npy or .safetensors",
        ) from error
