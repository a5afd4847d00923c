"""Does the composer's music measure like music? `python -m benchmarks.music_quality --help`."""
