"""What an engine is asked for, and what it gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..normal import Word


@dataclass(frozen=True, slots=True)
class Manner:
    """How words are spoken: pace (1 is usual), pitch (semitones), a seed and a style in words."""

    pace: float = 1.0
    pitch: float = 0.0
    seed: int = 0
    style: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One channel of samples (float32) at `rate`, and where an engine knows it, words' times.

    `times` has (start, end) in seconds for each word that was handed in, or is None.
    """

    samples: NDArray[np.float32]
    rate: int
    times: list[tuple[float, float]] | None = None


class Engine(Protocol):
    """Something that speaks words of one language."""

    name: str
    """As the field `engine` has it."""
    label: str
    """Its name, version and voice, for the report."""
    rate: int
    """Samples a second of what it gives; 0 where that is only known afterwards."""
    multilingual: bool
    """Whether it takes words of all languages at once."""
    ignores: dict[str, str]
    """Fields that it can't honour, and why."""

    def speak(self, words: Sequence[Word], language: str, manner: Manner) -> Spoken:
        """Return some words of a sentence as sound; GenerationError says what went wrong."""
        ...
