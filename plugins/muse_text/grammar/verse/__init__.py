"""Verse: poems and lyrics, their forms, and how words sound."""
