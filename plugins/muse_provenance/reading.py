"""Reading the credentials of a file, by a process of its own with limits of time and memory."""

import base64
import json
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from muse import MuseError, RequestError, files
from muse.errors import printable
from muse.media import content
from muse_provenance import home
from muse_provenance.credentials import claims, failures, kinds, remains
from muse_provenance.identity import Identity

LARGEST = 2**31
"""Bytes of a file that is looked into at most."""

LARGEST_TEXT = 2**26
"""Bytes of a page or a text that is looked into; it is read whole."""

LARGEST_BESIDE = 2**24
"""Bytes of credentials beside a file."""

_SECONDS = 10.0
_A_SECOND = 100 * 2**20
"""Bytes that take another second, at the least."""

_MEMORY = 2**31
_MOST_TOLD = 2**23
"""Bytes of what is told of credentials."""

_MOST = 20
_LONGEST = 300


class Unreadable(MuseError):
    """The credentials of a file can't be read: it is damaged, or made to do harm.

    `beside` says that they are those beside it.
    """

    beside = False


@dataclass(frozen=True)
class Credentials:
    """What the credentials of a file claim, and whether it holds.

    - `label`: their name; `title`: that of the file
    - `signer`: the name in the certificate, and `organisation`; `is_ours`: whether its key is, or
      was, this Muse's, by the certificate and not by its name
    - `made`: when, as the signer says; `source`: how, by IPTC's names; `generator`, `version` and
      `model` by what; `about` is our own assertion (`id`, `payload`, `sha256`, `mark`, `artifact`)
    - `ingredients`: what it was made of, by their titles, and who had signed that
    - `failures`: what doesn't hold, in words that follow "is changed:"; `notes`: what else there is
      to say, whole sentences
    - `where`: inside, beside or kept (by this Muse, where the ones beside are lost)
    """

    label: str = ""
    title: str = ""
    signer: str = ""
    organisation: str = ""
    is_ours: bool = False
    made: str = ""
    source: str = ""
    generator: str = ""
    version: str = ""
    model: str = ""
    about: Mapping[str, str] = None  # type: ignore[assignment]
    ingredients: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    where: str = "inside"

    def __post_init__(self) -> None:
        object.__setattr__(self, "about", dict(self.about or {}))


def credentials(path: Path, kept: bytes | None = None) -> Credentials | None:
    """Return the credentials of a file: inside it, beside it, or `kept`; None if it has none.

    Unreadable where they can't be read; its message says why. OSError where the file can't be.
    """
    size = content.size(path)
    kind = kinds.of_bytes(content.head(path, 4096))
    if size > LARGEST or (kind.way in ("page", "text") and size > LARGEST_TEXT):
        raise Unreadable(f"it has {size // 10**6:,} MB, too many to look for credentials in")
    if kind.way in ("inside", "archive") or (kind.way != "beside" and remains.are_in(path)):
        told = _asked(path, kind, None, size)
        if "none" not in told:
            return _of(told, "inside", kind)
    for where, given in (("beside", beside(path)), ("kept", kept)):
        if given is not None:
            try:
                return _of(_asked(path, kind, given, size), where, kind)
            except Unreadable as error:
                error.beside = where == "beside"
                raise
    return None


def is_readable(data: bytes, kind: kinds.Kind) -> bool:
    """Whether credentials within bytes can be read without harm."""
    with tempfile.TemporaryDirectory(prefix="muse-") as folder:
        path = Path(folder, "given")
        path.write_bytes(data)
        try:
            return "failed" not in _asked(path, kind, None, len(data))
        except MuseError:
            return False


def fits(identity: Identity) -> None:
    """Try whether a certificate can sign credentials; RequestError says what it lacks."""
    from muse_provenance.credentials import writing

    tried = claims.manifest(
        title="trial",
        media_type="text/plain",
        recipe={"generator": "text.trial"},
        report={},
        about={"id": str(uuid.uuid4())},
    )
    with tempfile.TemporaryDirectory(prefix="muse-") as folder:
        path = Path(folder, "trial")
        path.write_bytes(b"trial")
        beside = kinds.of_type("")
        try:
            made = writing.put(b"trial", beside, tried, identity, Path(folder))
        except ValueError as error:
            raise RequestError(f"CERT can't sign credentials ({error})", hint=_FIT) from None
        told = _asked(path, beside, made.credentials, 5)
    lacks = [each for each in told.get("failures", []) if not each[0].endswith(".untrusted")]
    if "failed" in told or lacks:
        why = lacks[0][1] if lacks else told["failed"]
        raise RequestError(f"CERT can't sign credentials ({printable(why)})", hint=_FIT)


_FIT = (
    "C2PA wants a certificate for digital signatures, with an extended key usage such as"
    " emailProtection, that isn't a root"
)


def beside(path: Path) -> bytes | None:
    """Return the credentials in a file beside another; None if there is none."""
    side = files.beside(path, kinds.BESIDE)
    try:
        if not side.is_file():
            return None
        if content.size(side) > LARGEST_BESIDE:
            raise Unreadable(f"{side.name} beside it is too large")
        return side.read_bytes()
    except OSError as error:
        raise Unreadable(f"{side.name} beside it can't be read ({error.strerror})") from None


def _asked(path: Path, kind: kinds.Kind, given: bytes | None, size: int) -> dict[str, Any]:
    """Return what the process of its own tells; Unreadable where it doesn't come back."""
    seconds = _SECONDS + size / _A_SECOND
    asked = {
        "path": str(path.absolute()),
        "way": kind.way,
        "name": kind.name,
        "beside": base64.b64encode(given).decode() if given is not None else None,
        "anchors": b"".join(_anchors()).decode(),
        "memory": _MEMORY,
        "seconds": int(seconds) + 1,
    }
    child = Path(__file__).with_name("credentials") / "child.py"
    process = subprocess.Popen(
        [sys.executable, "-I", str(child)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        out, _ = process.communicate(json.dumps(asked).encode() + b"\n", timeout=seconds)
    except subprocess.TimeoutExpired:
        raise Unreadable(f"its credentials aren't read in {seconds:.0f} seconds") from None
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    if len(out) > _MOST_TOLD:
        raise Unreadable("its credentials are too many")
    try:
        told: dict[str, Any] = json.loads(out)
    except ValueError:
        raise Unreadable(
            "its credentials can't be read: the library that reads them ended"
        ) from None
    return told


def _anchors() -> Sequence[bytes]:
    """Return the last certificate of each of our chains, as PEM: what theirs are checked by."""
    end = b"-----END CERTIFICATE-----\n"
    found = {each.chain.split(end)[-2] + end for each in home.identities().known()}
    return sorted(found)


def _of(told: Mapping[str, Any], where: str, kind: kinds.Kind) -> Credentials | None:
    if "none" in told:
        return None
    if "failed" in told:
        raise Unreadable(printable(f"its credentials can't be read ({told['failed']})"))
    try:
        return _parsed(told, where, kind)
    except (LookupError, TypeError, AttributeError, ValueError, RecursionError):
        raise Unreadable("its credentials aren't made as they should be") from None


def _parsed(told: Mapping[str, Any], where: str, kind: kinds.Kind) -> Credentials:
    found = told["found"]
    active = found["manifests"][found["active_manifest"]]
    signed = active.get("signature_info") or {}
    by = {each["label"]: each["data"] for each in active.get("assertions", [])}
    actions: dict[str, Any] = next(
        (by[label] for label in by if label.startswith("c2pa.actions")), {}
    )
    action: dict[str, Any] = next(iter(actions.get("actions", [])), {})
    agent = action.get("softwareAgent") or {}
    agent = agent if isinstance(agent, dict) else {"name": agent}
    about = by.get(claims.RECIPE)
    about = about if isinstance(about, dict) else {}
    failed, notes = failures.told_of(told, kind)
    ours = bool(told["trusted"] and told["signed"]) and _is_known(signed)
    return Credentials(
        label=_text(found["active_manifest"]),
        title=_text(active.get("title")),
        signer=_text(signed.get("common_name") or signed.get("issuer")),
        organisation=_text(signed.get("issuer")),
        is_ours=ours,
        made=_text(signed.get("time") or action.get("when")),
        source=claims.short(_text(action.get("digitalSourceType"))),
        generator=_text(agent.get("name") or _generator(active)),
        version=_text(agent.get("version")),
        model=_text((action.get("parameters") or {}).get("org.muse.model")),
        about={str(name): _text(value) for name, value in list(about.items())[:_MOST]},
        ingredients=tuple(
            _ingredient(each, found["manifests"]) for each in active.get("ingredients", [])[:_MOST]
        ),
        failures=failed,
        notes=notes,
        where=where,
    )


def _ingredient(each: Mapping[str, Any], manifests: Mapping[str, Any]) -> str:
    """Return what something was made of, and what its own credentials said when it was."""
    title = _text(each.get("title")) or "something without a title"
    own = manifests.get(each.get("active_manifest") or "")
    if own is None:
        return title
    signed = own.get("signature_info") or {}
    signer = _text(signed.get("common_name") or signed.get("issuer")) or "somebody"
    results = each.get("validation_results", {}).get("activeManifest", {})
    codes = [_text(failure.get("code")) for failure in results.get("failure", [])]
    if all(code.startswith("signingCredential.") for code in codes):
        return f"{title} (signed by {signer})"
    return f"{title} (changed since {signer} signed it)"


def _generator(active: Mapping[str, Any]) -> str:
    named = active.get("claim_generator_info") or [{}]
    return _text(named[0].get("name") or active.get("claim_generator"))


def _is_known(signed: Mapping[str, Any]) -> bool:
    serial = _text(signed.get("cert_serial_number"))
    return any(str(each.serial) == serial for each in home.identities().known())


def _text(value: object) -> str:
    """Return what a stranger wrote, as a printable line."""
    if not isinstance(value, str | int | float):
        return ""
    return " ".join(printable(str(value)[:_LONGEST]).split())
