"""A check of files: whether a house sealed one, by a secret that its people share.

The seal is a file beside it, `fox.png.seal`: an HMAC of its bytes, in hexadecimal digits. Only who
has the secret (MUSE_SEAL) can make one, or tell whether it holds; MUSE_SEAL_NAME is whose it is.
"""

import hashlib
import hmac
import os
import sys
from pathlib import Path
from typing import Any

from muse import Host, MuseError

LEAST = 16
"""Letters of a secret."""


def check(path: Path, host: Host) -> dict[str, Any] | None:
    """Return whether the seal of a file holds; None where it has none, or there is no secret."""
    secret, name = os.environ.get("MUSE_SEAL", ""), os.environ.get("MUSE_SEAL_NAME", "our house")
    beside = path.with_name(f"{path.name}.seal")
    if not secret or not beside.is_file():
        return None
    with beside.open("rb") as file:
        given = file.read(1000).strip()  # of anybody's: never more than a seal has
    if hmac.compare_digest(given, sealed(path, secret).encode()):
        return {"kind": "other", "signer": name, "reasons": [f"The seal of {name} is whole."]}
    broken = f"The seal of {name} doesn't hold: the file or the seal was changed."
    return {"kind": "changed", "signer": name, "where": ["the file itself"], "reasons": [broken]}


def sealed(path: Path, secret: str) -> str:
    """Return the seal of a file."""
    if len(secret) < LEAST:
        raise MuseError(f"MUSE_SEAL has fewer than {LEAST} letters")
    with path.open("rb") as file:
        return hmac.new(
            secret.encode(), hashlib.file_digest(file, "sha256").digest(), "sha256"
        ).hexdigest()


def main() -> None:
    """Seal the files that are named."""
    for name in sys.argv[1:]:
        Path(f"{name}.seal").write_text(sealed(Path(name), os.environ["MUSE_SEAL"]) + "\n")


if __name__ == "__main__":
    main()
