"""Muse from Python: a picture, events as they come, and making something again.

python examples/quickstart.py [FOLDER]
"""

import sys
from pathlib import Path

import muse


def main(folder: Path) -> None:
    """Make one thing of each medium in a folder."""
    picture = muse.run(
        "image", prompt="a lake and mountains at dusk", width=512, height=384, seed=7
    )
    picture.save(folder / "lake.png")
    print("measured on the picture:", picture.report.measured["width"], "px wide")

    with muse.stream("text", prompt="写一个关于月亮的故事", seed=7) as stream:
        for event in stream:
            if isinstance(event, muse.Text):
                print(event.piece, end="", flush=True)
    stream.result.save(folder / "moon.md")

    song = muse.run("music", style="folk", meter="6/8", bars=8, seed=7)
    song.save(folder / "song.mid")
    again = muse.run("music", style="folk", meter="6/8", bars=8, seed=7)
    print("the same song:", song.data == again.data)


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    target.mkdir(parents=True, exist_ok=True)
    main(target)
