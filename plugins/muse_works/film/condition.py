"""What `video.film` can be asked for."""

import json
from typing import Any, Literal, TypeAlias

from pydantic import field_validator

from muse import Condition, Field, InputFile

from ..video.moves import MOVES
from ..video.transitions import TRANSITIONS
from .scenes import checked

MOST_SCENES = 200

if True:  # the choices are the tables themselves
    Move: TypeAlias = Any
    Transition: TypeAlias = Any
