"""Write the general word lists of image.sketch from the data of three packages.

python docs/word_lists.py FOLDER     FOLDER holds the three files named below, unpacked from PyPI

Chinese words come from jieba (MIT), dict.txt; traditional characters from OpenCC (Apache-2.0) as
shipped by opencc-python-reimplemented, TSCharacters.txt; English words from the lexicon of Brill's
tagger (MIT; with words of the Twitter POS data, CC BY 3.0) as shipped by textblob, en-lexicon.txt.
"""

import gzip
import math
import re
import sys
from pathlib import Path

DATA = Path(__file__).parents[1] / "plugins/muse_image/sketch/words/data/lists"
LEAST = 30
"""How often a Chinese word must occur in jieba's counts."""
CLASSES = {"NN": "noun", "NNS": "noun", "JJ": "adjective", "VB": "verb", "VBZ": "verb"}


def main() -> None:
    """Write the three lists."""
    folder = Path(sys.argv[1])
    rows = [line.split() for line in (folder / "dict.txt").read_text("utf-8").splitlines()]
    groups: dict[tuple[int, int], list[str]] = {}
    for word, count, *_ in rows:
        if re.fullmatch("[\u4e00-\u9fff]{2,4}", word) and int(count) >= LEAST:
            level = min(4, int(math.log10(int(count))))
            groups.setdefault((level, len(word)), []).append(word)
    chinese = [
        f"{level} {length} {''.join(sorted(words))}"
        for (level, length), words in sorted(groups.items())
    ]
    _write("chinese.gz", ["jieba 0.42.1, dict.txt; MIT, Copyright 2013 Sun Junyi", *chinese])

    classes: dict[str, list[str]] = {}
    for line in (folder / "en-lexicon.txt").read_text("utf-8").splitlines():
        parts = line.split()
        if len(parts) > 1 and re.fullmatch("[a-z]{3,}", parts[0]):
            classes.setdefault(CLASSES.get(parts[1], "other"), []).append(parts[0])
    english = [f"{kind} {' '.join(sorted(words))}" for kind, words in sorted(classes.items())]
    told = (
        "Brill's tagger 1.14, lexicon; MIT, Copyright 1993 MIT and University of Pennsylvania; "
        "with words of the Twitter POS data, CC BY 3.0, Carnegie Mellon University"
    )
    _write("english.gz", [told, *english])

    pairs = [line.split() for line in (folder / "TSCharacters.txt").read_text("utf-8").splitlines()]
    kept = [(one[0], one[1]) for one in pairs if len(one) > 1 and len(one[0]) == len(one[1]) == 1]
    kept = [(old, new) for old, new in kept if old != new]
    table = ["".join(old for old, _ in kept), "".join(new for _, new in kept)]
    _write("traditional.gz", ["OpenCC, TSCharacters.txt; Apache-2.0, Copyright BYVoid", *table])


def _write(name: str, lines: list[str]) -> None:
    DATA.mkdir(exist_ok=True)
    text = "\n".join(lines).encode()
    (DATA / name).write_bytes(gzip.compress(text, 9, mtime=0))


if __name__ == "__main__":
    main()
