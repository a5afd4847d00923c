"""Plugins in environments of their own: each works in a process that can harm nobody but itself."""
