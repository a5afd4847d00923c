"""The face seen from the side."""

from .skull import Skull
from ...paint.model import Part
def profile(s: Skull) -> Part:
    raise NotImplementedError
