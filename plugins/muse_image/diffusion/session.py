"""One run: the pipeline put together from leased parts, batch by batch."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from muse import InvalidField, Item, RequestError, Run, quiet
from muse.media import png
from muse_image.diffusion import (
    adapters,
    call,
    compiling,
    facts,
    family,
    finite,
    model_defaults,
    previews,
    prompts,
    quantising,
    schedulers,
    single_file,
    steps,
)
from muse_image.diffusion.condition import parted
from muse_image.diffusion.parts import class_of, light
from muse_image.diffusion.turns import turns

if TYPE_CHECKING:
    from muse import Component, Emit, Lease, Weights
    from muse_image.diffusion.condition import DiffusionCondition

BATCH = 8
"""Pictures that a card makes at once, at most; a processor gains nothing by more than one."""

Strategy: TypeAlias = Literal["full", "sequential", "offload", "cpu"]
STRATEGIES: tuple[Strategy, ...] = ("full", "sequential", "offload", "cpu")
"""The ways to run, the quickest first."""


class Session:
    """What one run does; everything that can be refused is refused before anything is loaded."""

    def __init__(self, condition: "DiffusionCondition", run: Run) -> None:
        self.condition = condition
        self.run = run
        self.family = self._opened(run.weights(condition.model))
        self.condition = condition = model_defaults.filled(condition, self.family.weights, run)
        self.name = self.family.weights.name
        controlled = condition.controlnet is not None
        self.cls = self.family.pipeline(call.task(condition), controlled)
        self.family.check_task(call.task(condition), self.cls)
        self.arguments = call.arguments(condition, self.cls, self.name)
        self._tell()
        if condition.scheduler is not None:
            own = light(self.family.folder).get("scheduler")
            if own is not None:
                schedulers.chosen(own, condition.scheduler)
        if condition.tiling:
            self._needs("tiling", "vae", "enable_tiling")
        if condition.lora and not hasattr(self.cls, "load_lora_weights"):
            raise InvalidField(
                f"lora: {self.name} ({self.cls.__name__}) doesn't support adapters",
                hint="leave it out",
            )
        self.loras = [
            (run.weights(source), weight) for source, weight in map(parted, condition.lora)
        ]
        self.seen: adapters.Seen | None = None
        if condition.ip_adapter is not None:
            self.seen = adapters.seen(run, condition.ip_adapter, self.cls, self.name)
        if condition.compile:
            compiling.check(class_of(self.family.folder, self.family.denoiser), self.name)
        quantised = quantising.chosen(condition.quantise, self.family.heavy)
        if quantised and self.loras:
            raise InvalidField(
                "lora: quantised weights don't support adapters",
                hint="leave out --quantise or --lora",
            )
        self.names = list(self.family.modules)
        self.components: list[Component] = [
            *self.family.components(
                own=bool(self.loras or self.seen),
                tiled=condition.tiling,
                compiled=condition.compile,
                quantised=quantised,
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
        movable = all(component.movable for component in self.components)
        self.strategies: tuple[Strategy, ...] = STRATEGIES if movable else ("full",)

    def _opened(self, weights: "Weights") -> family.Family:
        """Return the model as a family, from a folder or a single file."""
        base = self.condition.base
        if weights.path.is_file():
            return single_file.opened(weights, base, self.run)
        if base is not None:
            raise InvalidField(
                f"base: {weights.name} has its own configuration", hint="leave it out"
            )
        return family.opened(weights)

    def _tell(self) -> None:
        """Say what of a picture that was handed in is taken otherwise than one might think."""
        condition, report = self.condition, self.run.report
        unknown = self.family.unknown_settings(self.cls)
        if unknown:
            report.note(
                f"{self.cls.__name__} doesn't know {', '.join(unknown)}, which the model_index.json"
                f" of {self.name} sets."
            )
        if condition.mask is not None and call.transparent(condition.mask, "mask"):
            report.note(
                "The mask is transparent in places: there the picture stays, as with black."
            )
        for field in ("init", "control", "ip_image"):
            file = getattr(condition, field)
            if file is not None and call.transparent(file, field):
                report.note(f"The transparency of {field} is ignored.")

    def _needs(self, field: str, part: str, method: str) -> None:
        """Refuse a field for a model whose part has no method for it."""
        there = part in self.family.modules
        if not there or not hasattr(class_of(self.family.folder, part), method):
            raise InvalidField(
                f"{field}: the {part} of {self.name} doesn't support it", hint="leave it out"
            )

    def batches(self, lease: "Lease") -> Iterator[tuple[Item, ...]]:
        """Yield the items that are made at once."""
        size = 1 if lease.device == "cpu" or lease.strategy != "full" else BATCH
        for first in range(0, len(self.run.items), size):
            yield self.run.items[first : first + size]

    def work(
        self, lease: "Lease", items: Sequence[Item], emit: "Emit"
    ) -> list[tuple[bytes, dict[str, Any]]]:
        """Return PNG bytes and what is measured on them for each item."""
        modules = dict(zip(self.names, lease, strict=True))
        with quiet("diffusers", "transformers"), ExitStack() as stack:
            stack.enter_context(turns(lease, modules))
            pipe = self._pipeline(modules, lease.device)
            stack.enter_context(adapters.loras(pipe, self.name, self.loras, self.run.report))
            if self.seen is not None:
                scale = self.condition.ip_scale
                stack.enter_context(self.seen.inside(pipe, self.name, scale))
            if self.condition.tiling:
                pipe.vae.enable_tiling()
            stack.enter_context(finite.watched(pipe))
            try:
                return self._called(pipe, items, emit)
            except finite.NoNumbers:
                raise finite.error(
                    self.name,
                    scheduler=self.condition.scheduler,
                    loras=bool(self.loras),
                    device=lease.device,
                ) from None
            except RuntimeError as error:
                if not self.condition.tiling or "out of memory" in str(error).lower():
                    raise
                raise InvalidField(
                    f"tiling: the decoder of {self.name} fails with it ({first_line(error)})",
                    hint="leave it out",
                ) from error

    def _pipeline(self, modules: dict[str, Any], device: str) -> Any:
        """Return the pipeline, made of its parts, with a scheduler of its own."""
        parts = self.family.parts(modules, self.cls)
        if parts.get("scheduler") is not None:
            parts["scheduler"] = schedulers.chosen(parts["scheduler"], self.condition.scheduler)
        pipe = _on(self.cls, device)(**parts)
        pipe.set_progress_bar_config(disable=True)
        return pipe

    def _called(
        self, pipe: Any, items: Sequence[Item], emit: "Emit"
    ) -> list[tuple[bytes, dict[str, Any]]]:
        arguments = dict(self.arguments)
        call.guide(arguments, self.condition, pipe, self.name)
        tokenizers = [name for name in self.family.index if name.startswith("tokenizer")]
        readers = [getattr(pipe, name) for name in tokenizers if getattr(pipe, name, None)]
        prompts.tell(readers, self.condition.prompt, self.name, self.run.report)
        if len(items) > 1:
            for key in [name for name in arguments if "prompt" in name]:
                if isinstance(arguments.get(key), str):
                    arguments[key] = [arguments[key]] * len(items)
        before = self.run.items.index(items[0]) / len(self.run.items)
        share = len(items) / len(self.run.items)

        def stepped(done: int, total: int, latents: Any) -> None:
            emit.progress(before + share * done / total, 1.0, f"step {done} of {total}")
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
        try:
            made = self._compiled(pipe, arguments, chances)
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            if self.condition.argument:
                given = ", ".join(self.condition.argument)
                raise InvalidField(
                    f"argument: {self.cls.__name__} refuses {given} ({first_line(error)})",
                    hint="leave one out to see which",
                ) from error
            if not isinstance(error, ValueError):
                raise
            wanted = self.condition.scheduler
            if wanted is not None and "scheduler" in str(error):
                raise InvalidField(
                    f"scheduler: {self.cls.__name__} doesn't support {wanted}",
                    hint="leave it out to use the model's own",
                ) from error
            problem = call.wrong_size(error, self.condition, self.name)
            if problem is not None:
                raise problem from error
            raise RequestError(f"{self.name}: {first_line(error)}") from error
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


def first_line(error: Exception) -> str:
    """Return the first line of an error of diffusers, or its kind where it says nothing."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0][:300] if lines else type(error).__name__


def _on(cls: type[Any], device: str) -> type[Any]:
    """Return a pipeline class that works on a device, wherever its modules are in between."""
    import torch

    place = property(lambda self: torch.device(device))
    return type(cls.__name__, (cls,), {"_execution_device": place, "device": place})
