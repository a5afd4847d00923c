"""Imperceptible marks: 64 bits in the picture or the sound itself, which outlive its metadata."""
