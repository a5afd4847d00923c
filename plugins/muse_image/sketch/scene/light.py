"""Light: how often each time of day and season comes when nobody asked for one."""

import re

from ..words import Words

INDOORS = ("room", "table", "underwater", "space")
TIMES = {"day": 0.54, "dawn": 0.14, "sunset": 0.24, "dusk": 0.08}
INSIDE = {"day": 0.86, "dawn": 0.08, "sunset": 0.06}
"""Of what is at home indoors: its own colours are seen by day."""
GREENS = re.compile(r"\bgreen\b|[绿翠]", re.IGNORECASE)
GREEN = {"day": 0.82, "dawn": 0.18}
SEASONS = {"summer": 0.45, "spring": 0.25, "autumn": 0.3}


def usual(words: Words, prompt: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return how often each time of day and each season is drawn for a prompt."""
    mentions = words.mentions
    lead = mentions[words.subject] if words.subject is not None else (mentions or (None,))[0]
    times = INSIDE if lead is not None and lead.concept.home in INDOORS else TIMES
    if GREENS.search(prompt):
        # What is asked for green is no autumn, and no evening's glow.
        return GREEN, {"summer": 0.64, "spring": 0.36}
    return times, SEASONS
