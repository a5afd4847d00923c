"""Write the Chinese names of what the painter knows, for the studio, or check them.

python docs/studio_things.py           writes plugins/muse_studio/pages/words/things.zh.js
python docs/studio_things.py --check   exits with 1 when that isn't what it would write
"""

import json
import sys
import tomllib
from importlib.resources import files
from pathlib import Path

from muse_image.sketch import words

PAGE = Path(__file__).parents[1] / "plugins/muse_studio/pages/words/things.zh.js"
HEAD = """// 中文：画师认得的东西（thing.名字），由 python docs/studio_things.py 从词汇数据写成。
/** @type {import("../base/words.js").Catalogue} */
export default {
"""


def catalogue() -> str:
    """Return the catalogue: for each concept the first Chinese word of its data."""
    lines = []
    for file in sorted(
        files(words).joinpath("data/concepts").iterdir(), key=lambda file: file.name
    ):
        if file.name.endswith(".toml"):
            for name, about in tomllib.loads(file.read_text("utf-8")).items():
                if about.get("zh"):
                    key, said = f"thing.{name}", about["zh"][0]
                    lines.append(f"  {json.dumps(key)}: {json.dumps(said, ensure_ascii=False)},\n")
    return HEAD + "".join(lines) + "};\n"


if __name__ == "__main__":
    made = catalogue()
    if "--check" in sys.argv[1:]:
        if PAGE.read_text("utf-8") != made:
            sys.exit(f"{PAGE} isn't up to date: run python docs/studio_things.py")
    else:
        PAGE.write_text(made, "utf-8")
