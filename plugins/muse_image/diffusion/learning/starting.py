"""A small model that is trained on: its parts, and places for words that are new to it."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import torch

from muse import RequestError, Run, quiet
from muse_image.diffusion.learning import small

NEW_WORDS = 256
"""Words that a model may learn besides those that it knows."""

_OFTEN = 20  # captions that a new word has to be in


@dataclass
class Start:
    """The parts of a model that is trained on; `scaling` is that of its latents."""

    autoencoder: Any
    unet: Any
    text_encoder: Any
    tokenizer: Any
    scaling: float

    def attend(self, settings: small.Settings) -> None:
        """Give the denoiser attention, if it has none; at first it makes what it made before."""
        if any("CrossAttn" in kind for kind in self.unet.config.down_block_types):
            return
        settings = replace(
            settings,
            latents=self.unet.config.in_channels,
            widths=tuple(self.unet.config.block_out_channels),
            text=self.unet.config.cross_attention_dim,
            attention=True,
        )
        made: Any = small.denoiser(settings)
        made.load_state_dict(self.unet.state_dict(), strict=False)
        self.unet = made.train()

    def learn(self, captions: Iterable[str]) -> int:
        """Give words that captions have and the model lacks places of their own; return how many.

        Plurals of words that it knows stay what they are: the word and an s.
        """
        known = self.tokenizer.get_vocab()
        backend = self.tokenizer.backend_tokenizer
        often: Counter[str] = Counter()
        seen: Counter[str] = Counter(captions)
        for text, count in seen.items():
            clean = backend.normalizer.normalize_str(text)
            for word, _ in backend.pre_tokenizer.pre_tokenize_str(clean):
                if word not in known:
                    often[word] += count
        there = {*known, *(word for word, count in often.items() if count >= _OFTEN)}
        plurals = {word for word in there if word.endswith("s") and {word[:-1], word[:-2]} & there}
        new = sorted(there - known.keys() - plurals, key=lambda word: (-often[word], word))
        self.tokenizer = _widened(self.tokenizer, new[:NEW_WORDS])
        self.text_encoder.resize_token_embeddings(len(self.tokenizer), mean_resizing=False)
        return len(new[:NEW_WORDS])


def opened(run: Run, source: str, settings: small.Settings) -> Start:
    """Return the parts of a model, in float32; RequestError where it isn't one of these."""
    import diffusers
    import transformers

    found = run.weights(source)
    try:
        index = json.loads((found.path / "model_index.json").read_text(encoding="utf-8"))
        kinds = {name: index[name][1] for name in ("vae", "unet", "text_encoder")}
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        kinds = {}
    expected = {
        "vae": "AutoencoderTiny",
        "unet": "UNet2DConditionModel",
        "text_encoder": "CLIPTextModel",
    }
    if kinds != expected:
        raise _wrong(found.name)
    local: Any = {"local_files_only": True}
    with quiet("diffusers", "transformers"):
        vae: Any = diffusers.AutoencoderTiny.from_pretrained(str(found.path / "vae"), **local)
        unet: Any = diffusers.UNet2DConditionModel.from_pretrained(
            str(found.path / "unet"), **local
        )
        text: Any = transformers.CLIPTextModel.from_pretrained(
            str(found.path / "text_encoder"), dtype=torch.float32, **local
        )
        words: Any = transformers.AutoTokenizer.from_pretrained(
            str(found.path / "tokenizer"), **local
        )
    if unet.config.sample_size * 2**settings.halvings != settings.size:
        side = unet.config.sample_size * 2**settings.halvings
        raise RequestError(
            f"start: {found.name} makes pictures of {side} px; expected {settings.size} px",
            hint=f"give --size {side}, or leave out --start",
        )
    scaling = float(vae.config.scaling_factor)
    return Start(vae.float(), unet.float().train(), text.train(), words, scaling)


def _wrong(name: str) -> RequestError:
    return RequestError(
        f"start: {name} is not a model that muse train image.diffusion made",
        hint="give emoji, or the folder of such a model, or leave it out",
    )


def _widened(tokenizer: Any, words: list[str]) -> Any:
    """Return a tokenizer that knows more words; the places of those that it knew stay."""
    import tokenizers

    told = json.loads(tokenizer.backend_tokenizer.to_str())
    vocabulary = told["model"]["vocab"]
    for word in words:
        vocabulary[word] = len(vocabulary)
    made = tokenizers.Tokenizer.from_str(json.dumps(told, ensure_ascii=False))
    return small.wrapped(made, tokenizer.model_max_length)
