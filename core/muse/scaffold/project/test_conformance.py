"""<<medium>>.<<short>> keeps what every generator promises."""

from muse.testing import conformance

test_<<module>> = conformance("<<medium>>.<<short>>", seconds=2)
