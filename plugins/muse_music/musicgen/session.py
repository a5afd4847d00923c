"""One run: what the model is told, its candidates, and which of them is nearest to the wish."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from muse import Item, Likeness, RequestError, Run
from muse_music.audio.decoding import decode
from muse_music.audio.handed_in import check, given
from muse_music.audio.loudness import decibels, faded, levelled, loudness
from muse_music.audio.sound import Sound

from . import model as models
from .listen import listen
from .verdict import distance, facts
from .words import CHINESE, told

if TYPE_CHECKING:
    from muse import Emit

    from .condition import MusicgenCondition
    from .windows import Composer, Wish

MELODIC = "facebook/musicgen-melody"
"""The model for melodies, where none is chosen."""

ROWS = 8
"""Candidates that are generated at once."""

JOIN = 0.05
"""Seconds over which a given beginning fades into what was made after it."""

NEAR = 1.0
"""dB of mean difference in level below which two sounds count as one."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished sound: WAV bytes and what was measured on them."""

    data: bytes
    measured: dict[str, Any]


class Session:
    """What one run does; everything that can be refused is refused when it is made."""

    def __init__(self, condition: "MusicgenCondition", run: Run) -> None:
        self.condition = condition
        self.run = run
        self.text = told(condition)
        if not self.text:
            raise RequestError(
                "prompt: it contains no English words for the model",
                hint="describe the sound, or give --style, --mood or --instruments",
            )
        self._tell()
        weights = run.weights(self._model())
        if not weights.path.is_dir():
            raise RequestError(
                f"model: {weights.name} is a file; expected a folder", hint="give its folder"
            )
        if models.kind(weights.path) != models.MELODY and condition.melody is not None:
            raise RequestError(
                f"melody: {weights.name} doesn't support it",
                hint="use --model facebook/musicgen-melody",
            )
        for field, file in (("melody", condition.melody), ("extend", condition.extend)):
            if file is not None:
                check(file, field)
        self.folder = weights.path
        self.component = models.component(weights)
        rows = min(ROWS, len(run.items) * condition.tries)
        self.size = rows * min(condition.duration, 30.0)
        self.working = int(rows * 2**27 + weights.size // 4)

    def _model(self) -> str:
        """Return the model; the one for melodies where nobody chose and there is a melody."""
        condition = self.condition
        if condition.melody is None or "model" in condition.model_fields_set:
            return condition.model
        self.run.report.adjust("model", condition.model, MELODIC, "it doesn't support melodies")
        self.run.resolve(model=MELODIC)
        return MELODIC

    def _tell(self) -> None:
        """Say what the model is told, and what has no effect."""
        condition, report = self.condition, self.run.report
        if CHINESE.search(condition.prompt):
            report.note(f"MusicGen understands English; its prompt was {self.text!r}.")
        elif self.text != condition.prompt.strip():
            report.note(f"MusicGen's prompt was {self.text!r}.")
        if condition.negative_prompt and condition.guidance <= 1:
            report.ignore("negative_prompt", "it has no effect without guidance")
        if CHINESE.search(condition.negative_prompt):
            report.note("The negative prompt is Chinese, which MusicGen hardly understands.")
        if condition.extend is None:
            return
        if "loudness" in condition.model_fields_set:
            report.note("The whole is brought to one loudness, so the level of its start changes.")
        else:
            report.ignore("loudness", f"{condition.extend.name} keeps its level")

    def batches(self) -> Iterator[tuple[Item, ...]]:
        """Yield the items that are generated together."""
        each = max(1, ROWS // self.condition.tries)
        for first in range(0, len(self.run.items), each):
            yield self.run.items[first : first + each]

    def work(self, model: Any, items: tuple[Item, ...], emit: "Emit") -> list[Made]:
        """Return a finished sound for each item, the best of its candidates."""
        from .windows import Composer

        composer = Composer(model, models.tokenizer(self.folder))
        wish = self._wish(composer)
        seeds = [seed for item in items for seed in candidates(item.seed, self.condition.tries)]
        groups = [seeds[at : at + ROWS] for at in range(0, len(seeds), ROWS)]
        total = composer.steps(wish) * len(groups)
        before = self.run.items.index(items[0]) / len(self.run.items)
        share = len(items) / len(self.run.items)
        done = 0

        def step() -> None:
            nonlocal done
            done += 1
            emit.progress(before + share * done / total, 1.0, f"step {done} of {total}")

        sounds: list[Sound] = []
        for group in groups:
            sounds += self._sounds(composer, wish, group, step)
        tries = self.condition.tries
        seams = composer.seams(wish)
        return [
            self._best(sounds[at : at + tries], wish, seams) for at in range(0, len(sounds), tries)
        ]

    def _wish(self, composer: "Composer") -> "Wish":
        from .windows import Wish

        condition = self.condition
        melody, start = condition.melody, condition.extend
        return Wish(
            text=self.text,
            negative=condition.negative_prompt,
            seconds=condition.duration,
            overlap=condition.overlap,
            guidance=condition.guidance,
            temperature=condition.temperature,
            top_k=condition.top_k,
            melody=given(melody, "melody", composer.rate) if melody else None,
            start=given(start, "extend", composer.rate) if start else None,
        )

    def _sounds(
        self, composer: "Composer", wish: "Wish", seeds: list[int], step: Callable[[], None]
    ) -> list[Sound]:
        """Return the raw sound of each seed, cut to its length."""
        import torch

        if len(seeds) == 1:
            with self.run.global_seed(Item(0, seeds[0])):
                tokens, context = composer.tokens(wish, None, step)
        else:
            own = [torch.Generator().manual_seed(seed) for seed in seeds]
            tokens, context = composer.tokens(wish, own, step)
        length = round(wish.seconds * composer.rate)
        made = []
        for sound in composer.decode(tokens):
            if wish.start is None:
                made.append(Sound(sound.samples[:, :length], sound.rate))
            else:
                start = wish.start.with_channels(composer.channels)
                made.append(joined(start, sound, context / composer.frames, length))
        return made

    def _best(self, sounds: list[Sound], wish: "Wish", seams: list[float]) -> Made:
        """Return the candidate that is heard nearest to what was asked, finished."""
        condition = self.condition
        heard = [listen(sound) for sound in sounds]
        apart = [distance(each, condition) for each in heard]
        best = min(range(len(sounds)), key=lambda at: apart[at])
        sound, before = sounds[best], 0.0
        if wish.start is None or "loudness" in condition.model_fields_set:
            sound = levelled(sound, condition.loudness)
        sound = faded(sound, 0.0 if wish.start is not None else 0.005, condition.fade)
        data = sound.wav()
        final = decode(data)
        if wish.start is not None:
            before = wish.start.seconds
            why = f"{before:.1f} s of the start, and {condition.duration:g} s added"
            whole = round(final.seconds, 3)
            self.run.report.adjust("duration", condition.duration, whole, why)
        seams = [before] * (before > 0) + [before + seam for seam in seams]
        measured: dict[str, Any] = {
            "duration": round(final.seconds, 3),
            "channels": final.channels,
            "sample_rate": final.rate,
            "loudness": round(loudness(final), 1),
            "peak_dbfs": round(decibels(final.peak), 2),
            **facts(listen(final), condition),
        }
        if wish.start is not None:
            measured["added"] = round(final.seconds - before, 3)
        if seams:
            measured["seams"] = [round(seam, 2) for seam in seams]
            measured["seam_click"] = round(click(final, seams), 2)
        if condition.tries > 1:
            measured |= {"candidates": len(sounds), "kept": best + 1}
            measured["distances"] = [round(value, 3) for value in apart]
        return Made(data, measured)


def candidates(seed: int, tries: int) -> list[int]:
    """Return the seeds of an item's candidates; the first is the item's own."""
    more = np.random.SeedSequence(seed).generate_state(max(0, tries - 1))
    return [seed, *(int(each) for each in more)]


def click(sound: Sound, seams: list[float]) -> float:
    """Return how large a step between samples is within 5 ms of a seam, at most, compared with the
    largest steps of the second around it (their 99.9th percentile): about 1 or less where there
    is no click.
    """
    steps = np.abs(np.diff(sound.samples, axis=1)).max(0)
    worst = 0.0
    for seam in seams:
        at, near, around = round(seam * sound.rate), round(0.005 * sound.rate), sound.rate // 2
        here = steps[max(0, at - near) : at + near].max(initial=0.0)
        usual = np.quantile(steps[max(0, at - around) : at + around], 0.999)
        worst = max(worst, float(here / max(float(usual), 1e-6)))
    return worst


def joined(start: Sound, made: Sound, context: float, length: int) -> Sound:
    """Return `start` as it is, faded into what was made after its last `context` seconds.

    `made` begins with those seconds as the codec gives them back, so that both run alike where the
    one takes over from the other; its level there is brought to that of `start`.
    """
    rate = made.rate
    before = round(context * rate)
    fade = min(round(JOIN * rate), before, start.samples.shape[1])
    ours, theirs = start.samples[:, -before:], made.samples[:, :before]
    level = (
        float(np.sqrt((ours**2).mean() / max(float((theirs**2).mean()), 1e-12))) if before else 1
    )
    fresh = made.samples * np.float32(np.clip(level, 0.25, 4.0))
    top = max(1.0, float(np.abs(fresh).max(initial=0.0)))
    fresh = fresh / np.float32(top)  # nothing is louder than full scale can be
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    whole = np.concatenate([start.samples, fresh[:, before : before + length]], axis=1)
    end = start.samples.shape[1]
    overlap = slice(end - fade, end)
    whole[:, overlap] = whole[:, overlap] * (1 - ramp) + fresh[:, before - fade : before] * ramp
    return Sound(whole, rate)


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
