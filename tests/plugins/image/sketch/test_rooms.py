"""Rooms: their geometry, their windows, their light, and the furniture in them."""

import numpy as np
import pytest
from PIL import Image

from muse_image.sketch.catalogue import form
from muse_image.sketch.condition import SketchCondition
from muse_image.sketch.elements.rooms.plan import looks, openings, plan
from muse_image.sketch.elements.rooms.textures import PATTERNS
from muse_image.sketch.scene.plan import Place
from muse_image.sketch.studio import Studio


def _studio(prompt: str, **fields: object) -> Studio:
    small = {"style": "gouache", "width": 240, "height": 180, "detail": "draft"}
    condition = SketchCondition(prompt=prompt, **{**small, **fields})  # type: ignore[arg-type]
    studio = Studio(condition, np.random.Generator(np.random.PCG64(5)))
    for _ in studio.work():
        pass
    return studio


def _room(studio: Studio) -> Place:
    return next(p for p in studio.canvas.layout.places if p.element == "room")


def _seen(studio: Studio) -> list[str]:
    return [element["name"] for element in studio.measure()["elements"]]


def test_each_kind_of_room_names_patterns_and_furniture_that_there_are() -> None:
    for name, look in looks().items():
        made_of = {*look.wall_as, look.low_as, look.floor_as, look.ceiling_as}
        assert made_of <= PATTERNS.keys(), name
        usual = {*look.back, *look.side, *look.free, *look.wall_hung, *look.of} - {"pews", ""}
        assert [kind for kind in usual if form("thing", kind) is None] == [], name


def test_the_floor_and_the_walls_are_where_the_perspective_puts_them() -> None:
    studio = _studio("a living room")
    layout, place = studio.canvas.layout, _room(studio)
    room = plan(layout, place)
    x, y = room.view.at(0.0, 0.0, room.back)
    assert (x, y) == pytest.approx((place.x, place.y))
    assert room.view.at(1.0, 0.0, room.back)[0] - x == pytest.approx(place.size)
    assert room.view.ahead(place.y) == pytest.approx(room.back)
    ground = (place.y - layout.horizon) / place.size
    for thing in layout.places:
        found = form(thing.element, thing.kind)
        if found is not None and not found.hangs:
            scale = thing.size / found.metres
            assert (thing.y - layout.horizon) / scale == pytest.approx(ground, rel=0.02), thing.name


def test_a_window_lies_on_its_wall_and_shows_the_sky_of_the_hour() -> None:
    bright = {}
    for time in ("day", "night"):
        studio = _studio("a bedroom", time=time, weather="clear")
        left, top, right, bottom = openings(studio.canvas.layout, _room(studio))[0]
        view = next(layer for layer in studio.canvas.layers if layer.name == "view")
        x0, y0, x1, y1 = view.box
        assert max(abs(x0 - left), abs(y0 - top), abs(x1 - right), abs(y1 - bottom)) < 3
        assert 0 < top < bottom < _room(studio).y
        bright[time] = float(view.albedo[: (y1 - y0) // 3].mean())
    assert bright["day"] > 0.5
    assert bright["night"] < 0.35


def test_what_was_asked_for_is_seen_and_nothing_unasked_stands_before_it() -> None:
    studio = _studio("a cozy living room with a fireplace, a sofa and a cat")
    assert {"living_room", "fireplace", "sofa", "cat"} <= set(_seen(studio))
    places = studio.canvas.layout.places
    cat = next(p for p in places if p.name == "cat")
    assert all(p.order <= cat.order for p in places if not p.asked)


def test_an_animal_on_a_sofa_sits_on_its_seat() -> None:
    studio = _studio("a cat on a red sofa")
    places = {p.name: p for p in studio.canvas.layout.places}
    sofa, cat = places["sofa"], places["cat"]
    found = form("thing", "sofa")
    assert found is not None and found.top is not None
    assert sofa.y - cat.y == pytest.approx(found.top[2] * sofa.size, rel=0.05)
    assert abs(cat.x - sofa.x) < found.wide * sofa.size


def test_a_player_sits_behind_the_drums_and_stands_beside_the_piano() -> None:
    places = {p.name: p for p in _studio("a boy playing the drums").canvas.layout.places}
    boy, drums = places["boy"], places["drum_kit"]
    assert (boy.x, boy.traits["pose"]) == (drums.x, "sit")
    assert boy.y < drums.y and boy.order < drums.order
    places = {p.name: p for p in _studio("a woman playing the piano").canvas.layout.places}
    woman, piano = places["woman"], places["piano"]
    assert woman.traits["pose"] == "stand"
    assert abs(woman.x - piano.x) > 0.6 * piano.size


def test_the_same_seed_gives_the_same_room() -> None:
    first, second = _studio("a library"), _studio("a library")
    assert first.finished.tobytes() == second.finished.tobytes()
    assert isinstance(first.finished, Image.Image)
