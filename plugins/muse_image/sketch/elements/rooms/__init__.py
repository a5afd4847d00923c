"""Rooms: their kinds, their shell in perspective, windows, and what belongs to the walls."""
