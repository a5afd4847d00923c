"""The token that a server beyond this machine wants: made once, kept where only its user reads."""

import os
import secrets
from pathlib import Path

from muse import MuseError
from muse.folders import config_folder

_LEAST = 16


def place() -> Path:
    """Return the file that holds it."""
    return config_folder() / "server-token"


def where() -> str:
    """Return where the user finds it."""
    return "of MUSE_TOKEN" if os.environ.get("MUSE_TOKEN", "").strip() else f"in {place()}"


def get() -> str:
    """Return the token: MUSE_TOKEN, or what the file holds, made at first use (mode 0600)."""
    given = os.environ.get("MUSE_TOKEN", "").strip()
    if given:
        return _checked(given, "MUSE_TOKEN")
    path = place()
    try:
        return _checked(_read(path) or _made(path), str(path))
    except OSError as error:
        raise MuseError(f"{path} can't be used ({error.strerror})", hint="set MUSE_TOKEN") from None


def _read(path: Path) -> str:
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o600)
        return path.read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def _made(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    token = secrets.token_urlsafe(32)
    hidden = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    try:
        with open(os.open(hidden, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(token + "\n")
        try:
            os.link(hidden, path)  # of two servers that start at once, the first one's stays
        except FileExistsError:
            if not _read(path):
                os.replace(hidden, path)
    finally:
        hidden.unlink(missing_ok=True)
    return _read(path) or token


def _checked(token: str, place: str) -> str:
    if len(token) < _LEAST or not token.isascii() or not token.isprintable() or " " in token:
        raise MuseError(
            f"the token of {place} can't be used",
            hint=f"it is at least {_LEAST} letters, digits or signs, none of them a space",
        )
    return token
