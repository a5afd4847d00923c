"""Lettering: texts written in the picture, each style in a hand of its own.

Fonts come with the extra `lettering`; without it Pillow's own draws Latin letters, and fonts of the
system draw others. Letters are layers, as everything else that a style paints.
"""

from .carried import lettered, text_for
from .fonts import told
from .letters import Writing, letters
from .title import title

__all__ = ["Writing", "lettered", "letters", "text_for", "title", "told"]
