"""Four-part harmony for a melody, in the manner of Bach's chorales.

tune, beats -> model    how likely each chord and bass is at each beat (counted in 286 chorales)
            -> voicing  the best voices for them that keep the rules of voice leading
            -> ornament passing notes
"""

from muse_music.chorale.setting import Setting, harmonise

__all__ = ["Setting", "harmonise"]
