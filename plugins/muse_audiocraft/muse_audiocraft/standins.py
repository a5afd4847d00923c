"""Stand-ins for what audiocraft imports and hardly uses: torchaudio, xformers and spacy.

They are used only where the real packages can't be imported. What audiocraft needs of torchaudio
to generate is one spectrogram, and of xformers one attention; of spacy it needs nothing, but for
models whose words are read by a table (none is published).
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

PASSING = ("torchaudio", "spacy")
"""Those that are taken away again: others look whether they are installed."""


@contextmanager
def standing_in() -> Iterator[list[str]]:
    """Let what lacks be imported meanwhile; yield the names of the packages that were replaced."""
    made: dict[str, ModuleType] = {}
    makers = {"torchaudio": _torchaudio, "xformers": _xformers, "spacy": _spacy}
    lacking = [name for name in makers if not _works(name)]
    for name in lacking:
        for each in makers[name]():
            made[each.__name__] = each
    sys.modules.update(made)
    try:
        yield lacking
    finally:
        for name in made:
            if name.partition(".")[0] in PASSING:
                del sys.modules[name]


def _works(name: str) -> bool:
    try:
        importlib.import_module(name)
    except Exception:  # one built for another torch fails as it likes
        for each in [m for m in sys.modules if m.partition(".")[0] == name]:
            del sys.modules[each]
        return False
    return True


def _module(name: str, **held: Any) -> ModuleType:
    made = ModuleType(name)
    made.__spec__ = ModuleSpec(name, None)
    made.__dict__.update(held)
    return made


def _lacks(name: str) -> Any:
    """Return what stands for a class or function that isn't needed to generate."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise ImportError(f"{name} isn't installed here")

    return refuse


def _torchaudio() -> list[ModuleType]:
    spectrogram = _spectrogram()
    unneeded = {n: _lacks(f"torchaudio ({n})") for n in ("MelSpectrogram", "Resample", "Loudness")}
    transforms = _module("torchaudio.transforms", Spectrogram=spectrogram, **unneeded)
    return [
        transforms,
        _module("torchaudio", transforms=transforms, save=_lacks("torchaudio (save)")),
    ]


def _spectrogram() -> Any:
    import torch

    class Spectrogram(torch.nn.Module):
        """A power spectrogram of frames around each hop, normalised by the window's energy."""

        window: torch.Tensor

        def __init__(
            self,
            n_fft: int,
            win_length: int,
            hop_length: int,
            power: float = 2.0,
            center: bool = True,
            pad: int = 0,
            normalized: bool = False,
        ) -> None:
            super().__init__()
            if pad or not center:
                raise ValueError("only centred frames without padding are needed")
            self.n_fft, self.hop_length, self.power = n_fft, hop_length, power
            self.normalized = normalized
            self.register_buffer("window", torch.hann_window(win_length))

        def forward(self, wave: torch.Tensor) -> torch.Tensor:
            """Return (..., bins, frames) of sound (..., samples)."""
            *first, samples = wave.shape
            bins = torch.stft(
                wave.reshape(-1, samples),
                self.n_fft,
                self.hop_length,
                len(self.window),
                self.window,
                center=True,
                pad_mode="reflect",
                return_complex=True,
            )
            if self.normalized:
                bins = bins / self.window.pow(2).sum().sqrt()
            return bins.abs().pow(self.power).reshape(*first, *bins.shape[-2:])

    return Spectrogram


class LowerTriangularMask:
    """Stands for a causal mask: each step sees itself and those before."""


def attention(query: Any, key: Any, value: Any, attn_bias: Any = None, p: float = 0.0) -> Any:
    """Return what xformers' memory-efficient attention does, by torch's own; (B, T, H, D) each."""
    from torch.nn.functional import scaled_dot_product_attention

    causal = type(attn_bias).__name__ == LowerTriangularMask.__name__
    made = scaled_dot_product_attention(
        query.transpose(1, 2),
        key.transpose(1, 2),
        value.transpose(1, 2),
        attn_mask=None if causal or attn_bias is None else attn_bias.to(query.dtype),
        dropout_p=p,
        is_causal=causal,
    )
    return made.transpose(1, 2)


def _xformers() -> list[ModuleType]:
    import torch

    ops = _module(
        "xformers.ops",
        unbind=torch.unbind,
        memory_efficient_attention=attention,
        LowerTriangularMask=LowerTriangularMask,
    )
    return [ops, _module("xformers", ops=ops)]


def _spacy() -> list[ModuleType]:
    return [_module("spacy", load=_lacks("spacy"), cli=_module("spacy.cli"))]
