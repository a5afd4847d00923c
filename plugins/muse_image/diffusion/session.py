"""One run: the pipeline put together from leased parts, batch by batch."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from muse import Item, RequestError, Run
from muse.media import png
from muse_image.diffusion import (
    adapters,
    call,
    compiling,
    facts,
    family,
    model_defaults,
    previews,
    steps,
)
from muse_image.diffusion.parts import class_of
from muse_image.diffusion.pipeline_session import PipelineSession, opened, share

if TYPE_CHECKING:
    from muse import Emit, Lease
    from muse_image.diffusion.condition import DiffusionCondition

BATCH = 8
"""Pictures that a card makes at once, at most; a processor gains nothing by more than one."""


class Session(PipelineSession):
    """What one run does; everything that can be refused is refused before anything is loaded."""

    condition: "DiffusionCondition"

    def __init__(self, condition: "DiffusionCondition", run: Run) -> None:
        model = opened(run.weights(condition.model), condition.base, run)
        condition = model_defaults.filled(condition, model.weights, run)
        super().__init__(condition, run, model)
        controlled = condition.controlnet is not None
        self.cls = self.family.pipeline(call.task(condition), controlled)
        self.family.check_task(call.task(condition), self.cls)
        self.arguments = call.arguments(condition, self.cls, self.name)
        self.check()
        self._tell()
        if condition.ip_adapter is not None:
            self.seen = adapters.seen(run, condition.ip_adapter, self.cls, self.name)
        if condition.compile:
            compiling.check(class_of(self.family.folder, self.family.denoiser), self.name)
        self.components = [
            *self.family.components(
                own=bool(self.loras or self.seen),
                tiled=condition.tiling,
                compiled=condition.compile,
                quantised=self.quantised,
            )
        ]
        if self.seen is not None:
            self.names.append("image_encoder")
            self.components.append(self.seen.encoder)
        if condition.controlnet is not None:
            self.names.append("controlnet")
            net = family.controlnet(run.weights(condition.controlnet), self.family, self.cls)
            self.components.append(net)
        width, height = condition.width or 1024, condition.height or 1024
        self.pixels = float(width * height)
        self.working = 2**28 + int(self.pixels) * 600

    def _tell(self) -> None:
        """Say what of a picture that was handed in is taken otherwise than one might think."""
        condition, report = self.condition, self.run.report
        if condition.mask is not None and call.transparent(condition.mask, "mask"):
            report.note(
                "The mask is transparent in places: there the picture stays, as with black."
            )
        for field in ("init", "control", "ip_image"):
            file = getattr(condition, field)
            if file is not None and call.transparent(file, field):
                report.note(f"The transparency of {field} is ignored.")

    def batches(self, lease: "Lease") -> Iterator[tuple[Item, ...]]:
        """Yield the items that are made at once."""
        size = 1 if lease.device == "cpu" or lease.strategy != "full" else BATCH
        for first in range(0, len(self.run.items), size):
            yield self.run.items[first : first + size]

    def work(
        self, lease: "Lease", items: Sequence[Item], emit: "Emit"
    ) -> list[tuple[bytes, dict[str, Any]]]:
        """Return PNG bytes and what is measured on them for each item."""
        with self.pipeline(lease) as pipe:
            return self._called(pipe, items, emit)

    def _called(
        self, pipe: Any, items: Sequence[Item], emit: "Emit"
    ) -> list[tuple[bytes, dict[str, Any]]]:
        arguments = self.guided(pipe)
        if len(items) > 1:
            for key in [name for name in arguments if "prompt" in name]:
                if isinstance(arguments.get(key), str):
                    arguments[key] = [arguments[key]] * len(items)
        before, part = share(items, self.run.items)

        def stepped(done: int, total: int, latents: Any) -> None:
            emit.progress(before + part * done / total, 1.0, f"step {done} of {total}")
            every = self.condition.preview
            if every and done % every == 0 and done < total:
                shown = None if latents is None else previews.shown(pipe, latents, arguments)
                if shown is None:
                    self.run.report.ignore(
                        "preview", "the latents of this model can't be previewed"
                    )
                for item, data in zip(items, shown or (), strict=False):
                    emit.preview("image/png", data, item.index)

        chances = [item.torch for item in items]
        arguments["generator"] = chances if len(chances) > 1 else chances[0]
        arguments.update(steps.followed(pipe, stepped))
        with self.told():
            made = self._compiled(pipe, arguments, chances)
        if not hasattr(made, "images"):
            raise RequestError(
                f"model: {self.name} ({self.cls.__name__}) gives no pictures",
                hint="choose another model",
            )
        told = {"model": self.name, "pipeline": self.cls.__name__}
        told |= facts.measured(pipe, self.condition)
        start = arguments.get("image") if self.condition.init is not None else None
        found = []
        for image in made.images:
            data, size = png(image)
            facts.fitted(self.run, self.condition, start, size, self.cls.__name__)
            found.append((data, {**size, **told}))
        return found

    def _compiled(self, pipe: Any, arguments: dict[str, Any], chances: Sequence[Any]) -> Any:
        """Return what a pipeline gives; where torch can't compile it, as it is, and say so."""
        if not self.condition.compile:
            return pipe(**arguments)
        denoiser = getattr(pipe, self.family.denoiser)
        states = [chance.get_state() for chance in chances]
        try:
            if not compiling.why_not(denoiser):
                return pipe(**arguments)
        except Exception as error:
            why = compiling.failed(error)
            if not why:
                raise
            compiling.undo(denoiser, why)
        for chance, state in zip(chances, states, strict=True):
            chance.set_state(state)
        self.run.report.ignore("compile", f"torch.compile failed ({compiling.why_not(denoiser)})")
        return pipe(**arguments)
