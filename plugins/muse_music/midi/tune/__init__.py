"""The tune: rhythm, steps, and words sung to it."""
