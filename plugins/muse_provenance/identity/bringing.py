"""Certificates and keys that a user brings: read, put in order, and checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from muse import RequestError
from muse_provenance.identity.certificates import CURVES, MOST, Identity, bits, key_pem, pem, read

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


def brought(chain: bytes, key: bytes) -> Identity:
    """Return the identity of a user's own files; RequestError says what is wrong with them.

    `chain` has the key's certificate and those above it, in any order, as PEM; `key` is one of an
    elliptic curve (P-256, P-384, P-521), as PEM without a password.
    """
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature

    try:
        listed = x509.load_pem_x509_certificates(chain)
    except ValueError:
        raise RequestError(
            "CERT holds no certificate that can be read",
            hint="give a PEM file, which begins with -----BEGIN CERTIFICATE-----",
        ) from None
    private = _private(key)
    ordered = _ordered(listed, private.public_key())
    leaf = ordered[0]
    now = datetime.now(UTC)
    if leaf.not_valid_after_utc < now:
        raise RequestError(
            f"the certificate in CERT expired on {leaf.not_valid_after_utc:%Y-%m-%d}",
            hint="have a new one issued",
        )
    if leaf.not_valid_before_utc > now:
        raise RequestError(
            f"the certificate in CERT holds from {leaf.not_valid_before_utc:%Y-%m-%d} on"
        )
    if len(ordered) == 1:
        raise RequestError(
            "CERT has no certificate of who issued the key's",
            hint="append those above it to the file, up to the root or below it",
        )
    for below, above in pairwise(ordered):
        try:
            below.verify_directly_issued_by(above)
        except (InvalidSignature, ValueError, TypeError):
            raise RequestError(
                "the certificates in CERT don't belong together",
                hint="give those that were issued with the key's, from it up to the root",
            ) from None
    return read(b"".join(pem(each) for each in ordered), key_pem(private))


def _private(key: bytes) -> Any:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        private = serialization.load_pem_private_key(key, None)
    except TypeError:
        raise RequestError(
            "KEY has a password", hint="openssl pkey -in KEY -out NEW writes it without"
        ) from None
    except (ValueError, UnsupportedAlgorithm):
        raise RequestError(
            "KEY holds no private key that can be read",
            hint="give a PEM file, which begins with -----BEGIN PRIVATE KEY-----",
        ) from None
    curve = private.curve.name if isinstance(private, ec.EllipticCurvePrivateKey) else ""
    if curve not in CURVES:
        raise RequestError(
            "KEY is of a kind that isn't used for this",
            hint="give one of an elliptic curve: P-256, P-384 or P-521",
        )
    return private


def _ordered(listed: Sequence[Certificate], public: Any) -> list[Certificate]:
    """Return the certificate of a key, and those above it, each issued by the next."""
    point = bits(public)
    leaf = next((each for each in listed if bits(each.public_key()) == point), None)
    if leaf is None:
        raise RequestError(
            "the key in KEY isn't that of a certificate in CERT", hint="give the two that belong"
        )
    ordered, left = [leaf], [each for each in listed if each is not leaf][:MOST]
    while (above := next((c for c in left if c.subject == ordered[-1].issuer), None)) is not None:
        ordered.append(above)
        left.remove(above)
    if left and len(ordered) == 1:
        raise RequestError(
            "the certificates in CERT don't belong together",
            hint="give those that were issued with the key's, from it up to the root",
        )
    return ordered
