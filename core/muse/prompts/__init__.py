"""Words of prompts become fields; no vocabulary is in here."""
