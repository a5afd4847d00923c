"""Files sealed by a secret that a house shares, and a check that tells whether a seal holds.

The seal is a file beside it, `fox.png.seal`: an HMAC of its bytes and of its payload's hash, and
that hash. Only who has the secret (MUSE_SEAL) can make one, or tell whether it holds;
MUSE_SEAL_NAME is whose it is. Without a secret nothing is sealed, and nothing said.
"""

import hashlib
import hmac
import os
import sys
from pathlib import Path
from typing import Any

from muse import Artifact, Host, MuseError, Signed, hookimpl

LEAST = 16
"""Letters of a secret."""


@hookimpl(tryfirst=True)
def muse_sign(artifact: Artifact, key: str) -> Signed | None:
    """Seal a file that was made: the file stays as it is, its seal goes beside it."""
    secret, file = os.environ.get("MUSE_SEAL", ""), artifact.files[key]
    if not secret:
        return None
    seal = sealed(file.sha256, secret, artifact.recipe["payload"][key])
    return Signed(beside={".seal": seal.encode()})


@hookimpl(tryfirst=True)
def muse_signed(path: Path) -> str | None:
    """Return the hash of the payload of a file whose seal holds."""
    secret, seal = os.environ.get("MUSE_SEAL", ""), beside(path)
    return seal.partition(" ")[2] or None if secret and holds(path, seal, secret) else None


def check(path: Path, host: Host) -> dict[str, Any] | None:
    """Return whether the seal of a file holds; None where it has none, or there is no secret."""
    secret, name = os.environ.get("MUSE_SEAL", ""), os.environ.get("MUSE_SEAL_NAME", "our house")
    seal = beside(path)
    if not secret or not seal:
        return None
    if holds(path, seal, secret):
        return {"kind": "other", "signer": name, "reasons": [f"The seal of {name} is whole."]}
    broken = f"The seal of {name} doesn't hold: the file or the seal was changed."
    return {"kind": "changed", "signer": name, "where": ["the file itself"], "reasons": [broken]}


def beside(path: Path) -> str:
    """Return the seal beside a file; empty where there is none."""
    seal = path.with_name(f"{path.name}.seal")
    if not seal.is_file():
        return ""
    with seal.open("rb") as file:
        return file.read(1000).decode(errors="replace").strip()  # anybody's: not more than it has


def holds(path: Path, seal: str, secret: str) -> bool:
    """Whether a seal is that of a file."""
    return hmac.compare_digest(
        seal.encode(), sealed(hashed(path), secret, seal.partition(" ")[2]).encode()
    )


def hashed(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sealed(sha256: str, secret: str, payload: str = "") -> str:
    """Return the seal of a file of this hash, whose payload (without its recipe) had that one."""
    if len(secret) < LEAST:
        raise MuseError(f"MUSE_SEAL has fewer than {LEAST} letters")
    told = hmac.new(secret.encode(), f"{sha256} {payload}".encode(), "sha256").hexdigest()
    return f"{told} {payload}".rstrip()


def main() -> None:
    """Seal the files that are named."""
    for name in sys.argv[1:]:
        seal = sealed(hashed(Path(name)), os.environ["MUSE_SEAL"])
        Path(f"{name}.seal").write_text(f"{seal}\n")


if __name__ == "__main__":
    main()
