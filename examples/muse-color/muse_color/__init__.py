"""`color.palette`: a medium of its own. Palettes from words, English and Chinese."""

from collections.abc import Iterator
from typing import Any, Literal

from muse import Artifact, Condition, Event, Field, Generator, Lexicon, Progress, Reading, Run

HUES = {
    "red": 25, "orange": 55, "yellow": 100, "green": 145, "teal": 190, "blue": 255, "violet": 300,
    "pink": 350,
}  # fmt: skip
"""Hues in degrees, as OKLCH counts them."""

OFFSETS = {
    "analogous": (-40, -20, 0, 20, 40),
    "complementary": (0, 180),
    "triadic": (0, 120, 240),
    "tetradic": (0, 90, 180, 270),
    "monochrome": (0,),
}
"""Degrees from the base hue, for each harmony."""

MOODS = {"calm": (0.72, 0.07), "vivid": (0.66, 0.19), "dark": (0.36, 0.09), "pastel": (0.86, 0.06)}
"""Mean lightness and chroma."""

WORDS = Lexicon(
    {
        "hue": {
            "red": ["red", "fire", "红", "火"],
            "orange": ["orange", "sunset", "autumn", "橙", "日落", "秋"],
            "yellow": ["yellow", "gold", "sun", "黄", "金"],
            "green": ["green", "forest", "spring", "绿", "森林", "春"],
            "teal": ["teal", "turquoise", "lagoon", "青"],
            "blue": ["blue", "sea", "ocean", "sky", "winter", "蓝", "海", "天空", "冬"],
            "violet": ["violet", "purple", "dusk", "紫", "黄昏"],
            "pink": ["pink", "rose", "粉", "玫瑰"],
        },
        "mood": {
            "calm": ["calm", "quiet", "平静", "安静"],
            "vivid": ["vivid", "bright", "loud", "鲜艳", "明亮"],
            "dark": ["dark", "night", "gloomy", "黑暗", "夜"],
            "pastel": ["pastel", "soft", "gentle", "柔和", "淡"],
        },
        "harmony": {name: [name] for name in OFFSETS}
        | {
            "complementary": ["complementary", "contrast", "互补", "对比"],
            "monochrome": ["monochrome", "单色"],
        },
    },
    [("colors", "# colors", int), ("colors", "# colours", int), ("colors", "#种颜色", int)],
)

Hue = Literal["red", "orange", "yellow", "green", "teal", "blue", "violet", "pink"]
Mood = Literal["calm", "vivid", "dark", "pastel"]
Harmony = Literal["analogous", "complementary", "triadic", "tetradic", "monochrome"]


class PaletteCondition(Condition):
    """What can be asked for."""

    prompt: str = Field(
        "", description="What it is for.", examples=["a calm sea at dusk, 6 colors", "柔和的森林"]
    )
    hue: Hue | None = Field(None, description="The hue it begins with; drawn if none is given.")
    mood: Mood | None = Field(None, description="How light and how strong; drawn if not given.")
    harmony: Harmony = Field("analogous", description="Which hues go with it.")
    colors: int = Field(5, ge=2, le=32, description="How many colours.", examples=[7])


class Palette(Generator[PaletteCondition]):
    """Palettes by colour theory, as JSON, GPL, ASE and a picture."""

    condition = PaletteCondition
    formats = {
        ".json": "application/json",
        ".gpl": "text/x-gimp-gpl",
        ".ase": "application/x-adobe-swatches",
        ".png": "image/png",
    }
    example = 'muse run color --prompt "a calm sea at dusk" -o sea.ase -o sea.png'

    @classmethod
    def probes(cls) -> dict[str, dict[str, Any]]:
        """Return what shows that a prompt is kept: its words are the palette's name."""
        return {"prompt": {"prompt": "a red fire"}}

    def read(self, prompt: str) -> Reading:
        """Return hue, mood, harmony and number that a prompt names."""
        return WORDS.read(prompt)

    def generate(self, condition: PaletteCondition, run: Run) -> Iterator[Event]:
        """Spread colours over the hues of the harmony, from dark to light."""
        from muse_color.files import MAKERS
        from muse_color.oklch import rgb

        for item in run.items:
            chance = item.random
            hue = condition.hue or chance.choice(list(HUES))
            mood = condition.mood or chance.choice(list(MOODS))
            if len(run.items) == 1:
                for name, drawn in (("hue", hue), ("mood", mood)):
                    if getattr(condition, name) is None:
                        run.report.choose(name, drawn)
            base, offsets = HUES[hue] + chance.uniform(-8, 8), OFFSETS[condition.harmony]
            light, chroma = MOODS[mood]
            colours = []
            for place in range(condition.colors):
                share = place / (condition.colors - 1) - 0.5
                colours.append(
                    rgb(
                        min(0.97, max(0.08, light + 0.5 * share + chance.uniform(-0.02, 0.02))),
                        chroma * chance.uniform(0.8, 1.2),
                        base + offsets[place % len(offsets)],
                    )
                )
            name = condition.prompt or f"{mood} {hue}"
            files = {suffix: MAKERS[suffix](name, colours) for suffix in run.formats}
            yield Progress(item.index + 1, len(run.items))
            yield Artifact(files, item, {"colors": len(colours)}, title=name)
