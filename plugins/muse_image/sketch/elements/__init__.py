"""Elements: one module for each thing that can stand in a picture.

A module here has a `SPEC` (how the layout places it) and a function `paint(canvas, place)` that
adds its layers. Its name is the element's name; nothing else has to know it. Give the concept that
names it in words/data/concepts/, and it is part of the vocabulary.
"""
