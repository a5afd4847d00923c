"""The kinds of models that audiocraft has: what makes one, and what suits it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .conditioning import CHROMA, STYLE, TUNE, kinds


@dataclass(frozen=True)
class Kind:
    """A kind of model: `musicgen`, `audiogen` or `magnet`, and what it makes: music or sound.

    `defaults` are fields with the numbers that suit it, where those of the condition don't.
    """

    name: str
    music: bool
    hears: str | None = None
    defaults: Mapping[str, float] = field(default_factory=dict, hash=False)

    @property
    def label(self) -> str:
        """What audiocraft calls it."""
        if self.name == "magnet":
            return "MAGNeT" if self.music else "AudioMAGNeT"
        return "AudioGen" if self.name == "audiogen" else "MusicGen"

    def generator(self) -> Any:
        """Return audiocraft's class for it."""
        from audiocraft import models

        return {
            "musicgen": models.MusicGen,
            "audiogen": models.AudioGen,
            "magnet": models.MAGNeT,
        }[self.name]


def of(cfg: Any) -> Kind:
    """Return the kind of model that a configuration is of; RequestError for an unknown one."""
    heard = kinds(cfg).get(TUNE)
    solver = str(cfg.get("solver", ""))
    sounds = "audio" in solver if solver else int(cfg.get("sample_rate", 32_000)) == 16_000
    if cfg.lm_model == "transformer_lm_magnet":
        told = {"guidance": 10.0, "temperature": 3.0, "top_k": 0, "top_p": 0.9}
        if sounds:
            told |= {"guidance": 20.0, "temperature": 3.5, "top_p": 0.8}
        return Kind("magnet", not sounds, None, told)
    if sounds:
        return Kind("audiogen", False)
    return Kind("musicgen", True, heard if heard in (CHROMA, STYLE) else None)
