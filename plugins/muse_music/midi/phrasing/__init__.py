"""Phrasing: how a song's notes are played, as marks in the score and as what sounds of them."""
