"""The ground of all music here: keys, meter, harmony, notes, General MIDI."""
