"""Painting: canvas, layers, strokes, colours; fields of numbers, and shapes for SVG."""
