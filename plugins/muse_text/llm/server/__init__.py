"""A model on an OpenAI-compatible server, however its answers and errors come.

bytes -> lines, JSON values        events
-> text, thoughts, how it ended    pieces
requests, tries, what is refused   requests, refusals
one line of what went wrong        telling, words
a writer of texts                  writer
"""

from .writer import Server

__all__ = ["Server"]
