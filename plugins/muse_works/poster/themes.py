"""Themes of posters: the style, colours, picture and words that each begins with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """What a theme brings where nobody says otherwise."""

    style: str
    palettes: tuple[str, ...]
    """Colours that suit it; which, is drawn by lot."""
    picture: str
    """What a painter is asked for."""
    painted: bool
    """Whether it has a painted picture rather than a drawing."""
    words: tuple[str, str]
    """A headline in English and in Chinese."""


THEMES = {
    "tech": Theme(
        "tech",
        ("midnight", "violet", "ocean"),
        "a futuristic city skyline at night by the water, stars",
        False,
        ("The Next Big Thing", "科技创新大会"),
    ),
    "music": Theme(
        "bold",
        ("ember", "candy", "violet"),
        "a stage with a piano and a guitar, warm evening light",
        False,
        ("Live Tonight", "今夜音乐会"),
    ),
    "food": Theme(
        "retro",
        ("olive", "ember", "sunny"),
        "a bowl of noodles on a table, tea",
        False,
        ("Come and Eat", "美食节"),
    ),
    "nature": Theme(
        "modern",
        ("forest", "ocean", "olive"),
        "a forest, a lake and mountains at sunrise",
        True,
        ("Into the Wild", "走进自然"),
    ),
    "sport": Theme(
        "bold",
        ("lemon", "ocean", "ember"),
        "a runner on a road before mountains, morning",
        False,
        ("Run the City", "城市马拉松"),
    ),
    "spring-festival": Theme(
        "festive",
        ("vermilion", "ember"),
        "red lanterns in a street at night, fireworks, snow",
        False,
        ("Happy Spring Festival", "新春快乐"),
    ),
    "mid-autumn": Theme(
        "chinese",
        ("moonlight", "midnight"),
        "a full moon over a lake, a pagoda, lanterns, night",
        True,
        ("Mid-Autumn Festival", "中秋快乐"),
    ),
    "christmas": Theme(
        "festive",
        ("pine", "vermilion", "midnight"),
        "a snowy village at night, stars",
        False,
        ("Merry Christmas", "圣诞快乐"),
    ),
    "new-year": Theme(
        "festive",
        ("violet", "midnight", "vermilion"),
        "fireworks over a city at night by the water",
        False,
        ("Happy New Year", "新年快乐"),
    ),
    "halloween": Theme(
        "playful",
        ("ember", "violet"),
        "an old house at night, full moon, bats, bare trees",
        False,
        ("Trick or Treat", "万圣节之夜"),
    ),
    "education": Theme(
        "playful",
        ("sunny", "ocean", "candy"),
        "children on a meadow by a tree, morning",
        False,
        ("Learn Something New", "开学啦"),
    ),
    "sale": Theme(
        "bold",
        ("candy", "lemon", "ember"),
        "a market street with shops, evening lights",
        False,
        ("Big Summer Sale", "夏日大促"),
    ),
    "film": Theme(
        "modern",
        ("ember", "midnight"),
        "a lonely road in a desert at sunset, mesas",
        True,
        ("Coming Soon", "即将上映"),
    ),
    "travel": Theme(
        "frame",
        ("ocean", "sand", "sunny"),
        "a lighthouse on a cliff by the sea, a ship, sunset",
        True,
        ("See the World", "看世界"),
    ),
    "book": Theme(
        "split",
        ("sand", "forest", "moonlight"),
        "a house on a hill below the stars, a path",
        True,
        ("A Night of Reading", "读书之夜"),
    ),
    "art": Theme(
        "swiss",
        ("mono", "lemon", "sand"),
        "abstract shapes, bauhaus",
        False,
        ("Open Studio", "艺术展"),
    ),
    "wedding": Theme(
        "elegant",
        ("rose", "sand", "forest"),
        "a flower meadow in soft morning light, birds",
        False,
        ("Together at Last", "喜结良缘"),
    ),
    "charity": Theme(
        "minimal",
        ("rose", "ocean", "forest"),
        "an old tree on a meadow at sunrise",
        False,
        ("Every Hand Helps", "让爱传递"),
    ),
}
"""Theme -> what it brings."""

PLAIN = Theme("swiss", ("mono", "lemon", "sand"), "", False, ("", ""))
"""What a poster without a theme begins with."""
