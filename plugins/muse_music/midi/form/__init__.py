"""Form and harmony: sections and their chords."""
