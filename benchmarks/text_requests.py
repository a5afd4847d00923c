"""Whether text.grammar writes what people ask for: 300 requests, read in the texts.

    python benchmarks/text_requests.py                   # all, by language, form and half
    python benchmarks/text_requests.py --half dev        # those that may be looked at
    python benchmarks/text_requests.py --show dog        # the text of each request with that word
    python benchmarks/text_requests.py --failures        # what is missing in each text

The requests are recreated from what people type; `text_requests/*.toml` say what has to be in each
text. Exit code 1 when a share is below its gate.
"""

import argparse
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from muse import Host, RequestError

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.text_checks import Wanted, check, main_of, nonsense, wanted

FOLDER = Path(__file__).parent / "text_requests"
ALL, MAIN = 0.60, 0.90
"""The least shares of texts with everything that was asked, and with the main thing."""


def requests(half: str = "", language: str = "") -> Iterator[Wanted]:
    """Yield the requests of a half ("dev" or "test") and a language; empty for all."""
    for path in sorted(FOLDER.glob("*.toml")):
        of, _, part = path.stem.partition("_")
        if half in ("", part) and language in ("", of):
            for ask, spec in tomllib.loads(path.read_text("utf-8")).items():
                yield wanted(ask, spec, of, part)


def write(host: Host, asked: Wanted, seed: int) -> str:
    """Return the text of a request: "" where it was refused, "!" and the error where it broke."""
    try:
        result = host.run("text.grammar", prompt=asked.ask, seed=seed)
    except RequestError:
        return ""
    except Exception as error:  # a crash is a failure of this one text
        return f"!{type(error).__name__}: {error}"
    return result[0].data.decode()


def judge(text: str, asked: Wanted) -> tuple[dict[str, bool], bool, list[str]]:
    """Return what a text has, whether it has the main thing, and its nonsense."""
    if asked.form == "refuse" or not text or text.startswith("!"):
        refused = not text
        name = "refused" if not text.startswith("!") else text[:80]
        right = refused == (asked.form == "refuse") and not text.startswith("!")
        return {name: right}, right, []
    found = check(text, asked)
    return found, main_of(asked, found), list(nonsense(text, asked))


def main() -> int:
    """Write and judge; return 1 when a gate is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=("dev", "test"), default="")
    parser.add_argument("--language", choices=("en", "zh"), default="")
    parser.add_argument("--form", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", default="")
    parser.add_argument("--failures", action="store_true")
    options = parser.parse_args()
    shares: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    missed: Counter[str] = Counter()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        with Host(library=Path(folder) / "lib", config=Path(folder) / "c.toml") as host:
            for asked in requests(options.half, options.language):
                if options.form and asked.form != options.form:
                    continue
                if options.show and options.show not in asked.ask:
                    continue
                text = write(host, asked, options.seed)
                found, first, odd = judge(text, asked)
                whole = all(found.values())
                bad += bool(odd)
                for key in ("all", asked.half, asked.language, asked.form):
                    shares[key].append((whole, first))
                missed.update(name.partition(":")[0] for name, ok in found.items() if not ok)
                if options.show:
                    print(f"\n=== {asked.ask}\n{text}")
                if (options.failures or options.show) and (not whole or odd):
                    lost = [name for name, ok in found.items() if not ok]
                    print(
                        f"{asked.half} {asked.form}: {asked.ask}\n    missing {lost} odd {odd[:4]}"
                    )
    for key, pairs in shares.items():
        count = len(pairs)
        everything, first_of = (sum(pair[k] for pair in pairs) / count for k in (0, 1))
        print(f"{key:8} {count:4}  everything {everything:6.1%}  main thing {first_of:6.1%}")
    print(f"texts with nonsense: {bad}; missed: {dict(missed.most_common(12))}")
    total = shares["all"]
    good = sum(w for w, _ in total) >= ALL * len(total)
    return 0 if good and sum(f for _, f in total) >= MAIN * len(total) and not bad else 1


if __name__ == "__main__":
    sys.exit(main())
