"""Cats, small and large."""

from dataclasses import replace

from .build import Build
from .face import BROAD, ROUND, Face
from .pawed import Pawed

BUILD = Build(long=0.74, leg=0.34, deep=0.31, bone=0.085, thigh=0.24, neck=(0.15, 0.1,
    0.21), head=0.2, tail=("long", 0.72, 0.085), sit=0.3, tuck=0.2)  # fmt: skip
FACE = Face(marks=("cheeks", "tabby", "patch"), tuft=0.08)
CAT = Pawed(("d08a45 f6ecdc 8a4a1c", "8f857b efe7da 3f3833", "a89f96 f0ebe2 5a524c"),
    BUILD, FACE, "tabby")  # fmt: skip
ORANGE = replace(CAT, coats=("dd8e40 f8ecd8 a3561c",))
GREY = replace(CAT, coats=("8a929c a9b0b8 5f676f",), pattern="", face=replace(FACE,
    iris="d99a2e", marks=()))  # fmt: skip
CALICO = replace(CAT, coats=("f4eee4 fcf9f3 35302e",), pattern="calico")
TUXEDO = replace(CAT, coats=("2c2b30 f6f2ea 1a191c",), pattern="", face=replace(FACE,
    marks=("cheeks", "blaze")))  # fmt: skip
SIAMESE = replace(CAT, coats=("e9dcc6 f1e8d8 4a352b",), pattern="points",
    build=replace(BUILD, socks=True, bone=0.068), face=replace(FACE, iris="4f93d6",
    marks=("mask",), skin="5a4038", ear="4a352b"))  # fmt: skip
PERSIAN = replace(CAT, coats=("f0e7da fbf6ee c9b8a2", "c9c4bf eeebe6 8f8a86"),
    pattern="", build=replace(BUILD, fur=0.03, head=0.23, sit=0.36, tail=("brush", 0.6,
    0.19), leg=0.34), face=replace(FACE, half=BROAD, tuft=0.16, iris="d98a2c",
    ears=("cat", 0.66, 0.52, -0.4, 0.8), muzzle=(-0.36, 0.34, 0.26, 0.2)))  # fmt: skip
BIG = Build(long=0.9, leg=0.42, deep=0.33, bone=0.1, thigh=0.27, neck=(0.22, 0.04,
    0.25), head=0.18, tail=("long", 0.8, 0.075), sit=0.34, tuck=0.15)  # fmt: skip
GREAT = Face(half=ROUND, ears=("round", 0.68, 0.62, -0.35, 0.85), eyes=(0.38, 0.1,
    0.145), iris="d3a63a", pupil="round", muzzle=(-0.46, 0.4, 0.32, 0.3), nose=("cat",
    0.2), skin="a5685a", marks=(), tuft=0.08)  # fmt: skip
LION = Pawed(("d2a05a f0dfbd 6a4326", "c8944c ecd9b4 5c3a22"), replace(BIG,
    tail=("tuft", 0.7, 0.05)), GREAT, mane="8a5428", rest="stand")  # fmt: skip
LIONESS = replace(LION, mane="")
TIGER = Pawed(("dd8434 f8efe0 241c1a",), BIG, replace(GREAT, marks=("cheeks", "brows",
    "tiger"), tuft=0.14), "tiger", rest="stand")  # fmt: skip
WHITE_TIGER = replace(TIGER, coats=("eee9e0 fbf9f4 35302e",), face=replace(TIGER.face,
    iris="6fa8d0"))  # fmt: skip
LEOPARD = Pawed(("d9a656 f4e6c8 3a281c",), replace(BIG, bone=0.088, head=0.175),
    replace(GREAT, tuft=0.05), "rosettes", rest="stand")  # fmt: skip
SNOW = replace(LEOPARD, coats=("cfcac2 f1eee8 4a4645",), build=replace(BIG, fur=0.018,
    tail=("long", 0.95, 0.12)), face=replace(GREAT, iris="a9bfae", tuft=0.12))  # fmt: skip
CHEETAH = Pawed(("dfae62 f5ead0 2c211a",), replace(BIG, leg=0.5, deep=0.27, bone=0.075,
    head=0.15, tuck=0.4), replace(GREAT, marks=("tears",), tuft=0.03), "spots",
    rest="stand")  # fmt: skip
PANTHER = replace(LEOPARD, coats=("2a282d 343237 161518",), pattern="",
    face=replace(GREAT, marks=(), skin="3b3235", iris="c9c24a"))  # fmt: skip

FORMS = {"cat": CAT.form(0.3), "kitten": CAT.young(0.17),
    "orange_cat": ORANGE.form(0.32), "grey_cat": GREY.form(0.3),
    "calico_cat": CALICO.form(0.3), "tuxedo_cat": TUXEDO.form(0.3),
    "siamese_cat": SIAMESE.form(0.3), "persian_cat": PERSIAN.form(0.3),
    "lion": LION.form(1.2), "lioness": LIONESS.form(1.1),
    "lion_cub": LIONESS.young(0.5), "tiger": TIGER.form(1.1, 1.3, top=(-0.35, 0.2, 0.66)),
    "tiger_cub": TIGER.young(0.45), "white_tiger": WHITE_TIGER.form(1.1, 1.3, top=(-0.35,
    0.2, 0.66)), "leopard": LEOPARD.form(0.85, 1.3), "snow_leopard": SNOW.form(0.75, 1.45),
    "cheetah": CHEETAH.form(0.9, 1.3), "panther": PANTHER.form(0.85, 1.3)}  # fmt: skip
