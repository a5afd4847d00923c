"""One run of `image.style`: which engine, the picture or its frames, and what is made of them."""

import io
from collections.abc import Generator as Steps
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from muse import Artifact, Emit, Item, NotReady, Run

from . import colours, inputs, measures, moving, named, tiles
from .engine import ENGINES, Asked, Engine, Kind
from .raster import resized

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .condition import StyleCondition
    from .engine import Pixels

    Bytes = NDArray[np.uint8]

LOOK = 512
"""Px of the longer side of a preview."""


@dataclass
class Showing:
    """Who watches an engine in a run: an item's share of the progress, and its previews."""

    emit: Emit
    item: Item
    items: int
    first: float = 0.0
    share: float = 1.0

    def progress(self, done: float, total: float, note: str) -> None:
        """Tell how far it is."""
        part = self.first + self.share * min(1.0, done / total)
        self.emit.progress(self.item.index + part, self.items, note)

    def preview(self, pixels: "Pixels") -> None:
        """Show a picture of floats, made small."""
        factor = min(1.0, LOOK / max(pixels.shape[:2]))
        size = [max(1, round(side * factor)) for side in pixels.shape[:2]]
        small = (np.clip(resized(pixels, *size), 0, 1) * 255).astype(np.uint8)
        buffer = io.BytesIO()
        Image.fromarray(small).save(buffer, "JPEG", quality=85)
        self.emit.preview("image/jpeg", buffer.getvalue(), self.item.index)


def chosen(condition: "StyleCondition") -> str:
    """Return the engine that is asked for, or the best that is here and quick.

    NotReady for one that lacks something, with the command that mends it.
    """
    if condition.engine == "auto":
        return next(
            name
            for name, kind in ENGINES.items()
            if kind.by_itself and not kind.load().lacks(condition)
        )
    lack = ENGINES[condition.engine].load().lacks(condition)
    if lack:
        raise NotReady(
            f"engine: {condition.engine} isn't ready", hint=f"{lack}; or use --engine patches"
        )
    return condition.engine


class Session:
    """What a run hands in, read once for all its items."""

    def __init__(self, condition: "StyleCondition", run: Run) -> None:
        self.condition = condition
        self.run = run
        self.name = chosen(condition)
        if condition.engine == "auto":
            run.report.choose("engine", self.name)
        self.keeps_colours = _keeps_colours(condition)
        if condition.keep_colours is None:
            run.report.choose("keep_colours", self.keeps_colours)
        run.resolve(engine=self.name, keep_colours=self.keeps_colours)
        for field in ("model", "loss"):
            if self.name != "optimise" and field in run.report.applied:
                run.report.ignore(field, f"the engine {self.name} has none to choose")
        self.content = inputs.content(condition, run)
        self.samples = inputs.samples(condition, run)
        self.mask = inputs.mask(condition, self.content.frames[0].shape[:2], run)

    @property
    def kind(self) -> Kind:
        """The engine's entry in the table."""
        return ENGINES[self.name]

    def ready(self) -> AbstractContextManager[Engine]:
        """Give the engine while the context lasts."""
        return self.kind.load().ready(self.condition, self.run)

    def made(self, engine: Engine, item: Item) -> Steps[Any, None, Artifact]:
        """Yield progress and previews, and return the artifact of an item."""
        asked = Asked(self.condition.strength, self.condition.scale, item.seed)
        work = self._frames if self.content.moving else self._still
        styled = yield from self.run.drive(lambda emit: work(engine, asked, emit, item))
        return self._artifact(styled, item)

    def _still(self, engine: Engine, asked: Asked, emit: Emit, item: Item) -> "list[Bytes]":
        showing = Showing(emit, item, len(self.run.items))
        content = self.content.frames[0]
        made = tiles.tiled(engine, self.kind.reach, content, self.samples, asked, showing)
        return [self._finished(made, content)]

    def _frames(self, engine: Engine, asked: Asked, emit: Emit, item: Item) -> "list[Bytes]":
        """Return the frames styled, each carrying on the one before it."""
        frames = self.content.frames
        showing = Showing(emit, item, len(self.run.items), 0.0, 1 / len(frames))

        def within(content: "Pixels", samples: "Any", told: Asked, watching: "Any") -> "Pixels":
            made = tiles.tiled(engine, self.kind.reach, _bytes(content), samples, told, watching)
            return _floats(made)

        small = measures.seen(_floats(frames[0]))
        asked = Asked(  # colours alike in all frames
            asked.strength,
            asked.scale,
            asked.seed,
            cube=colours.transport(small, self.samples, asked.seed, tiles.TONE),
        )
        done: list[Bytes] = []
        contents = (_floats(frame) for frame in frames)
        for number, styled in enumerate(
            moving.steady(contents, within, self.samples, asked, showing)
        ):
            done.append(self._finished(_bytes(styled), frames[number]))
            showing.first = (number + 1) / len(frames)
            showing.progress(0, 1, f"frame {number + 1} of {len(frames)}")
        return done

    def _finished(self, styled: "Bytes", content: "Bytes") -> "Bytes":
        """Return a styled picture with the colours, and beyond the mask, of its content."""
        if not self.keeps_colours and self.mask is None:
            return styled
        for row in range(0, len(styled), 256):  # by strips: floats of all take four times as much
            at = np.s_[row : row + 256]
            under, over = _floats(content[at]), _floats(styled[at])
            if self.keeps_colours:
                over = colours.kept(over, under)
            if self.mask is not None:
                over = under + (over - under) * self.mask[at][..., None]
            styled[at] = _bytes(over)
        return styled

    def _artifact(self, styled: "list[Bytes]", item: Item) -> Artifact:
        pictures = [
            _picture(frame, alpha) for frame, alpha in zip(styled, self.content.alphas, strict=True)
        ]
        artifact = Artifact.image(pictures[0], item=item)
        small, made = (
            measures.seen(_floats(_reduced(frame))) for frame in (self.content.frames[0], styled[0])
        )
        measured: dict[str, Any] = {
            "edges_kept": round(measures.structure(small, made), 3),
            "style_distance": round(measures.distance(made, self.samples), 4),
            "style_distance_before": round(measures.distance(small, self.samples), 4),
        }
        if self.content.moving:
            artifact.contents = {".png": _apng(pictures, self.content.lasts)}
            measured["frames"] = len(pictures)
            unsteady = moving.flicker(
                [_floats(frame) for frame in map(_reduced, self.content.frames)],
                [_floats(frame) for frame in map(_reduced, styled)],
            )
            if unsteady is not None:
                measured["flicker"] = round(unsteady, 5)
        artifact.measured = {**artifact.measured, **measured}
        return artifact


def _keeps_colours(condition: "StyleCondition") -> bool:
    """Return whether colours stay: as asked, else where they aren't what the style is known by."""
    if condition.keep_colours is not None:
        return condition.keep_colours
    return not condition.style_image and condition.style not in named.OWN_COLOURS


def _picture(frame: "Bytes", alpha: "Bytes | None") -> Image.Image:
    if alpha is None:
        return Image.fromarray(frame)
    return Image.fromarray(np.dstack([frame, alpha]))


def _apng(pictures: list[Image.Image], lasts: list[int]) -> bytes:
    """Return frames as an animated PNG that loops for ever, each shown as long as it is told."""
    buffer = io.BytesIO()
    more = pictures[1:]
    pictures[0].save(buffer, "PNG", save_all=True, append_images=more, duration=lasts, loop=0)
    return buffer.getvalue()


def _reduced(frame: "Bytes") -> "Bytes":
    """Return a picture at about the size that it is measured at."""
    factor = max(frame.shape[:2]) // (2 * measures.LONGER)
    return np.asarray(Image.fromarray(frame).reduce(factor)) if factor > 1 else frame


def _floats(pixels: "Bytes") -> "Pixels":
    return pixels.astype(np.float32) / np.float32(255)


def _bytes(pixels: "Pixels") -> "Bytes":
    return (np.clip(pixels, 0, 1) * 255 + 0.5).astype(np.uint8)
