"""What is written, as it is spoken: word by word, in the words of a language."""

from .words import Word, spoken, words

__all__ = ["Word", "spoken", "words"]
