"""Draw the picture of the one path: docs/images/path.svg, readable on light and dark pages.

python docs/path_picture.py           writes the picture
python docs/path_picture.py --check   exits with 1 when it isn't up to date
"""

import sys
from pathlib import Path
from xml.sax.saxutils import escape

PICTURE = Path(__file__).parent / "images" / "path.svg"

WIDE, STEP, TOP = 760, 62, 96
STEPS = (
    ("Host", "picks the generator; only its module is imported", ""),
    ("Condition", "the input is validated; an unknown field is an error", ""),
    ("Generator.read", "fills the fields that nobody set, from the prompt's words", "plugin"),
    ("Request", "everything resolved and checked: seed, formats, output", ""),
    ("muse_generate", "wrappers: refuse, watch, change, answer from elsewhere", "hook"),
    ("Generator.generate", "yields Progress, Preview, Text and one Artifact per item", "plugin"),
    ("encode, embed, write", "other formats (muse_formats), the recipe inside; whole files", ""),
    ("library, muse_event", "recorded; whoever observes is told", "hook"),
    ("Report and Result", "applied, read, chosen, adjusted, ignored, measured", ""),
)
SURFACES = ("muse run", "muse.run()", "HTTP, MCP")
STREAM = (4, 7)
"""The first and the last step inside the stream."""

STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1f2328 }
.name { font-weight: 600 }
.told, .key { font-size: 12.5px; fill: #59636e }
.box { fill: #f6f8fa; stroke: #8b949e }
.plugin { fill: #ddf4ff; stroke: #0969da }
.hook { fill: #fff1e5; stroke: #bc4c00 }
.stream { fill: none; stroke: #8b949e; stroke-dasharray: 5 4 }
.line { fill: none; stroke: #59636e; stroke-width: 1.5 }
.tip { fill: #59636e }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .told, .key { fill: #9198a1 }
  .box { fill: #161b22; stroke: #6e7681 }
  .plugin { fill: #0c2d6b; stroke: #58a6ff }
  .hook { fill: #4a1e02; stroke: #ffa657 }
  .line { stroke: #9198a1 }
  .tip { fill: #9198a1 }
}
"""


def picture() -> str:
    """Return the picture as SVG."""
    parts = []
    first, last = STREAM
    top = TOP + first * STEP - 12
    tall = (last - first) * STEP + 66
    parts.append(
        f'<rect class="stream" x="14" y="{top}" width="{WIDE - 28}" height="{tall}" rx="8"/>'
    )
    parts.append(
        f'<text class="key" x="{WIDE - 26}" y="{top + 18}" text-anchor="end">Stream</text>'
    )
    for place, name in enumerate(SURFACES):
        x = 40 + place * 150
        parts.append(f'<rect class="box" x="{x}" y="12" width="130" height="34" rx="17"/>')
        parts.append(f'<text class="name" x="{x + 65}" y="34" text-anchor="middle">{name}</text>')
        parts.append(f'<path class="line" d="M{x + 65} 46 V62 H145 V{TOP - 8}"/>')
    parts.append(_tip(TOP))
    for place, (name, told, kind) in enumerate(STEPS):
        y = TOP + place * STEP
        parts.append(
            f'<rect class="{kind or "box"}" x="40" y="{y}" width="210" height="42" rx="6"/>'
        )
        parts.append(f'<text class="name" x="145" y="{y + 26}" text-anchor="middle">{name}</text>')
        parts.append(f'<text class="told" x="268" y="{y + 26}">{escape(told)}</text>')
        if place:
            parts.append(f'<path class="line" d="M145 {y - STEP + 42} V{y - 8}"/>')
            parts.append(_tip(y))
    y = TOP + len(STEPS) * STEP + 6
    for place, (kind, told) in enumerate((("box", "core"), ("plugin", "plugin"), ("hook", "hook"))):
        x = 40 + place * 110
        parts.append(f'<rect class="{kind}" x="{x}" y="{y}" width="16" height="16" rx="3"/>')
        parts.append(f'<text class="key" x="{x + 24}" y="{y + 13}">{told}</text>')
    body = "\n".join(parts)
    high = y + 32
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" role="img">\n'
        "<title>The one path from a condition to an artifact</title>\n"
        f"<style>{STYLE}</style>\n{body}\n</svg>\n"
    )


def _tip(y: int) -> str:
    return f'<path class="tip" d="M139 {y - 9} h12 l-6 8 z"/>'


def main() -> int:
    """Write or check the picture."""
    drawn = picture()
    if "--check" not in sys.argv:
        PICTURE.write_text(drawn, encoding="utf-8")
        return 0
    if PICTURE.exists() and PICTURE.read_text(encoding="utf-8") == drawn:
        return 0
    print(f"{PICTURE} is out of date: run python docs/path_picture.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
