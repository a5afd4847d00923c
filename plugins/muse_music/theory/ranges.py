"""Where the 128 instruments of General MIDI play: sounding pitches, as parts are written for them.

Limits of standard instruments (a flute from C4, a tin whistle in D from D5), and of what players
are given without asking for more; synthesizers have those of a keyboard of five octaves.
"""

_KEYS = (36, 96)
_ROWS = (
    *((28, 100), (28, 100), (28, 100), (36, 96), (28, 100), (28, 100), (29, 89), (29, 88)),  # piano
    *((60, 108), (79, 108), (60, 96), (53, 89), (45, 96), (65, 108), (60, 77), (50, 86)),  # mallets
    *(_KEYS, _KEYS, _KEYS, _KEYS, (36, 89), (41, 93), (60, 93), (36, 95)),  # organs, reeds
    *((40, 83), (40, 83), (40, 86), (40, 86), (40, 83), (40, 88), (40, 88), (52, 95)),  # guitars
    *((28, 60), (28, 60), (28, 60), (28, 60), (28, 60), (28, 60), (24, 60), (24, 60)),  # basses
    *((55, 93), (48, 84), (36, 76), (28, 55), (36, 93), (36, 88), (28, 100), (38, 60)),  # strings
    *((36, 93), (36, 93), _KEYS, _KEYS, (48, 79), (50, 79), (50, 79), (36, 84)),  # ensembles
    *((55, 82), (40, 70), (28, 55), (55, 82), (41, 74), (48, 82), (36, 91), (36, 91)),  # brass
    *((56, 86), (50, 80), (45, 75), (37, 68), (58, 88), (52, 80), (36, 70), (52, 88)),  # reeds
    *((74, 105), (60, 93), (65, 91), (67, 96), (60, 84), (62, 88), (74, 95), (69, 89)),  # pipes
    *((48, 96), (48, 96), (48, 96), (48, 96), (48, 96), (48, 96), (48, 96), (36, 84)),  # leads
    *(_KEYS for _ in range(16)),  # pads, effects
    *((48, 84), (50, 84), (50, 82), (43, 88), (60, 88), (67, 81), (55, 90), (60, 84)),  # ethnic
    *((72, 103), (67, 84), (60, 89), (60, 84), (36, 60), (41, 72), (36, 72), (48, 72)),  # drums
    *((36, 84) for _ in range(8)),  # sounds
)
RANGES: tuple[tuple[int, int], ...] = _ROWS
"""Program -> lowest and highest pitch (MIDI)."""
