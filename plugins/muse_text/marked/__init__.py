"""Marks in texts: the key by which they are put in, and those in the choice of phrases.

keys                 the words of a key, Muse's own or the user's
choices              marks in the choice of phrases (text.grammar); those of tokens are llm's
"""
