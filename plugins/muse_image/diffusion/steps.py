"""Following the steps of a pipeline: by its callback, or by the bar that every pipeline draws."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

Stepped: TypeAlias = Callable[[int, int, Any], None]
"""`stepped(done, total, latents)`: after each step; latents are None where they aren't told."""


def followed(pipe: Any, stepped: Stepped) -> dict[str, Any]:
    """Return the arguments that have a pipeline call `stepped` after each of its steps.

    Pipelines take a callback, the oldest another one; those that take none have their bar counted.
    """
    takes = inspect.signature(type(pipe).__call__).parameters

    def total(step: int) -> int:
        return max(step + 1, int(getattr(pipe, "num_timesteps", 0) or 0))

    if "callback_on_step_end" in takes:

        def ended(pipe: Any, step: int, timestep: Any, kept: dict[str, Any]) -> dict[str, Any]:
            stepped(step + 1, total(step), kept.get("latents"))
            return {}

        return {"callback_on_step_end": ended}
    if "callback" in takes:
        return {"callback": lambda step, _, latents: stepped(step + 1, total(step), latents)}

    def bar(iterable: Iterable[Any] | None = None, total: int | None = None) -> Bar:
        items = list(iterable) if iterable is not None else []
        return Bar(items, len(items) if total is None else total, stepped)

    pipe.progress_bar = bar
    return {}


class Bar:
    """What stands for tqdm's bar: tells of its steps, whether it is updated or gone through."""

    def __init__(self, items: list[Any], total: int, stepped: Stepped) -> None:
        self._items, self._total, self._stepped = items, total, stepped
        self._done = 0

    def __enter__(self) -> "Bar":
        return self

    def __exit__(self, *problem: object) -> None:
        """Nothing is drawn, so nothing has to go."""

    def __iter__(self) -> Iterator[Any]:
        for item in self._items:
            yield item
            self.update()

    def update(self, count: int = 1) -> None:
        """Note that so many steps more are done."""
        self._done += count
        self._stepped(self._done, max(self._done, self._total), None)

    def close(self) -> None:
        """Nothing is drawn, so nothing has to go."""

    def set_description(self, *told: object, **more: object) -> None:
        """Nothing is drawn."""

    set_postfix = set_description
