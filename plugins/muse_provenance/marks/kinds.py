"""What is marked, by the suffixes of files."""

PICTURES = (".png", ".webp", ".jpg", ".jpeg")
"""What is marked as a picture; the host makes other formats of the marked PNG."""
SOUNDS = (".wav", ".flac", ".mp3", ".ogg", ".zip")
"""What is marked as sound: stems may be in a zip."""
LOSSY = frozenset((".mp3", ".ogg"))
"""What is made of a marked WAV where there is one."""
