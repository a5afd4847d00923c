"""What image generators learn from: `yield from read("emoji", size=64)` gives `Pictures`.

One word or path says where they come from: `digits`, `emoji`, a folder, MNIST's files, a data set
of the hub. One bad picture never ends the reading; it is skipped and counted.
"""

from .dataset import Pictures
from .draw import augment
from .source import KINDS, DataSource, read

__all__ = ["KINDS", "DataSource", "Pictures", "augment", "read"]
