"""Poses: what a place asks of an animal, in the words that its drawing knows."""

from collections.abc import Sequence

from ...scene.plan import Place

LIKE: dict[str, tuple[str, ...]] = {
    "stand": ("stand", "sit", "rest"),
    "sit": ("sit", "lie", "rest", "stand"),
    "lie": ("lie", "sleep", "sit", "rest", "stand"),
    "sleep": ("sleep", "lie", "sit", "rest", "stand"),
    "walk": ("walk", "run", "swim", "fly", "stand"),
    "run": ("run", "walk", "swim", "fly"),
    "jump": ("jump", "run", "fly", "swim"),
    "fly": ("fly", "jump", "swim", "run"),
    "swim": ("swim", "walk", "fly", "run"),
}
"""Pose asked for -> what comes closest to it, in turn."""
SAME = {"move": "walk", "gallop": "run", "chase": "run", "play": "jump",
    "dance": "jump", "leap": "jump", "kneel": "lie", "crouch": "lie", "curl": "sleep",
    "ride": "run", "fight": "jump", "float": "swim", "dive": "swim", "crawl": "walk",
    "climb": "walk", "fall": "fly", "eat": "stand", "read": "sit", "lean": "stand",
    "pray": "sit", "hug": "sit", "look": "stand"}  # fmt: skip


NEAR = ("portrait", "bust", "close-up")
"""Views that show head and chest alone."""


def pose_of(place: Place, rest: str, known: Sequence[str], bust: bool = True) -> str:
    """Return the pose to draw: one of `known`, `rest` when nothing is asked, or "bust"."""
    if bust and place.traits.get("view") in NEAR:
        return "bust"
    above = place.relation is not None and place.relation[0] == "above"
    asked = place.traits.get("pose", "fly" if above else "")
    asked = SAME.get(asked, asked)
    return next((pose for pose in LIKE.get(asked, ()) if pose in known), rest)
