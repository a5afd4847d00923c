"""A text as it comes in pieces: without a model's thoughts and marks, ended where it has to end.

pieces -> thoughts (set apart)    thoughts
-> stop strings, marks of the end endings
-> a text that goes in circles    loops
-> pieces that are told           flow, paced
"""

from .flow import Flow, words
from .marks import MARKS, OPEN, opens
from .paced import Paced

__all__ = ["MARKS", "OPEN", "Flow", "Paced", "opens", "words"]
