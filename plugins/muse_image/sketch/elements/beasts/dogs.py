"""Dogs by breed, wolves and foxes."""

from dataclasses import replace

from .build import Build
from .face import BROAD, LONG, ROUND, WEDGE, Face
from .pawed import Pawed

BUILD = Build(long=0.78, leg=0.42, deep=0.31, tuck=0.35, bone=0.082, thigh=0.26,
    neck=(0.17, 0.14, 0.22), head=0.175, tail=("flag", 0.5, 0.1), sit=0.3, fur=0.014)  # fmt: skip
FACE = Face(half=LONG, ears=("drop", 0.66, 0.52, 0.1, 1.0), eyes=(0.38, 0.14, 0.135),
    iris="3a2417", pupil="dark", muzzle=(-0.5, 0.42, 0.4, 0.34), nose=("dog", 0.2),
    skin="9a6a60", whiskers=False, tuft=0.04)  # fmt: skip
PRICK = ("wolf", 0.56, 0.62, -0.16, 1.1)
DOG = Pawed(("b9824c f1e3cc 6b4426", "8a5c38 ead9bf 4a2f1e", "dcc09a f7eedd 9a7448",
    "463c38 d9cdbd 241f1d"), BUILD, replace(FACE, marks=("blaze",)), "")  # fmt: skip
RETRIEVER = Pawed(("dcae6c f3e2c1 b07d3e", "e6c592 f8ecd6 c09a62"), replace(BUILD,
    fur=0.022, tail=("flag", 0.55, 0.14)), replace(FACE, tongue=True, tuft=0.06))  # fmt: skip
SHEPHERD = Pawed(("b58049 d9b88a 2a2423",), replace(BUILD, fur=0.018, tail=("brush",
    0.55, 0.13)), replace(FACE, ears=PRICK, half=WEDGE, marks=("dark muzzle",),
    tuft=0.08, ear="4a3a30"), "saddle")  # fmt: skip
COLLIE = Pawed(("2c2a2d f7f4ed 1a191b", "8a5a34 f7f4ed 5a3820"), replace(BUILD,
    fur=0.026, tail=("brush", 0.55, 0.15)), replace(FACE, ears=("wolf", 0.62, 0.54,
    -0.45, 0.85), half=WEDGE, marks=("cheeks", "blaze"), tuft=0.12))  # fmt: skip
HUSKY = Pawed(("5f646b f4f3f0 34383e", "8a8580 f7f4ef 57524e"), replace(BUILD,
    fur=0.022, tail=("curl", 0.5, 0.14)), replace(FACE, ears=PRICK, half=WEDGE,
    marks=("husky",), iris="6db3e2", pupil="round", tuft=0.1, eyes=(0.38, 0.12, 0.14)))  # fmt: skip
SAMOYED = Pawed(("f3eee5 fcfaf6 d5cbbd",), replace(BUILD, fur=0.03, tail=("curl", 0.5,
    0.17), head=0.2), replace(FACE, ears=("wolf", 0.6, 0.58, -0.3, 0.85), half=BROAD,
    tuft=0.16, tongue=True))  # fmt: skip
SHIBA = Pawed(("d08a4a f8eede 9a5a28",), replace(BUILD, tail=("curl", 0.5, 0.12),
    head=0.19), replace(FACE, ears=("wolf", 0.58, 0.6, -0.24, 0.95), half=BROAD,
    marks=("cheeks", "brows"), tuft=0.08, muzzle=(-0.44, 0.38, 0.32, 0.3)))  # fmt: skip
CORGI = Pawed(("cf8f4e f8f0e2 8f5a2a",), replace(BUILD, leg=0.22, deep=0.36, long=0.98,
    head=0.23, bone=0.095, tail=("stub", 0.1, 0.07), neck=(0.16, 0.18, 0.26), tuck=0.1,
    sit=0.33), replace(FACE, ears=("fox", 0.62, 0.6, -0.3, 1.0), half=WEDGE,
    marks=("cheeks", "blaze"), tuft=0.07, tongue=True))  # fmt: skip
DACHSHUND = Pawed(("7a4326 a5683c 4d2815", "2e2624 a5683c 1c1716"), replace(BUILD,
    leg=0.2, deep=0.32, long=1.15, head=0.2, bone=0.085, tail=("long", 0.5, 0.05),
    neck=(0.22, 0.24, 0.22), tuck=0.1, fur=0.0), replace(FACE, muzzle=(-0.52, 0.36,
    0.42, 0.42), marks=("brows",), tuft=0.0))  # fmt: skip
PUG = Pawed(("d9bb8c ecd8b4 2b2523",), replace(BUILD, leg=0.3, head=0.25, tail=("curl",
    0.3, 0.07), fur=0.0, long=0.74, sit=0.34), replace(FACE, half=BROAD, ears=("fold",
    0.72, 0.62, 0.1, 0.85), eyes=(0.46, 0.06, 0.2), muzzle=(-0.36, 0.5, 0.4, 0.1),
    marks=("dark muzzle", "rings"), tuft=0.0, nose=("dog", 0.18), ear="2b2523"))  # fmt: skip
POODLE = Pawed(("f0e8dc faf6ef c9b9a4", "a8713f c08e5c 7a4e28", "4a4544 5a5453 2c2828"),
    replace(BUILD, fur=0.035, head=0.19, tail=("ball", 0.2, 0.1), leg=0.44),
    replace(FACE, half=ROUND, ears=("drop", 0.82, 0.42, 0.1, 1.15), tuft=0.16,
    muzzle=(-0.5, 0.34, 0.34, 0.34)))  # fmt: skip
DALMATIAN = Pawed(("f4f0e8 fbf9f5 25232a",), replace(BUILD, fur=0.0, tail=("long", 0.6,
    0.05)), replace(FACE, tuft=0.0, ear="25232a"), "blots")  # fmt: skip
BEAGLE = Pawed(("b9743c f8f2e6 2c2624",), replace(BUILD, fur=0.0, tail=("flag", 0.45,
    0.06)), replace(FACE, marks=("blaze",), tuft=0.0, ears=("drop", 0.72, 0.5, 0.1,
    1.12), ear="9a5a2c"), "saddle")  # fmt: skip
WILD = replace(BUILD, fur=0.024, deep=0.36, bone=0.09, tail=("brush", 0.62, 0.15),
    neck=(0.2, 0.1, 0.25),    leg=0.46, head=0.165, long=0.84)  # fmt: skip
WOLF = Pawed(("84807c e6e1d7 4a4644", "6f7076 dcdad6 3b3c42"), WILD, replace(FACE,
    half=WEDGE, ears=PRICK, marks=("husky",), iris="d9a93a", pupil="round", tuft=0.16,
    eyes=(0.37, 0.12, 0.135)), "saddle", rest="stand")  # fmt: skip
FOX = Pawed(("d0692a f8f0e4 33241f",), replace(WILD, leg=0.38, head=0.185,
    tail=("brush", 0.75, 0.2), socks=True, bone=0.066, long=0.74), replace(FACE,
    half=WEDGE, ears=("fox", 0.56, 0.56, -0.2, 1.1), marks=("cheeks",), tuft=0.14,
    iris="c78a2c", pupil="round", muzzle=(-0.6, 0.26, 0.28, 0.4), nose=("dog", 0.14),
    ear="33241f", eyes=(0.4, 0.06, 0.14), skin="e8d8c4"), rest="sit")  # fmt: skip
ARCTIC = replace(FOX, coats=("eeebe6 fbfaf8 c9c5bf",), build=replace(FOX.build,
    socks=False, fur=0.03), face=replace(FOX.face, ear="", tuft=0.18, skin="c9b0a6"))  # fmt: skip

FORMS = {"dog": DOG.form(0.6), "puppy": RETRIEVER.young(0.28),
    "retriever": RETRIEVER.form(0.65), "shepherd": SHEPHERD.form(0.7),
    "collie": COLLIE.form(0.6), "husky": HUSKY.form(0.65), "samoyed": SAMOYED.form(0.6),
    "shiba": SHIBA.form(0.45), "corgi": CORGI.form(0.35),
    "dachshund": DACHSHUND.form(0.3), "pug": PUG.form(0.35), "poodle": POODLE.form(0.5),
    "dalmatian": DALMATIAN.form(0.65), "beagle": BEAGLE.form(0.42),
    "wolf": WOLF.form(0.95), "wolf_cub": WOLF.young(0.35), "fox": FOX.form(0.5),
    "fox_cub": FOX.young(0.25), "arctic_fox": ARCTIC.form(0.45)}  # fmt: skip
