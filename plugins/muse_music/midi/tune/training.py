"""Learns how tunes move: `muse train music.midi`.

The tables are counts; the network is trained by backpropagation through whole tunes. Every tenth
tune is left out, and the report says how many bits a note both save on those against equal chances.
"""

import math
from collections.abc import Iterator
from typing import Any

from muse import Artifact, Condition, Field, Generator, InputFile, Progress, RequestError, Run


class TrainCondition(Condition):
    """What to learn from."""

    data: list[InputFile] = Field(
        [],
        description="Tunes to train on: ABC (all tunes of a file), MIDI, MusicXML; if omitted, the"
        " books of O'Neill, Ryan and Aird included in music21.",
    )
    epochs: int = Field(20, ge=0, le=1000, description="Number of passes over all tunes.")
    width: int = Field(256, ge=8, le=320, description="Size of the network's hidden state.")


class MelodyTrainer(Generator[TrainCondition]):
    """Trains the melody model of music.midi on tunes."""

    condition = TrainCondition
    formats = {".safetensors": "application/vnd.safetensors"}
    repeatable = "bytes"
    requires = ("torch",)
    environment = ("music21", "numpy", "torch")
    example = "muse train music.midi --data tunes.abc -o melody.safetensors"

    def generate(self, condition: TrainCondition, run: Run) -> Iterator[Any]:
        """Yield one file of weights per item."""
        from muse_music.midi.tune import lessons, network
        from muse_music.midi.tune.ear import INTERVALS
        from muse_music.midi.tune.steps import packed

        found: list[lessons.Tune] = []
        texts = list(lessons.given(condition.data)) if condition.data else list(lessons.books())
        for place, (name, data) in enumerate(texts):
            if place % 50 == 0:
                yield Progress(0.1 * place / len(texts), 1, "reading tunes")
            run.check()
            found += lessons.tunes_of(name, data, run)
        if len(found) < 10:
            raise RequestError(
                f"data: it has {len(found)} tunes", hint="give ten or more, in ABC or MIDI"
            )
        kept = [tune for place, tune in enumerate(found) if place % 10]
        tried = [tune for place, tune in enumerate(found) if place % 10 == 0]
        tables = lessons.learnt(kept)
        for item in run.items:
            trainer = network.Trainer(kept, condition.width, condition.epochs, item.seed)
            for done, loss in trainer.steps():
                share = 0.1 + 0.9 * (item.index + done) / len(run.items)
                yield Progress(share, 1, f"learning ({loss:.2f} bits a note)")
            weights = trainer.weights()
            facts = {
                "tunes": len(found),
                "notes": sum(len(tune.moved) for tune in found),
                "bits_saved_by_tables": round(lessons.saved(tables, tried), 3),
                "bits_saved": round(math.log2(INTERVALS) - network.bits(weights, tried), 3),
            }
            yield Artifact({".safetensors": packed({**tables, **weights})}, item, facts, "melody")
