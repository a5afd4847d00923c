"""Relations: where a thing is that is on another, in it, under it, behind it or beside it."""

from ..catalogue import form
from ..draws import Rng
from .members import Cast, Spot
from .things import Thing

CONTAINERS = (
    "bowl", "cup", "glass", "vase", "jar", "jug", "pot", "pan", "basket", "box", "bucket", "barrel",
    "cradle", "bathtub", "gift box", "bird_cage", "aquarium", "treasure_chest", "boat",
    "canoe", "gondola", "convertible",
)  # fmt: skip
"""Kinds of things behind whose front is what is in them."""
SEAT = 0.45
"""How high (metres) the hips of who sits are above the place of the figure."""
SEATS = (0.3, 1.1)
"""From how low to how high (metres) a person sits on something."""
FLAT = ("arched_bridge", "ship_deck", "floe", "lily_pad", "cloud_bank")
"""Forms on which people stand."""


def related(
    one: Cast, name: str, index: int, other: int, host: Spot, nth: int, many: int, rng: Rng
) -> Spot:
    """Return where a thing is that has a relation to another: on it, under it, beside it ..."""
    base = one.scene.things[other]
    tall, reach = one.tall(other) * host.scale, one.wide(other) * host.scale
    own_tall, own = one.tall(index) * host.scale, one.wide(index) * host.scale
    found = form(base.element, base.kind)
    top = found.top if found else None
    part = (nth + 0.5) / many
    draw = float(rng.uniform(-1, 1))
    inward = 1 if host.x < one.made.width / 2 else -1
    if name in ("on", "in", "riding"):
        low, high, level = top or (-0.3, 0.3, 0.02 if name == "in" else 0.0)
        along = low + (high - low) * (part if many > 1 else 0.5 + 0.16 * draw)
        if name == "riding":
            along = (low + high) / 2
        x = host.x + along * tall * (host.way or 1)
        y = host.y - level * tall + (0.5 * own_tall if name == "riding" else 0.0)
        if name == "on" and base.living == "person":
            way = host.way or 1
            return Spot(host.x + 0.17 * tall * way, host.y - 0.8 * tall, host.scale,
                        host.order + 0.1, way)  # fmt: skip
        if name == "on" and top is None:
            return Spot(x, host.y, host.scale, host.order + 0.3, host.way)
        if name != "riding" and sits(one.scene.things[index], base):
            # The feet of who sits are on the ground, or as far above it as the seat is high.
            y = host.y - max(0.0, level * one.tall(other) - SEAT) * host.scale
        inside = name == "in" and base.kind in CONTAINERS
        if inside and base.element == "vehicle" and base.kind != "gondola":
            # Who is small is lifted, so that more than the head is seen over the side.
            y = min(y, host.y - 0.85 * tall + 0.42 * own_tall)
        return Spot(x, y, host.scale, host.order + (-0.1 if inside else 0.1), host.way)
    if name == "above":
        y = max(own_tall * 1.05, host.y - tall - own_tall * 0.4)
        return Spot(host.x + draw * reach, y, host.scale, host.order + 0.2, host.way)
    if name in ("behind", "before"):
        away = -1 if name == "behind" else 1
        y = host.y + away * 0.12 * (one.made.height - one.ground.horizon)
        y = min(max(y, one.ground.horizon + 4), one.made.height * 0.97)
        x = _spread(one, host.x + inward * (0.6 * reach + 0.3 * own), own, nth, many)
        y -= 0.035 * one.made.height * (nth % 2) * (many > 2)
        return Spot(x, y, one.ground.scale(y), host.order + away * 2 - 0.1 * (nth % 2), inward)
    if name == "under":
        x = host.x + inward * min(0.35 * reach, 0.9 * own + 0.1 * reach)
        x = _spread(one, x if many < 3 else host.x, own, nth, many)
        down = 0.01 + 0.02 * (nth % 2) * (many > 2)
        y = host.y + down * one.made.height
        return Spot(x, y, host.scale, host.order + 0.3 + down, inward)
    side = inward if nth % 2 == 0 else -inward
    room = (one.made.width - host.x if side > 0 else host.x) - reach - 2 * own
    step = min(1.6 * own, max(0.0, room) / max(1, (many + 1) // 2 - 1)) if many > 2 else own
    x = host.x + side * ((reach + own) * 1.02 + step * (nth // 2))
    x = min(max(x, own * 0.8), one.made.width - own * 0.8)
    way = -side if name in ("looking_at", "with", "beside") else inward
    level = one.ground.level(host.scale)  # on the ground, also beside what is above it
    y = min(level + float(rng.uniform(-0.01, 0.02)) * one.made.height, one.made.height * 0.97)
    return Spot(x, y, one.ground.scale(y), host.order + 0.2, way)


def _spread(one: Cast, middle: float, own: float, nth: int, many: int) -> float:
    """Return x (px) of one of many who stand side by side about a middle, all in the picture."""
    step = min(2 * own, 0.86 * one.made.width / max(many, 1))
    half = step * (many - 1) / 2 + min(own, 0.06 * one.made.width)
    if 2 * half < one.made.width:
        middle = min(max(middle, half), one.made.width - half)
    return middle + (nth - (many - 1) / 2) * step


def sits(thing: Thing, base: Thing) -> bool:
    """Whether a person sits on a seat, a wall or a table that it is on or in."""
    found = form(base.element, base.kind)
    if thing.living != "person" or found is None or found.top is None:
        return False
    if base.element == "vehicle" or base.kind in FLAT:
        return False
    level = found.top[2] * found.metres * base.size
    return SEATS[0] <= level <= SEATS[1] and thing.traits.get("pose", "sit") == "sit"
