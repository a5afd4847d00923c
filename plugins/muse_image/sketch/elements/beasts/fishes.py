"""Fish and whales by species."""

from dataclasses import replace

from .fish import Fish
from .fish_outlines import DEEP, DOLPHIN, ROUND, SHARK, SLIM, SPERM, WHALE

KOI = Fish(("f4efe4 fbf8f1 d9482c", "f6efe2 fbf7ee e0602f", "f2ece0 fbf7ee 2b2a2f"),
    SLIM, SLIM, 0.95, 1.05, pattern="koi", marks=("scales", "whiskers"), fin="f2e6da")  # fmt: skip
GOLDFISH = Fish(("e8702c f6c07a c2481c", "f08a2f f8d08a d0601f"), ROUND, ROUND, 0.62,
    0.86, "veil", "f29a55", ((-0.5, 0.0), (-0.5, 0.28), (0.0, 0.36), (0.3, 0.04)),
    marks=("scales",), eye=(0.66, 0.08, 0.075))  # fmt: skip
CLOWN = Fish(("ee7a26 f29a4a 2a2422",), DEEP, DEEP, 0.8, 0.8, "fan", "ee7a26",
    pattern="bars", eye=(0.72, 0.08, 0.06))  # fmt: skip
TROPICAL = Fish(("f0c23a f7e28a 2b2f4a", "3f8fd0 8fd0e8 f0c84a"), DEEP, DEEP, 0.72,
    1.05, "fan", pattern="stripes", eye=(0.7, 0.06, 0.06), dorsal=((-0.7, 0.0), (-0.75,
    0.3), (-0.1, 0.36), (0.3, 0.05)), low=((-0.7, 0.0), (-0.75, 0.3), (-0.2, 0.3), (0.1,
    0.0)))  # fmt: skip
FISH = Fish(("5f8ba0 dfe6e2 2f4a5a", "7a9a6a e8e6cc 43583a", "8a95a8 e6e8ea 4a5468"),
    SLIM, SLIM, 1.0, 1.0, marks=("scales",))  # fmt: skip
CARP = replace(FISH, coats=("c8492f f0b27a 8a2418",), above=DEEP, below=SLIM,
    marks=("scales", "whiskers"))  # fmt: skip
SALMON = replace(FISH, coats=("7f93a0 f0d2c4 4a5a66",), pattern="spots")
PUFFER = Fish(("c9a44a f4eedd 5a4426",), ROUND, ROUND, 0.66, 0.9, "fan",
    pattern="spots", eye=(0.6, 0.16, 0.09), dorsal=((-0.7, 0.0), (-0.7, 0.14), (-0.4,
    0.0)), low=())  # fmt: skip
GREY = Fish(("6f7f8c eef0ee 3f4a54",), SHARK, SHARK, 1.15, 0.95, "shark",
    dorsal=((-0.12, 0.0), (-0.14, 0.28), (0.0, 0.24), (0.22, 0.0)), low=((-0.62, 0.0),
    (-0.68, 0.1), (-0.5, 0.0)), breast=(0.34, 0.52, 0.16), eye=(0.78, 0.05, 0.03),
    marks=("gills", "sharp"))  # fmt: skip
BLUE = Fish(("3f5f80 cdd8de 2a4058",), WHALE, WHALE, 1.15, 0.95, flat=True,
    dorsal=((-0.55, 0.0), (-0.56, 0.07), (-0.4, 0.0)), low=(), breast=(0.3, 0.56, 0.1),
    eye=(0.6, -0.02, 0.025), marks=("grooves",))  # fmt: skip
SPERMACETI = replace(BLUE, coats=("5a6068 8d949a 3c4148",), above=SPERM, below=SHARK,
    marks=(), eye=(0.55, -0.02, 0.025))  # fmt: skip
ORCA = replace(BLUE, coats=("25272e f4f2ec 15161a",), above=SHARK, below=WHALE,
    pattern="orca", dorsal=((-0.1, 0.0), (-0.12, 0.4), (-0.02, 0.36), (0.18, 0.0)),
    marks=("sharp",), breast=(0.34, 0.46, 0.16), eye=(0.78, 0.02, 0.025))  # fmt: skip
PORPOISE = replace(BLUE, coats=("6f8798 e3e8e8 45586a",), above=DOLPHIN, below=DOLPHIN,
    dorsal=((-0.1, 0.0), (-0.22, 0.2), (-0.08, 0.17), (0.16, 0.0)), marks=("beak",),
    breast=(0.36, 0.44, 0.1), eye=(0.66, 0.02, 0.028))  # fmt: skip
BELUGA = replace(BLUE, coats=("e6eaec f6f8f8 b9c2c8",), above=SPERM, below=WHALE,
    marks=(), dorsal=(), eye=(0.74, 0.02, 0.03))  # fmt: skip
NARWHAL = replace(BELUGA, coats=("8a96a2 dfe3e4 59636e",), marks=("tusk",), pattern="spots")

FORMS = {"fish": FISH.form(0.18), "koi": KOI.form(0.22), "carp": CARP.form(0.22),
    "goldfish": GOLDFISH.form(0.1), "clownfish": CLOWN.form(0.08),
    "tropical_fish": TROPICAL.form(0.15), "salmon": SALMON.form(0.25),
    "pufferfish": PUFFER.form(0.2), "shark": GREY.form(1.6, 1.5),
    "whale": BLUE.form(6.0, 1.5), "sperm_whale": SPERMACETI.form(5.0, 1.5),
    "orca": ORCA.form(2.6, 1.5), "dolphin": PORPOISE.form(0.9, 1.4),
    "beluga": BELUGA.form(1.6, 1.5), "narwhal": NARWHAL.form(1.5, 1.9)}  # fmt: skip
ENLARGED = frozenset(FORMS)
AFLOAT = frozenset(FORMS)
