"""What sessions of pictures and of videos have in common: a pipeline made of leased parts."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from muse import InvalidField, RequestError, Run, quiet
from muse_image.diffusion import (
    adapters,
    call,
    family,
    finite,
    prompts,
    quantising,
    schedulers,
    single_file,
)
from muse_image.diffusion.condition import parted
from muse_image.diffusion.parts import class_of, light
from muse_image.diffusion.turns import turns

if TYPE_CHECKING:
    from muse import Component, Lease, Weights

Strategy: TypeAlias = Literal["full", "sequential", "offload", "cpu"]
STRATEGIES: tuple[Strategy, ...] = ("full", "sequential", "offload", "cpu")
"""The ways to run, the quickest first."""


class PipelineSession:
    """One run with one pipeline of diffusers.

    What can be refused is refused when it is made, before anything is loaded. The condition is one
    of pictures or of videos: it has `model`, `prompt`, `scheduler`, `lora`, `quantise`, `tiling`
    and `argument`.
    """

    cls: type[Any]
    """The class of the pipeline."""

    arguments: dict[str, Any]
    """What it is called with, but for what is each item's own."""

    components: "list[Component]"
    """What is leased, by `names` in the pipeline."""

    def __init__(self, condition: Any, run: Run, opened: family.Family) -> None:
        self.condition = condition
        self.run = run
        self.family = opened
        self.name = opened.weights.name
        self.names = list(opened.modules)
        self.seen: adapters.Seen | None = None
        self.loras: list[tuple[Any, float]] = []
        self.quantised: Mapping[str, str] = {}

    def check(self) -> None:
        """Refuse what neither the model nor its pipeline can use; find the adapters."""
        condition = self.condition
        unknown = self.unknown()
        if unknown:
            self.run.report.note(
                f"{self.cls.__name__} doesn't know {', '.join(unknown)}, which the model_index.json"
                f" of {self.name} sets."
            )
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
            (self.run.weights(source), weight) for source, weight in map(parted, condition.lora)
        ]
        self.quantised = quantising.chosen(condition.quantise, self.family.heavy)
        if self.quantised and self.loras:
            raise InvalidField(
                "lora: quantised weights don't support adapters",
                hint="leave out --quantise or --lora",
            )

    def unknown(self) -> list[str]:
        """Return the settings of model_index.json that the pipeline doesn't know."""
        return self.family.unknown_settings(self.cls)

    @property
    def strategies(self) -> tuple[Strategy, ...]:
        """The ways in which it can run, the quickest first."""
        movable = all(component.movable for component in self.components)
        return STRATEGIES if movable else ("full",)

    def _needs(self, field: str, part: str, method: str) -> None:
        """Refuse a field for a model whose part has no method for it."""
        there = part in self.family.modules
        if not there or not hasattr(class_of(self.family.folder, part), method):
            raise InvalidField(
                f"{field}: the {part} of {self.name} doesn't support it", hint="leave it out"
            )

    @contextmanager
    def pipeline(self, lease: "Lease") -> Iterator[Any]:
        """Give the pipeline, ready to be called; what it fails with is told by its field."""
        modules = dict(zip(self.names, lease, strict=True))
        with quiet("diffusers", "transformers"), ExitStack() as stack:
            stack.enter_context(turns(lease, modules))
            pipe = self._made(modules, lease.device)
            stack.enter_context(adapters.loras(pipe, self.name, self.loras, self.run.report))
            if self.seen is not None:
                scale = self.condition.ip_scale
                stack.enter_context(self.seen.inside(pipe, self.name, scale))
            if self.condition.tiling:
                pipe.vae.enable_tiling()
            stack.enter_context(finite.watched(pipe))
            try:
                yield pipe
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

    def _made(self, modules: dict[str, Any], device: str) -> Any:
        """Return the pipeline, made of its parts, with a scheduler of its own."""
        parts = self.family.parts(modules, self.cls)
        if parts.get("scheduler") is not None:
            parts["scheduler"] = schedulers.chosen(parts["scheduler"], self.condition.scheduler)
        pipe = _on(self.cls, device)(**parts)
        pipe.set_progress_bar_config(disable=True)
        return pipe

    def guided(self, pipe: Any) -> dict[str, Any]:
        """Return the arguments with guidance; the report says what the model can't read."""
        arguments = dict(self.arguments)
        call.guide(arguments, self.condition, pipe, self.name)
        tokenizers = [name for name in self.family.index if name.startswith("tokenizer")]
        readers = [getattr(pipe, name) for name in tokenizers if getattr(pipe, name, None)]
        prompts.tell(readers, self.condition.prompt, self.name, self.run.report)
        return arguments

    @contextmanager
    def told(self) -> Iterator[None]:
        """Tell what a pipeline refuses while it lasts by the field that it is about."""
        try:
            yield
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


def opened(weights: "Weights", base: str | None, run: Run) -> family.Family:
    """Return the model as a family, from a folder or a single file."""
    if weights.path.is_file():
        return single_file.opened(weights, base, run)
    if base is not None:
        raise InvalidField(f"base: {weights.name} has its own configuration", hint="leave it out")
    return family.opened(weights)


def share(items: Sequence[Any], of: Sequence[Any]) -> tuple[float, float]:
    """Return where items that are worked on begin among all of a run, and their share; 0..1."""
    return of.index(items[0]) / len(of), len(items) / len(of)


def first_line(error: Exception) -> str:
    """Return the first line of an error of diffusers, or its kind where it says nothing."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0][:300] if lines else type(error).__name__


def _on(cls: type[Any], device: str) -> type[Any]:
    """Return a pipeline class that works on a device, wherever its modules are in between."""
    import torch

    place = property(lambda self: torch.device(device))
    return type(cls.__name__, (cls,), {"_execution_device": place, "device": place})
