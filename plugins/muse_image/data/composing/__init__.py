"""Emoji put together: in other colours, several of one, two of them, one that wears another.

Captions say what is seen, in English and in Chinese. Pictures and captions are functions of a seed
and a number. Some combinations (`is_new`) are never made, so that a model can be asked for them.
"""

from .adding import SHARE, added
from .composer import Composer
from .things import is_new

__all__ = ["SHARE", "Composer", "added", "is_new"]
