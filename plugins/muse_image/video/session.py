"""One run: the pipeline put together from leased parts, item by item, its frames written."""

import inspect
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from muse import InvalidField, Item, RequestError, Run
from muse_image.diffusion import call as pictures
from muse_image.diffusion import facts, model_defaults, steps
from muse_image.diffusion.parts import Part
from muse_image.diffusion.pipeline_session import PipelineSession, opened, share
from muse_image.video import call, motion, pipelines, previews, sizes
from muse_image.video.write import Movie

if TYPE_CHECKING:
    from muse import Component, Emit, Lease
    from muse_image.video.condition import VideoCondition

_WRITING = 0.1
"""The share of the progress that is decoding and writing."""


class VideoSession(PipelineSession):
    """What one run does; everything that can be refused is refused before anything is loaded."""

    condition: "VideoCondition"

    def __init__(self, condition: "VideoCondition", run: Run) -> None:
        model = opened(run.weights(condition.model), condition.base, run)
        condition = model_defaults.filled(condition, model.weights, run)
        super().__init__(condition, run, model)
        moved = condition.motion is not None
        self.cls = pipelines.chosen(self.family, condition.init is not None, moved)
        self.takes = inspect.signature(self.cls.__call__).parameters
        self.arguments = call.arguments(condition, self.cls, self.name)
        self.check()
        self.fps = condition.fps or float(pipelines.fps_of(self.family, self.cls))
        parts = dict(zip(self.family.modules, self._parts(), strict=True))
        if condition.motion is not None:
            if self.quantised:
                raise InvalidField(
                    "quantise: a model with a motion adapter doesn't support it",
                    hint="leave out --quantise",
                )
            adapter = run.weights(condition.motion)
            parts["unet"] = motion.moving(parts["unet"], adapter)
            self._check_length(motion.settings(adapter.path), adapter.name)
        elif "UNetMotionModel" in str(self.family.index.get("unet")):
            parts.pop("motion_adapter", None)  # it is in the denoiser already
            self._check_length(pipelines.config(self.family, "unet"), self.name)
        taken = inspect.signature(self.cls.__init__).parameters
        self.names = [name for name in parts if name in taken]
        self.components: list[Component] = [parts[name] for name in self.names]
        width, height = condition.width or 832, condition.height or 480
        self.size = float(width * height * (condition.frames or 49))
        self.working = 2**29 + int(self.size) * 64

    def unknown(self) -> list[str]:
        """Return the settings that the pipeline doesn't know, where they were meant for it."""
        return [] if self.condition.motion is not None else super().unknown()

    def _parts(self) -> list[Part]:
        return self.family.components(
            own=bool(self.loras), tiled=self.condition.tiling, quantised=self.quantised
        )

    def _check_length(self, config: dict[str, Any], name: str) -> None:
        """Refuse more frames than an adapter has learnt places for."""
        most = config.get("motion_max_seq_length")
        if most and (self.condition.frames or 0) > most:
            raise InvalidField(
                f"frames: {name} makes at most {most}", hint=f"give --frames {most} or fewer"
            )

    def work(
        self, lease: "Lease", item: Item, emit: "Emit"
    ) -> tuple[dict[str, bytes | Path], dict[str, Any]]:
        """Return the files of a video, and what is measured on it."""
        movie = Movie(self.run.scratch, f"{item.index}", self.run.formats, self.fps)
        with closing(movie), self.pipeline(lease) as pipe:
            arguments = self.guided(pipe) | self._sized(pipe)
            self._followed(pipe, arguments, item, emit, movie)
            arguments["generator"] = item.torch
            with self.told():
                made = pipe(**arguments)
            if not hasattr(made, "frames"):
                raise RequestError(
                    f"model: {self.name} ({self.cls.__name__}) gives no frames",
                    hint="choose another model",
                )
            if not movie.count:  # a pipeline that finishes its frames in a way of its own
                for picture in made.frames[0]:
                    movie.frame(picture)
            measured = facts.measured(pipe, self.condition)
            contents = movie.contents()
        told = {
            "width": movie.size[0], "height": movie.size[1], "frames": movie.count,
            "fps": self.fps, "duration": round(movie.count / self.fps, 3), "model": self.name,
            "pipeline": self.cls.__name__,
        }  # fmt: skip
        return contents, told | measured

    def _sized(self, pipe: Any) -> dict[str, Any]:
        """Return sides, frames and the picture to start from as arguments; the report tells."""
        condition, report = self.condition, self.run.report
        start = pictures.picture(condition.init, "init") if condition.init else None
        grid = sizes.grid(pipe)
        width, height, frames = sizes.usual(pipe, self.takes)
        asked = {"width": condition.width, "height": condition.height}
        if start is not None and not sizes.fixed(pipe):
            if not any(asked.values()):
                width, height = sizes.shaped(start, width, height)
            width = asked["width"] or round(
                (asked["height"] or height) * start.width / start.height
            )
            height = asked["height"] or round(width * start.height / start.width)
        used = {
            "width": grid.pixels(asked["width"] or width),
            "height": grid.pixels(asked["height"] or height),
            "frames": grid.frames(condition.frames or frames),
        }
        why = {
            "frames": f"{self.cls.__name__} makes {grid.time}k + 1 frames",
            **dict.fromkeys(
                asked, f"the sides of {self.cls.__name__} are multiples of {grid.side}"
            ),
        }
        for name, value in used.items():
            wanted = getattr(condition, name)
            if wanted is None:
                report.choose(name, value)
            elif wanted != value:
                report.adjust(name, wanted, value, why[name])
        if condition.fps is None:
            report.choose("fps", self.fps)
        self.run.resolve(**used, fps=self.fps)
        made: dict[str, Any] = {side: used[side] for side in asked if side in self.takes}
        if "num_frames" in self.takes:
            made["num_frames"] = used["frames"]
        if "frame_rate" in self.takes:
            made["frame_rate"] = int(self.fps) if self.fps.is_integer() else self.fps
        if start is not None:
            fitted = sizes.cropped(start, used["width"], used["height"])
            if fitted is not start:
                before, after = (f"{p.width} x {p.height}" for p in (start, fitted))
                report.note(f"The init picture was cropped from {before} to {after} px.")
            made |= call.pictured(self.takes, fitted, used["frames"])
        if condition.init is not None and pictures.transparent(condition.init, "init"):
            report.note("The transparency of init is ignored.")
        return made

    def _followed(
        self, pipe: Any, arguments: dict[str, Any], item: Item, emit: "Emit", movie: Movie
    ) -> None:
        """Have steps told and frames written as they are decoded, by hooks of this pipeline."""
        before, part = share([item], self.run.items)
        count = arguments.get("num_frames") or len(arguments.get("video", ()))
        size = (arguments.get("width", 0), arguments.get("height", 0))

        def stepped(done: int, total: int, latents: Any) -> None:
            share_done = (1 - _WRITING) * done / total
            emit.progress(before + part * share_done, 1.0, f"step {done} of {total}")
            every = self.condition.preview
            if every and done % every == 0 and done < total:
                image = None if latents is None else previews.shown(pipe, latents, count, size)
                if image is None:
                    self.run.report.ignore(
                        "preview", "the latents of this model can't be previewed"
                    )
                else:
                    emit.preview("image/png", image, item.index)

        def written(done: int, total: int) -> None:
            share_done = 1 - _WRITING * (1 - done / total)
            emit.progress(before + part * share_done, 1.0, f"frame {done} of {total}")

        arguments.update(steps.followed(pipe, stepped))
        arguments["output_type"] = "pil"
        processor = getattr(pipe, "video_processor", None)
        if processor is not None:
            processor.postprocess_video = partial(_frame_by_frame, processor, movie, written)


def _frame_by_frame(
    processor: Any, movie: Movie, written: Any, video: Any, output_type: str = "pil"
) -> list[list[Any]]:
    """Stand for VideoProcessor.postprocess_video: a frame at a time goes into the movie.

    `video` is batch x channels x frames x height x width; the batch is one.
    """
    total = int(video.shape[2])
    for place in range(total):
        movie.frame(processor.postprocess(video[:, :, place], output_type)[0])
        written(place + 1, total)
    return [[]]
