"""The sky over a stage that has one: its air, clouds, stars, moon, and the weather."""

from ..catalogue import spec
from ..draws import Rng, fork
from ..scene.plan import SIDES, Layout, placed
from ..scene.scene import Scene, Thing

HEAVY = ("cloudy", "storm", "rain", "snow")


def sky(made: Layout, scene: Scene, rng: Rng) -> None:
    """Append the sky, what the prompt names in it, and the weather before everything."""
    asked = [t for t in scene.things if spec(t.element).role in ("sky", "weather")]
    has = {thing.element for thing in asked}
    more = [Thing("sky", "backdrop", asked=False)]
    if scene.time == "night" and scene.weather not in (*HEAVY, "fog"):
        for name in ("stars", "moon"):
            if name not in scene.absent and name not in has:
                more.append(Thing(name, name, asked=False))
    if not has & {"clouds", "aurora", "fireworks"} and "clouds" not in scene.absent:
        kind = scene.weather if scene.weather in HEAVY else "thin"
        if scene.weather in (*HEAVY, "clear") and (kind != "thin" or scene.time != "night"):
            more.append(Thing("clouds", "clouds", kind, asked=False))
    if scene.weather in ("fog", "rain", "snow", "storm") and scene.weather not in has:
        more.append(Thing(scene.weather, scene.weather))
    for thing in (*more, *asked):
        own = fork(rng)
        form = spec(thing.element)
        low, high = SIDES.get(thing.side or "", (0.2, 0.8))
        x = made.width * float(own.uniform(low, high))
        size = made.unit * thing.size
        made.places.append(placed(thing, x, made.horizon, size, form.depth, form.order, own))
