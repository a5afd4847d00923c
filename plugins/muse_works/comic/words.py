"""What a prompt says of a comic: pages, style, direction of reading."""

from muse import Lexicon, Reading

_STYLES = {
    "manga": ["manga", "black and white", "黑白漫画", "日式漫画", "黑白"],
    "ink": ["ink", "in ink", "水墨", "水墨画"],
    "line-art": ["line art", "line drawing", "线稿", "线描"],
    "watercolour": ["watercolour", "watercolor", "水彩"],
    "cartoon": ["cartoon", "卡通"],
    "pencil": ["pencil", "铅笔", "铅笔画"],
}
_WORDS = Lexicon(
    {
        "style": _STYLES,
        "reading": {"rtl": ["right to left", "从右到左", "从右往左"]},
        "vertical": {True: ["vertical lettering", "竖排"]},
    },
    [("pages", "# pages", int), ("pages", "# page", int), ("pages", "#页", int)],
)


def read(prompt: str) -> Reading:
    """Return the fields that a prompt says; what else it says is the story."""
    return Reading(_WORDS.read(prompt).fields)
