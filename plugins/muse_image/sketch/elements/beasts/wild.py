"""Bears, rabbits, raccoons, rodents and others with paws."""

from dataclasses import replace

from .build import Build
from .face import BROAD, ROUND, WEDGE, Face
from .pawed import Pawed

HEAVY = Build(long=0.9, leg=0.3, deep=0.44, tuck=0.06, bone=0.14, thigh=0.34,
    neck=(0.24, -0.02, 0.34), head=0.2, hump=0.06, tail=("stub", 0.1, 0.05), fur=0.026,
    sit=0.4, paw=1.0)  # fmt: skip
BEAR_FACE = Face(half=BROAD, ears=("round", 0.66, 0.56, -0.35, 0.72), eyes=(0.36, 0.12,
    0.1), iris="2e1c12", pupil="dark", muzzle=(-0.42, 0.42, 0.38, 0.34), nose=("dog",
    0.19), skin="6a4a3a", whiskers=False, tuft=0.09)  # fmt: skip
BEAR = Pawed(("6a482f a98560 3f2a1c", "7d5636 b8946c 4a3020"), HEAVY, BEAR_FACE, rest="stand")
BLACK = replace(BEAR, coats=("302c2c 8f7458 1c1a1a",))
POLAR = replace(BEAR, coats=("f1ede4 faf8f2 d5cdbf",), face=replace(BEAR_FACE, skin="c9bcae"))
PANDA = Pawed(("f5f2ea fbf9f4 29272b",), replace(HEAVY, head=0.24, socks=True, hump=0.0,
    neck=(0.2, 0.06, 0.34), sit=0.4, tail=("stub", 0.1, 0.05)), replace(BEAR_FACE,
    marks=("panda",), ear="29272b", skin="29272b", eyes=(0.42, 0.02, 0.09),
    muzzle=(-0.44, 0.34, 0.28, 0.3)), "vest")  # fmt: skip
KOALA = Pawed(("9a9ca2 e6e4e0 6a6c72",), replace(HEAVY, long=0.6, head=0.25, hump=0.0,
    sit=0.36, fur=0.03, neck=(0.16, 0.06, 0.3)), replace(BEAR_FACE, ears=("large", 0.86,
    0.42, -0.5, 0.95), nose=("dog", 0.24), muzzle=(-0.24, 0.2, 0.34, 0.3),
    skin="e0cfc8", tuft=0.14, eyes=(0.46, 0.1, 0.1)))  # fmt: skip
RED_PANDA = Pawed(("b5562c f4e6d4 3a221a",), Build(long=0.72, leg=0.28, deep=0.34,
    tuck=0.1, bone=0.1, neck=(0.18, 0.06, 0.28), head=0.23, tail=("ringed", 0.72, 0.2),
    fur=0.026, sit=0.34, socks=True), Face(half=BROAD, ears=("cat", 0.68, 0.54, -0.45,
    0.72), eyes=(0.36, 0.02, 0.13), iris="2e1c12", pupil="dark", muzzle=(-0.42, 0.34,
    0.28, 0.3), nose=("dog", 0.15), marks=("cheeks", "brows"), skin="f4e6d4",
    tuft=0.14))  # fmt: skip
RACCOON = Pawed(("86827e d9d5cc 2f2c2d",), Build(long=0.66, leg=0.3, deep=0.36,
    tuck=0.08, bone=0.08, neck=(0.16, 0.06, 0.26), head=0.22, tail=("ringed", 0.6,
    0.18), fur=0.026, sit=0.34, socks=True), Face(half=WEDGE, ears=("round", 0.62, 0.6,
    -0.25, 0.7), eyes=(0.38, 0.0, 0.13), iris="1c1412", pupil="dark", muzzle=(-0.52,
    0.28, 0.28, 0.38), nose=("dog", 0.15), marks=("cheeks", "brows", "bandit"),
    skin="b5a9a0", tuft=0.14))  # fmt: skip
BADGER = replace(RACCOON, build=replace(RACCOON.build, tail=("brush", 0.2, 0.12)),
    face=replace(RACCOON.face, marks=("bandit", "blaze")))  # fmt: skip
SKUNK = replace(RACCOON, coats=("25242a f4f1ea f4f1ea",), build=replace(RACCOON.build,
    tail=("brush", 0.6, 0.26), socks=False), face=replace(RACCOON.face,
    marks=("blaze",), tuft=0.06))  # fmt: skip
RABBIT = Pawed(("b89a7a f2e9db 8a6a4c", "f2eee6 fcfaf6 d0c6ba", "9a9290 e6e2dc 5f5856"),
    Build(long=0.5, leg=0.2, deep=0.34, tuck=0.0, bone=0.075, thigh=0.34, neck=(0.13,
    0.08, 0.24), head=0.205, tail=("ball", 0.1, 0.085), fur=0.016, sit=0.3),
    Face(half=ROUND, ears=("long", 0.3, 0.62, -0.12, 0.8), eyes=(0.5, 0.08, 0.17),
    iris="3a2218", pupil="dark", muzzle=(-0.42, 0.34, 0.28, 0.2), nose=("cat", 0.1),
    skin="e0a8a0", tuft=0.07, marks=()))  # fmt: skip
HARE = replace(RABBIT, coats=("a5835a e6d6b8 5f4630",), build=replace(RABBIT.build,
    leg=0.34, deep=0.28, long=0.6, head=0.17), face=replace(RABBIT.face, ears=("long",
    0.3, 0.62, -0.1, 1.0)))  # fmt: skip
SQUIRREL = Pawed(("b5653a f4e8d4 6a3a20", "8a8580 efeae2 4f4a47"), Build(long=0.46,
    leg=0.2, deep=0.3, tuck=0.05, bone=0.06, thigh=0.28, neck=(0.13, 0.06, 0.22),
    head=0.19, tail=("plume", 0.7, 0.26), fur=0.018, sit=0.27), Face(half=ROUND,
    ears=("fox", 0.54, 0.6, -0.15, 0.62), eyes=(0.48, 0.1, 0.17), iris="1c1210",
    pupil="dark", muzzle=(-0.46, 0.34, 0.28, 0.26), nose=("cat", 0.1), skin="a5766a",
    tuft=0.08, marks=("cheeks",)))  # fmt: skip
CHIPMUNK = replace(SQUIRREL, coats=("b5753f f2e2c8 4a2f1e",), pattern="tabby",
    build=replace(SQUIRREL.build, tail=("plume", 0.5, 0.14)))  # fmt: skip
MOUSE = Pawed(("9a938e e6e0da 6a6460", "f1ede6 fbf9f5 cfc6bc", "a58a6e e9dcc8 6f563f"),
    Build(long=0.5, leg=0.13, deep=0.4, tuck=0.0, bone=0.05, thigh=0.3, neck=(0.16,
    0.03, 0.26), head=0.2, tail=("long", 0.8, 0.035), fur=0.012, sit=0.3),
    Face(half=WEDGE, ears=("large", 0.74, 0.62, -0.3, 0.95), eyes=(0.4, 0.06, 0.15),
    iris="15100e", pupil="dark", muzzle=(-0.56, 0.24, 0.26, 0.3), nose=("cat", 0.1),
    skin="e6a9a4", tuft=0.04))  # fmt: skip
HAMSTER = Pawed(("dca35c faf2e2 a8743a",), Build(long=0.4, leg=0.12, deep=0.5, tuck=0.0,
    bone=0.06, thigh=0.26, neck=(0.12, 0.05, 0.4), head=0.29, tail=("stub", 0.05, 0.03),
    fur=0.018, sit=0.4), Face(half=BROAD, ears=("round", 0.66, 0.62, -0.3, 0.6),
    eyes=(0.46, 0.08, 0.15), iris="15100e", pupil="dark", muzzle=(-0.36, 0.34, 0.26,
    0.2), nose=("cat", 0.09), skin="e6a9a4", tuft=0.07, marks=("cheeks",)))  # fmt: skip
GUINEA = replace(HAMSTER, coats=("c9803f f6efe2 3a2a22",), pattern="patches",
    build=replace(HAMSTER.build, long=0.6), face=replace(HAMSTER.face, ears=("fold",
    0.8, 0.44, -0.2, 0.7), marks=("blaze",)))  # fmt: skip
OTTER = Pawed(("7a563c d9c2a2 4a3222",), Build(long=0.82, leg=0.2, deep=0.32, tuck=0.02,
    bone=0.085, neck=(0.22, 0.18, 0.26), head=0.18, tail=("brush", 0.6, 0.11),
    fur=0.012, sit=0.25), Face(half=BROAD, ears=("round", 0.82, 0.4, -0.6, 0.42),
    eyes=(0.36, 0.14, 0.1), iris="15100e", pupil="dark", muzzle=(-0.34, 0.46, 0.34,
    0.24), nose=("dog", 0.17), skin="8a6a5a", tuft=0.05, marks=("cheeks",)))  # fmt: skip
BEAVER = replace(OTTER, build=replace(OTTER.build, deep=0.42, sit=0.36, tail=("paddle", 0.4, 0.16)))
MEERKAT = Pawed(("c9a273 efe2c8 4a3626",), Build(long=0.5, leg=0.26, deep=0.24,
    tuck=0.1, bone=0.055, neck=(0.12, 0.1, 0.18), head=0.145, tail=("long", 0.6, 0.04),
    fur=0.01, sit=0.19), Face(half=WEDGE, ears=("round", 0.82, 0.3, -0.6, 0.45),
    eyes=(0.38, 0.1, 0.14), iris="15100e", pupil="dark", muzzle=(-0.52, 0.26, 0.26,
    0.36), nose=("dog", 0.14), marks=("rings",), tuft=0.05))  # fmt: skip

FORMS = {"bear": BEAR.form(1.5, top=(-0.3, 0.2, 0.76)), "black_bear": BLACK.form(1.3),
    "polar_bear": POLAR.form(1.6), "bear_cub": BEAR.young(0.6),
    "panda": PANDA.form(1.1), "panda_cub": PANDA.young(0.5), "koala": KOALA.form(0.6),
    "red_panda": RED_PANDA.form(0.5), "raccoon": RACCOON.form(0.45),
    "badger": BADGER.form(0.45), "skunk": SKUNK.form(0.4), "rabbit": RABBIT.form(0.35),
    "hare": HARE.form(0.45), "squirrel": SQUIRREL.form(0.25),
    "chipmunk": CHIPMUNK.form(0.16), "mouse": MOUSE.form(0.09),
    "hamster": HAMSTER.form(0.11), "guinea_pig": GUINEA.form(0.15),
    "otter": OTTER.form(0.5), "beaver": BEAVER.form(0.5),
    "meerkat": MEERKAT.form(0.32)}  # fmt: skip
