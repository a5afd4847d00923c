"""A figure with its aim, as the benchmarks print it."""

import operator
from typing import NamedTuple


class Row(NamedTuple):
    """A figure: what it is of, its value, how it is compared (<=, ==, >=) and with what."""

    name: str
    value: float
    sign: str
    aim: float

    @property
    def good(self) -> bool:
        """Whether the aim is met."""
        compare = {"==": operator.eq, "<=": operator.le, ">=": operator.ge}[self.sign]
        return bool(compare(self.value, self.aim))
