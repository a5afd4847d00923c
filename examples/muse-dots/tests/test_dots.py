"""image.dots keeps what every generator promises."""

from muse.testing import conformance

test_dots = conformance("image.dots", seconds=2)
