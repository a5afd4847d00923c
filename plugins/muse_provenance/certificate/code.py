"""What the QR code of a certificate holds: hashes, and a signature over them.

It is text of capital letters and digits, which QR codes hold densely and every reader shows as it
is: `MUSE1:` and base32 (RFC 4648) without padding, of these bytes in order, numbers big-endian:

- 1 byte: flags, of which the lowest says that the file carries the mark
- 32: SHA-256 of the file; 32: SHA-256 of its recipe; 8: its mark
- 16: the beginning of the SHA-256 of what else the certificate tells
- 4: when it was made, seconds since 1970
- 8: the beginning of the SHA-256 of the certificate whose key signed
- the rest: the signature over `DOMAIN` and all before, as its algorithm has it; of ECDSA as r and s
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass, replace
from typing import Any

from muse import RequestError
from muse_provenance.identity import Identity

OPENS = "MUSE1:"
DOMAIN = b"Muse certificate 1\0"
LONGEST = 2_000
_HEAD = struct.Struct(">B32s32s8s16sI8s")
_HASHES = {"256": "SHA256", "384": "SHA384", "512": "SHA512"}


@dataclass(frozen=True)
class Code:
    """What a code says; hashes in hexadecimal, `key` the id of the identity that signed."""

    file: str
    recipe: str
    mark: str
    told: str
    made: int
    key: str
    carries_mark: bool = False
    signature: bytes = b""

    def head(self) -> bytes:
        """Return what is signed, but for the domain."""
        hashes = (self.file, self.recipe, self.mark, self.told)
        file, recipe, mark, told = (bytes.fromhex(each) for each in hashes)
        flags, key = int(self.carries_mark), bytes.fromhex(self.key)
        return _HEAD.pack(flags, file, recipe, mark, told, self.made, key)

    def text(self) -> str:
        """Return what the QR code holds."""
        raw = self.head() + self.signature
        return OPENS + base64.b32encode(raw).decode().rstrip("=")


def told_hash(data: bytes) -> str:
    """Return the 32 digits that stand for what a certificate tells."""
    return hashlib.sha256(data).hexdigest()[:32]


def read(text: str) -> Code:
    """Return what a code says; RequestError for a text that is none."""
    body = "".join(text.split()).upper().removeprefix(OPENS)
    if not text.strip().upper().startswith(OPENS) or len(body) > LONGEST:
        raise RequestError("this is no code of a certificate", hint=f"it begins with {OPENS}")
    try:
        raw = base64.b32decode(body + "=" * (-len(body) % 8))
        flags, file, recipe, mark, told, made, key = _HEAD.unpack_from(raw)
    except (binascii.Error, struct.error):
        raise RequestError("the code of the certificate is damaged") from None
    return Code(
        file.hex(),
        recipe.hex(),
        mark.hex(),
        told.hex(),
        made,
        key.hex(),
        bool(flags & 1),
        raw[_HEAD.size :],
    )


def signed(code: Code, identity: Identity) -> Code:
    """Return a code with the signature of an identity over it."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    code = replace(code, key=identity.id)
    data = DOMAIN + code.head()
    key = load_pem_private_key(identity.key, None)
    if isinstance(key, ec.EllipticCurvePrivateKey):
        r, s = decode_dss_signature(key.sign(data, ec.ECDSA(_hash(identity))))
        size = (key.curve.key_size + 7) // 8
        return replace(code, signature=r.to_bytes(size, "big") + s.to_bytes(size, "big"))
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return replace(code, signature=key.sign(data))
    if isinstance(key, rsa.RSAPrivateKey):
        hashed = _hash(identity)
        pad = padding.PSS(padding.MGF1(hashed), hashed.digest_size)
        return replace(code, signature=key.sign(data, pad, hashed))
    raise RequestError("a certificate can't be signed by a key of this kind")


def holds(code: Code, identity: Identity) -> bool:
    """Whether the signature of a code is that of an identity, by its certificate."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.x509 import load_pem_x509_certificates

    if code.key != identity.id:
        return False
    data, signature = DOMAIN + code.head(), code.signature
    key: Any = load_pem_x509_certificates(identity.chain)[0].public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            size = (key.curve.key_size + 7) // 8
            if len(signature) != 2 * size:
                return False
            r, s = (int.from_bytes(half, "big") for half in (signature[:size], signature[size:]))
            key.verify(encode_dss_signature(r, s), data, ec.ECDSA(_hash(identity)))
        elif isinstance(key, ed25519.Ed25519PublicKey):
            key.verify(signature, data)
        elif isinstance(key, rsa.RSAPublicKey):
            hashed = _hash(identity)
            pad = padding.PSS(padding.MGF1(hashed), hashed.digest_size)
            key.verify(signature, data, pad, hashed)
        else:
            return False
    except (InvalidSignature, ValueError):
        return False
    return True


def _hash(identity: Identity) -> Any:
    """Return the hash that an identity signs with, by its algorithm's name (`es256`)."""
    from cryptography.hazmat.primitives import hashes

    return getattr(hashes, _HASHES.get(identity.algorithm[-3:], "SHA256"))()
