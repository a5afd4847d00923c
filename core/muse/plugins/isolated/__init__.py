"""Plugins in environments of their own: installing them, and working with them through a wall."""
