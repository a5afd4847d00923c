"""Muse's generators of music."""
