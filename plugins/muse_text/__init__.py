"""Texts for Muse: `text.grammar`, which writes without a model."""
