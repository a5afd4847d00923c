"""Texts for Muse: `text.grammar`, which writes without a model, and `text.llm`, with one."""
