"""Make the pictures of the studio for README.md and docs/studio.md: real pages of a real server.

python docs/studio_pictures.py     writes docs/images/studio-*.jpg; needs playwright and chromium
"""

import io
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs/images"
sys.path[:0] = [str(ROOT / "tests")]

from studio_pages import Served, Studio  # noqa: E402

MOST = 250_000
"""Bytes of a picture."""
PICTURES: tuple[dict[str, Any], ...] = (
    {"prompt": "a lake and mountains at sunset, a small boat", "seed": 7, "style": "oil"},
    {"prompt": "a red boat under the moon", "seed": 3, "style": "ink"},
    {"prompt": "a girl in a yellow coat with a black cat on a bench, autumn", "seed": 4,
     "style": "watercolour"},
    {"prompt": "一座雪山下的村庄,夜晚", "seed": 5, "style": "woodblock"},
    {"prompt": "a fox in a birch forest, autumn", "seed": 6, "style": "gouache"},
    {"prompt": "city skyline at night", "seed": 7, "style": "stained-glass"},
    {"prompt": "三只鸟飞过湖面", "seed": 8, "style": "pencil"},
    {"prompt": "a lighthouse in a storm", "seed": 9, "style": "pastel"},
)  # fmt: skip
SHEET = (
    {"prompt": "a lighthouse by the sea at sunset, a small boat", "seed": 11},
    {"prompt": "a lighthouse by the sea at sunset, a small boat", "seed": 12, "style": "ink"},
    {
        "prompt": "a lighthouse by the sea at sunset, a small boat",
        "seed": 7,
        "style": "watercolour",
    },
)
CHINESE = (
    {"prompt": "海边的灯塔,日落,一只小船", "seed": 12, "style": "ink"},
    {"prompt": "海边的灯塔,日落,一只小船", "seed": 11, "style": "oil"},
    {"prompt": "海边的灯塔,日落,一只小船", "seed": 7, "style": "watercolour"},
)
SONGS = (
    {"prompt": "a calm waltz with piano and strings", "seed": 5, "bars": 32},
    {"prompt": "一首欢快的流行歌曲,节奏为4/4拍", "seed": 7, "bars": 16},
)
TEXTS = (
    {"prompt": "送别毕业同学的七绝", "seed": 3},
    {"prompt": "three haiku about frogs", "seed": 2},
)


def filled(served: Served) -> str:
    """Make what the pages show; return the id of a song."""
    song = ""
    for asked in SONGS:
        song = song or served.made(**asked, medium="music", sheet="song")[0]["id"]
    for asked in TEXTS:
        served.made(**asked, medium="text")
    for number, asked in enumerate(PICTURES):
        made = served.made(**asked, width=768, height=768 if number % 3 else 1024)[0]["id"]
        served.ask("PATCH", f"/artifacts/{made}", {"rating": 3 + number % 3})
    for name, versions in (("lighthouse", SHEET), ("dengta", CHINESE)):
        for asked in versions:
            served.made(**asked, sheet=name, width=1024, height=768)
        form = {"medium": "image", "generator": None, "locks": [], "dropped": [], "title": "",
                "fields": {"prompt": versions[-1]["prompt"]}, "view": {}}  # fmt: skip
        served.ask("PUT", f"/desk/sheet-{name}", {"value": form, "revision": None})
    served.ask("PUT", "/desk/studio", {"value": {"welcomed": True}, "revision": None})
    return song


def kept(page: Page, name: str) -> None:
    """Write what a page shows as a JPEG that isn't too large."""
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for quality in range(88, 40, -6):
        held = io.BytesIO()
        shot.save(held, "JPEG", quality=quality, optimize=True, progressive=True)
        if held.tell() <= MOST:
            break
    IMAGES.joinpath(f"studio-{name}.jpg").write_bytes(held.getvalue())


def verified(studio: Studio, name: str, **how: Any) -> None:
    """Take a picture of the page that verifies files: one as it was made, one changed, one cut."""
    made = studio.get("/artifacts?q=fox")["artifacts"][0]
    data = studio.client.get(f"{studio.url}{made['files'][0]['url']}").content
    changed = bytearray(data)
    changed[len(data) // 2] ^= 1
    cut = io.BytesIO()
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    across, down = picture.size
    picture.crop((across // 10, down // 10, across, down)).save(cut, "JPEG", quality=75)
    files = {"fox.png": data, "fox-edited.png": bytes(changed), "fox-cut.jpg": cut.getvalue()}
    page = studio.go(studio.open(**how), "verify")
    page.locator("input[type=file]").set_input_files(
        [{"name": n, "mimeType": "image/png", "buffer": each} for n, each in files.items()]
    )
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')", timeout=60_000)
    page.evaluate("window.scrollTo(0, 60)")
    page.wait_for_timeout(500)
    kept(page, name)
    page.close()


def main() -> None:
    """Fill a library and take the pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playing:
        served = Served(Path(folder))
        served.start()
        try:
            song = filled(served)
            browser = playing.chromium.launch(
                executable_path=shutil.which("chromium"),
                args=["--no-sandbox"] if os.geteuid() == 0 else [],
            )
            studio = Studio(served, browser)
            for name, place, how in (
                ("make-en", "make/lighthouse", {}),
                ("make-zh", "make/dengta", {"language": "zh"}),
                ("keep-en", "keep", {"dark": True}),
                ("keep-zh", "keep", {"language": "zh"}),
                ("song-en", f"artifact/{song}", {}),
                ("song-zh", f"artifact/{song}", {"language": "zh", "dark": True}),
                ("phone-en", "make/lighthouse", {"phone": True, "dark": True}),
                ("phone-zh", "make/dengta", {"phone": True, "language": "zh"}),
            ):
                scale = 2 if how.get("phone") else 1
                page = studio.open(**how, device_scale_factor=scale)
                page.set_default_timeout(60_000)  # a score takes its time on a busy machine
                studio.go(page, place)
                page.wait_for_timeout(2500)  # scores are engraved, waves are drawn
                kept(page, name)
                page.close()
            verified(studio, "verify-en")
            browser.close()
        finally:
            served.close()


if __name__ == "__main__":
    main()
