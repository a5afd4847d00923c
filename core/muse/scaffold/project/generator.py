"""<<medium>>.<<short>>: numbers by chance, made into something."""

from collections.abc import Iterator

from muse import Condition, Event, Field, Generator, Progress, Run
from <<module>>.making import FORMATS, Shape, made


class <<Class>>Condition(Shape):  # seed and count are inherited
    """What can be asked for: each field is an option, a keyword and a key in JSON."""

    parts: int = Field(8, ge=1, le=64, description="How many parts it has.", examples=[12])
    contrast: float = Field(1.0, ge=0.1, le=1, description="How far the parts differ.")


class <<Class>>(Generator[<<Class>>Condition]):
    """Parts by chance: change this line, it is what `muse generators` says."""

    condition = <<Class>>Condition
    formats = FORMATS
    example = "muse run <<medium>> -g <<short>> --parts 12"

    def generate(self, condition: <<Class>>Condition, run: Run) -> Iterator[Event]:
        """Make each item with draws from its own seed; heavy imports belong in here."""
        for item in run.items:
            draws = [item.random.random() for _ in range(condition.parts)]
            values = [0.5 + (draw - 0.5) * condition.contrast for draw in draws]
            yield Progress(item.index + 1, len(run.items))
            yield made(values, condition, item)
