"""Plots: from what was asked to who wants what, what stands against it, and beats in scenes."""

from .model import FLAWS, FORCES, TIES, WANTS, Beat, Plot, Scene
from .planning import make

__all__ = ["FLAWS", "FORCES", "TIES", "WANTS", "Beat", "Plot", "Scene", "make"]
