"""The styles, one file each: see `muse_music.midi.style`."""
