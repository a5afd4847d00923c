"""A long story: its outline, its chapters one after the other, and how it stands on paper."""
