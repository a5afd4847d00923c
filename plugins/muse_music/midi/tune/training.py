"""Learns how tunes move: `muse train music.midi`.

The tables are counts; the network is trained by backpropagation through whole tunes. Every tenth
tune is left out, and the report says how many bits a note both save on those against equal chances.
"""

import hashlib
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
    data_licence: str = Field(
        "",
        max_length=100,
        description="Licence of the tunes, for the card of the weights; unknown if omitted, but for"
        " the books of music21, which are in the public domain.",
        examples=["CC0-1.0"],
    )
    licence: str = Field(
        "",
        max_length=100,
        description="Licence of the weights; that of the tunes if omitted.",
        examples=["CC-BY-4.0"],
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
        rights = _rights(condition, texts)
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
            data = packed({**tables, **weights}, _header(rights, condition))
            yield Artifact({".safetensors": data}, item, {**facts, **rights}, "melody")


def _rights(condition: TrainCondition, texts: list[tuple[str, bytes]]) -> dict[str, str]:
    """Return the licences of the weights and of the tunes, and the hash of these."""
    data = condition.data_licence or ("unknown" if condition.data else "public domain")
    digest = hashlib.sha256()
    for _, text in texts:
        digest.update(hashlib.sha256(text).digest())
    licence = condition.licence or data
    return {"licence": licence, "data_licence": data, "data_sha256": digest.hexdigest()}


def _header(rights: dict[str, str], condition: TrainCondition) -> dict[str, str]:
    """Return the same as metadata of a .safetensors file."""
    source = "tunes that were handed in" if condition.data else "books of music21"
    return {
        "license": rights["licence"],
        "data": source,
        "data_license": rights["data_licence"],
        "data_sha256": rights["data_sha256"],
    }
