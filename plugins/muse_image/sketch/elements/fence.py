"""A wooden fence along the foreground, its posts smaller as it leads away."""

from ..catalogue import Spec
from ..paint.canvas import Canvas
from ..paint.colour import mix, rgb
from ..scene.plan import Place

SPEC = Spec("front", order=76)


def paint(canvas: Canvas, place: Place) -> None:
    """Add a fence from one side of the foreground towards the middle distance."""
    layout, rng = canvas.layout, place.rng
    unit, width, height = layout.unit, canvas.width, canvas.height
    way = {"left": -1, "right": 1}.get(place.side or "", 1 if rng.random() < 0.5 else -1)
    pen = canvas.pen((0, layout.horizon - unit * 0.05, width, height + 4))
    near = (width * (0.5 + way * 0.56), height * 0.97)
    end_y = (
        layout.shore + unit * 0.05
        if layout.shore
        else layout.horizon + (height - layout.horizon) * 0.3
    )
    far = (width * (0.5 - way * 0.2), end_y)
    posts = []
    for k in range(13):
        t = 1 - (1 - k / 12) ** 1.9
        x, y = near[0] + (far[0] - near[0]) * t, near[1] + (far[1] - near[1]) * t
        posts.append((x, y, max(4.0, unit * 0.19 * (1 - 0.78 * t))))
    wood = (
        canvas.hue(place, rgb("8a6d50"))
        if not canvas.snowy
        else mix(canvas.hue(place, rgb("8a6d50")), rgb("eef2f6"), 0.4)
    )
    for k, (x, y, tall) in enumerate(posts):
        if k + 1 < len(posts):
            nx, ny, ntall = posts[k + 1]
            for lift in (0.42, 0.78):
                pen.limb(
                    [(x, y - tall * lift), (nx, ny - ntall * lift)],
                    [tall * 0.08, ntall * 0.08],
                    wood,
                    0.62,
                )
        lean = tall * 0.03 * float(rng.standard_normal())
        pen.limb([(x, y), (x + lean, y - tall)], [tall * 0.13, tall * 0.11], wood, 0.45)
        pen.limb(
            [(x + tall * 0.03, y), (x + lean + tall * 0.03, y - tall)],
            [tall * 0.05, tall * 0.05],
            wood,
            0.8,
        )
    canvas.add(pen.layers(place.name, "built", detail=0.9))
