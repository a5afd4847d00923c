"""The process that reads credentials: native code, and strangers' files.

It gets one line of JSON on standard input and writes one on standard output:

    asked: path, way, name (see `kinds`), beside (credentials in Base64, or null), anchors (PEM),
           memory (bytes), seconds (of the processor)
    told:  found (the library's report), state, failures (code, explanation, address), or
           none (there are no credentials), or failed (why it can't be read)

It imports nothing of Muse, so that it starts quickly.
"""

import base64
import json
import sys
from collections.abc import Mapping
from typing import Any

_ELSEWHERE = "does not match the manifest location"
"""What the library says of a hole that it can't look into: it knows no pages and texts."""


def main() -> None:
    """Answer what was asked."""
    asked = json.loads(sys.stdin.readline())
    _limit(asked["memory"], asked["seconds"])
    try:
        told = _read(asked)
    except MemoryError:
        told = {"failed": "it takes too much memory"}
    except Exception as error:
        told = {"failed": f"{type(error).__name__.removeprefix('_C2pa')}: {error}"[:300]}
    sys.stdout.write(json.dumps(told))
    sys.stdout.flush()


def _limit(memory: int, seconds: int) -> None:
    """Keep the process within bounds; on Windows its time alone is, by who started it."""
    try:
        import resource
    except ImportError:
        return
    import faulthandler

    faulthandler.disable()
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (getattr(resource, "RLIMIT_AS", None), memory),
    ):
        if what is None:
            continue
        try:
            hard = resource.getrlimit(what)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # macOS has no limit of memory
            continue


def _read(asked: Mapping[str, Any]) -> dict[str, Any]:
    from c2pa import C2paError, Context, Reader, Settings

    settings: dict[str, Any] = {
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True},
        "builder": {"thumbnail": {"enabled": False}},
    }
    if asked["anchors"]:
        settings["trust"] = {"trust_anchors": asked["anchors"]}
    context = Context(settings=Settings.from_dict(settings))
    name, place, hole = asked["name"], asked["path"], None
    given = base64.b64decode(asked["beside"]) if asked["beside"] else None
    if given is None and asked["way"] in ("page", "text"):
        with open(place, "rb") as file:
            within = _within(file.read(), asked["way"])
        if within is None:
            return {"none": True}
        given, hole = within
    if given is None and asked["way"] == "beside":
        return {"none": True}
    if given is not None:
        name = "application/octet-stream"
    try:
        with open(place, "rb") as file, Reader(name, file, given, context) as reader:
            return _told(reader, hole)
    except C2paError.ManifestNotFound:
        return {"none": True}


def _within(data: bytes, way: str) -> tuple[bytes, tuple[int, int]] | None:
    """Return the credentials within a page or a text, and where they are: start and length."""
    import c2pa_text

    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    if way == "text":
        found = c2pa_text.find_wrapper_info(text)
        return None if found is None else (found[0], (found[1], found[2]))
    page = c2pa_text.extract_html(text)
    if page is None or page.manifest is None:
        if page is not None and page.method == "inline":
            raise ValueError("its credentials can't be read")
        return None
    element = c2pa_text.build_html_script(page.manifest).encode()
    start = data.find(element)
    if start < 0:
        raise ValueError("its credentials aren't written as they should be")
    return page.manifest, (start, len(element))


def _told(reader: Any, hole: tuple[int, int] | None) -> dict[str, Any]:
    found = json.loads(reader.json())
    results = reader.get_validation_results() or {}
    active = results.get("activeManifest") or {}
    failures = [
        (str(each.get("code", "")), str(each.get("explanation", "")), str(each.get("url", "")))
        for each in active.get("failure", [])
    ]
    codes = {str(each.get("code", "")) for each in active.get("success", [])}
    if hole is not None and _is_hole(reader, found.get("active_manifest"), hole):
        if "assertion.dataHash.match" in codes:
            failures = [each for each in failures if _ELSEWHERE not in each[1]]
    elif hole is not None:
        failures.append(("assertion.dataHash.mismatch", "another part of it is left out", ""))
    return {
        "found": found,
        "state": str(reader.get_validation_state() or ""),
        "failures": failures,
        "trusted": "signingCredential.trusted" in codes,
        "signed": "claimSignature.validated" in codes,
    }


def _is_hole(reader: Any, label: object, hole: tuple[int, int]) -> bool:
    """Whether what credentials leave out of their hash is themselves alone."""
    for each in json.loads(reader.crjson()).get("manifests", []):
        if each.get("label") == label:
            bound = each.get("assertions", {}).get("c2pa.hash.data", {})
            left = [(part["start"], part["length"]) for part in bound.get("exclusions", [])]
            return left == [hole]
    return False


if __name__ == "__main__":
    main()
