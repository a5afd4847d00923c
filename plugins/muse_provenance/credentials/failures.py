"""What doesn't hold of credentials, in words, by the codes of C2PA (2.4, chapter 15)."""

from collections.abc import Mapping
from typing import Any

from muse_provenance.credentials import kinds

_CALLED = {"image": "the picture", "audio": "the sound", "video": "the film", "text": "the text"}


def told_of(told: Mapping[str, Any], kind: kinds.Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what doesn't hold, by what the child told, and what else there is to say."""
    own = "the page" if kind.way == "page" else _CALLED.get(kind.name.partition("/")[0], "the file")
    failures: dict[str, None] = {}
    notes: dict[str, None] = {}
    for code, _, _ in told["failures"]:
        if code == "signingCredential.untrusted":
            continue
        if code == "signingCredential.expired":
            notes["The certificate that signed it has expired."] = None
        elif code.startswith(_BINDINGS):
            failures[f"{own} itself"] = None
        elif code.startswith(("claimSignature.", "signingCredential.", "timeStamp.")):
            failures["the signature"] = None
        elif code.startswith(("assertion.", "claim.")):
            failures["what is claimed of it"] = None
        elif code.startswith("ingredient."):
            failures["the credentials of what it was made of"] = None
        else:
            failures["the credentials themselves"] = None
    if not failures and told["state"] not in ("Valid", "Trusted") and not told["signed"]:
        failures["the credentials themselves"] = None
    return tuple(failures), tuple(notes)


_BINDINGS = tuple(
    f"assertion.{each}"
    for each in ("dataHash", "boxesHash", "bmffHash", "collectionHash", "multiAssetHash")
)
