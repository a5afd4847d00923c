"""What speaks: programs, libraries, models and servers, behind one small interface."""

from .engine import Engine, Manner, Spoken

__all__ = ["Engine", "Manner", "Spoken"]
