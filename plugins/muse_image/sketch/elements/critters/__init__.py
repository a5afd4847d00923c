"""Animals of stories: drawn from a card, upright and friendly, the same on every page."""
