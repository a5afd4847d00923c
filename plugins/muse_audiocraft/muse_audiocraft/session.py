"""One run: what the model is told, its candidates, and which of them is nearest to the wish."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from muse import Component, Item, Likeness, Run

from .conditioning import part
from .levels import click, decibels, faded, joined, levelled, loudness
from .listening import listen
from .models import Models
from .sound import Sound, decode, given
from .verdict import distance, facts

if TYPE_CHECKING:
    from muse import Emit, Lease

    from .composing import Composer, Wish

ROWS = 8
"""Candidates that are generated at once."""

NEAR = 1.0
"""dB of mean difference in level below which two sounds count as one."""


@dataclass(frozen=True)
class Made:
    """A finished sound: WAV bytes and what was measured on them."""

    data: bytes
    measured: dict[str, Any]


class Session:
    """What one run does; everything that can be refused is refused when it is made."""

    def __init__(self, condition: Any, run: Run) -> None:
        from . import asking

        self.condition = condition
        self.run = run
        self.tries = int(getattr(condition, "tries", 1))
        self.text = asking.words(condition, run)
        self.models = Models(condition, run)
        self.kind = self.models.kind
        self.listens = self.kind.music and hasattr(condition, "tempo")
        if self.tries > 1 and not self.listens:
            self.tries = 1
            run.report.ignore("tries", "of sound effects nothing is measured to choose by")
        self.wish = asking.wish(self.condition, self.kind, self.text, run)
        rows = min(ROWS, len(run.items) * self.tries)
        self.size = rows * min(condition.duration, 30.0)
        self.working = int(rows * 2**27 + sum(part.size for part in self.components) // 4)

    @property
    def components(self) -> list[Component]:
        """What the run leases."""
        return self.models.components

    def batches(self) -> Iterator[tuple[Item, ...]]:
        """Yield the items that are generated together."""
        each = max(1, ROWS // self.tries)
        for first in range(0, len(self.run.items), each):
            yield self.run.items[first : first + each]

    def work(self, lease: Lease, items: tuple[Item, ...], emit: Emit) -> list[Made]:
        """Return a finished sound for each item, the best of its candidates."""
        from .composing import Composer

        parts = self.models.parts(lease)
        try:
            return self._work(Composer(parts, self.kind), items, emit)
        finally:
            part(parts.model)

    def _work(self, composer: Composer, items: tuple[Item, ...], emit: Emit) -> list[Made]:
        wish = self._fitting(composer)
        seeds = [seed for item in items for seed in candidates(item.seed, self.tries)]
        groups = [seeds[at : at + ROWS] for at in range(0, len(seeds), ROWS)]
        total = composer.steps(wish) * len(groups)
        before = self.run.items.index(items[0]) / len(self.run.items)
        share = len(items) / len(self.run.items)
        done = 0

        def step() -> None:
            nonlocal done
            done += 1
            part = min(1.0, done / total)
            emit.progress(before + share * part, 1.0, f"step {min(done, total)} of {total}")

        sounds: list[Sound] = []
        for group in groups:
            sounds += self._sounds(composer, wish, group, step)
        seams = composer.seams(wish)
        return [
            self._best(sounds[at : at + self.tries], wish, seams)
            for at in range(0, len(sounds), self.tries)
        ]

    def _fitting(self, composer: Composer) -> Wish:
        """Return the wish with sounds at the model's rate, as long as the model can make it."""
        from dataclasses import replace

        wish = self.wish
        sounds = {name: getattr(wish, name) for name in ("melody", "start", "like")}
        wish = replace(wish, **{n: s.at(composer.rate) for n, s in sounds.items() if s})
        if self.kind.name != "magnet":
            return wish
        given_, whole = composer.lengths(wish)
        room = (whole - given_) / composer.frames
        if wish.seconds > room:
            why = f"{self.kind.label} makes {composer.window:g} s at once"
            self.run.report.adjust("duration", wish.seconds, round(room, 3), why)
            self.run.resolve(duration=max(0.5, round(room, 3)))
            wish = replace(wish, seconds=room)
        return wish

    def _sounds(
        self, composer: Composer, wish: Wish, seeds: list[int], step: Callable[[], None]
    ) -> list[Sound]:
        """Return the raw sound of each seed, cut to its length."""
        with self.run.global_seed(Item(0, seeds[0])):
            tokens, context = composer.tokens(wish, seeds, step)
        length = round(wish.seconds * composer.rate)
        made = []
        for sound in composer.decode(tokens):
            if wish.start is None:
                made.append(Sound(sound.samples[:, :length], sound.rate))
            else:
                start = wish.start.with_channels(composer.channels)
                made.append(joined(start, sound, context / composer.frames, length))
        return made

    def _best(self, sounds: list[Sound], wish: Wish, seams: list[float]) -> Made:
        """Return the candidate that is heard nearest to what was asked, finished."""
        condition = self.condition
        apart = [0.0] * len(sounds)
        if self.listens:
            apart = [distance(listen(each), condition) for each in sounds]
        best = min(range(len(sounds)), key=lambda at: apart[at])
        sound, before = sounds[best], 0.0
        if wish.start is None or "loudness" in condition.model_fields_set:
            sound = levelled(sound, condition.loudness)
        sound = faded(sound, 0.0 if wish.start is not None else 0.005, condition.fade)
        data = sound.wav()
        final = decode(data)
        if wish.start is not None:
            before = wish.start.seconds
            why = f"{before:.1f} s of the start, and {wish.seconds:g} s added"
            whole = round(final.seconds, 3)
            self.run.report.adjust("duration", condition.duration, whole, why)
        seams = [before] * (before > 0) + [before + seam for seam in seams]
        measured: dict[str, Any] = {
            "duration": round(final.seconds, 3),
            "channels": final.channels,
            "sample_rate": final.rate,
            "loudness": round(loudness(final), 1),
            "peak_dbfs": round(decibels(final.peak), 2),
        }
        if self.listens:
            measured |= facts(listen(final), condition)
        if wish.start is not None:
            measured["added"] = round(final.seconds - before, 3)
        if seams:
            measured["seams"] = [round(seam, 2) for seam in seams]
            measured["seam_click"] = round(click(final, seams), 2)
        if self.tries > 1:
            measured |= {"candidates": len(sounds), "kept": best + 1}
            measured["distances"] = [round(value, 3) for value in apart]
        return Made(data, measured)


def candidates(seed: int, tries: int) -> list[int]:
    """Return the seeds of an item's candidates; the first is the item's own."""
    more = np.random.SeedSequence(seed).generate_state(max(0, tries - 1))
    return [seed, *(int(each) for each in more)]


def difference(ours: bytes, theirs: bytes) -> Likeness | None:
    """Return the mean difference of the levels of two WAVs in blocks of 50 ms, dB."""
    one, other = (decode(data).mono() for data in (ours, theirs))
    if one.rate != other.rate or one.samples.shape != other.samples.shape:
        return Likeness("level", 120.0, "dB", False)
    block = max(1, round(0.05 * one.rate))
    levels = []
    for sound in (one, other):
        samples = sound.samples[0][: len(sound.samples[0]) // block * block].reshape(-1, block)
        levels.append(20 * np.log10(np.sqrt((samples**2).mean(1)) + 1e-4))
    apart = float(np.abs(levels[0] - levels[1]).mean()) if levels[0].size else 0.0
    return Likeness("level", round(apart, 4), "dB", apart < NEAR)


__all__ = ["Made", "Session", "candidates", "difference", "given"]
