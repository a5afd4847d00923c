"""What a page shows of a piece: its score, its notes in time, and the sound of its parts.

piece    a file as a song and the notes that sound, in seconds
score    engraved for a screen, with a timemap: when which note sounds
roll     parts, notes, tempo, bars, chords, sections and words as data
sound    the whole, and each part as loud as it is in the whole
"""
