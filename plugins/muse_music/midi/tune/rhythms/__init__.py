"""The languages of tunes, one file each: see `muse_music.midi.tune.language`."""
