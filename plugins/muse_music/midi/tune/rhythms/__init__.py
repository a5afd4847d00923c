"""The idioms of tunes, one file each: see `muse_music.midi.tune.idiom`."""
