"""Ids of runs and jobs."""

import secrets

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id() -> str:
    """Return ten characters of 5 bits: read aloud easily, and unique among millions."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))
