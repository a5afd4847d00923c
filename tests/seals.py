"""A check of files that a stranger's plugin could bring: a file says itself what it is."""

SOURCE = r"""
import os
import time

from muse import RequestError


def check(path, host):
    word, _, rest = path.read_bytes()[:200].partition(b" ")
    kind, signer = word.decode(errors="replace"), rest.decode(errors="replace").strip()
    if path.suffix == ".png" and word.startswith(b"\x89PNG"):
        kind, signer = "ours", "Muse 1a2b3c4d"
    if kind == "sleeps":
        time.sleep(600)
    if kind == "crashes":
        os._exit(7)
    if kind == "prints":
        print("noise of a library")
        kind = "ours"
    if kind == "raises":
        raise ValueError("odd \x1b[31m")
    if kind == "refuses":
        raise RequestError("it is no file of mine", hint="give another")
    if kind not in ("ours", "changed", "other", "mark"):
        return None
    return {
        "kind": kind,
        "signer": signer or "Muse 1a2b3c4d",
        "made_by": "image.sketch",
        "made": "2026-11-30T08:12:00+00:00",
        "source": "algorithmicMedia",
        "title": "A fox",
        "mark": "0123456789abcdef" if kind in ("ours", "mark") else "",
        "where": ["the picture's data"] if kind == "changed" else [],
        "reasons": [f"the seal says {kind}", path.suffix or "it has no ending"],
    }
"""
POINTS = "[muse.checks]\nseal = muse_seal:check\n"
