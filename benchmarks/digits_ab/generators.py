"""Muse's own generators in the benchmark: each learns from a half and draws 900 digits.

A row is a `Sampler` (samplers.py); a line of likelihood is a `Density` (likelihood.py). They are
entered here by name.
"""

from benchmarks.digits_ab.likelihood import Density
from benchmarks.digits_ab.samplers import Sampler

SAMPLERS: dict[str, Sampler] = {}
DENSITIES: dict[str, Density] = {}
