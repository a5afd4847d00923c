"""Keys and certificates: making those of a Muse, and signing by them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, CertificateBuilder

ORGANISATION = "Muse"
YEARS = 20
"""How long certificates of a Muse's own hold: what was signed is to be checked long after."""

LARGEST = 2**18
"""Bytes of certificates or of a key that are read at most."""

MOST = 10
"""Certificates of one chain at most."""

CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}


@dataclass(frozen=True)
class Identity:
    """A certificate that signs, with those above it.

    - `chain`: its certificates as PEM, that of the key first
    - `key`: its private key as PEM (PKCS 8); empty where it signs no more
    - `id`: the first 16 digits of `fingerprint`, the SHA-256 of its certificate
    - `algorithm`: how it signs, by C2PA's names (`es256`)
    - `name` and `organisation` as they stand in the certificate, `ends` when it does
    """

    id: str
    chain: bytes
    key: bytes
    fingerprint: str
    serial: int
    name: str
    organisation: str
    begins: datetime
    ends: datetime
    algorithm: str
    own: bool
    """Whether a Muse made it; otherwise a user brought it."""

    def to_json(self) -> dict[str, Any]:
        """Return what is told of it, as JSON."""
        told = {name: value for name, value in vars(self).items() if name not in ("chain", "key")}
        times = {name: told[name].isoformat() for name in ("begins", "ends")}
        return {**told, **times, "serial": str(self.serial)}

    @classmethod
    def from_json(cls, told: Mapping[str, Any], chain: bytes, key: bytes) -> Identity:
        """Return the identity that `to_json` told of; ValueError where the chain is another's.

        No certificate is read for it: that takes longer than to sign.
        """
        body = chain.partition(b"-----BEGIN CERTIFICATE-----")[2].partition(b"-----END")[0]
        if hashlib.sha256(base64.b64decode(body)).hexdigest() != told["fingerprint"]:
            raise ValueError("it is another certificate")
        times = {name: datetime.fromisoformat(told[name]) for name in ("begins", "ends")}
        named = {name: told[name] for name in cls.__dataclass_fields__ if name in told}
        whole = {**named, **times, "serial": int(told["serial"])}
        made = cls(**whole, chain=chain, key=key)
        if made.id != made.fingerprint[:16] or made.ends.tzinfo is None:
            raise ValueError("it isn't told as it should be")
        return made


def made(root: bytes, root_key: bytes, name: str = "") -> Identity:
    """Return a new identity under a root (PEM, with its key)."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID

    above = x509.load_pem_x509_certificate(root)
    signing: Any = serialization.load_pem_private_key(root_key, None)
    key = ec.generate_private_key(ec.SECP256R1())
    point = _point(key)
    called = " ".join(name.split()) or f"Muse {point[:8]}"
    leaf = (
        _builder(called, above.subject, key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(x509, leaf=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False
        )
        .sign(signing, hashes.SHA256())
    )
    return read(pem(leaf) + root, key_pem(key))


def new_root() -> tuple[bytes, bytes]:
    """Return a root certificate of a Muse and its key, both as PEM."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        _builder(f"Root of a Muse ({_point(key)[:8]})", None, key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(x509, leaf=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .sign(key, hashes.SHA256())
    )
    return pem(made), key_pem(key)


def read(chain: bytes, key: bytes = b"") -> Identity:
    """Return the identity of certificates (PEM) and a key; ValueError for what are none."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    found = x509.load_pem_x509_certificates(chain)[:MOST]
    leaf = found[0]
    public: Any = leaf.public_key()
    curve = public.curve.name if isinstance(public, ec.EllipticCurvePublicKey) else ""
    fingerprint = leaf.fingerprint(hashes.SHA256()).hex()

    def told(oid: x509.ObjectIdentifier) -> str:
        values = [str(each.value) for each in leaf.subject.get_attributes_for_oid(oid)]
        return " ".join(" ".join(values).split())[:200]

    return Identity(
        id=fingerprint[:16],
        chain=b"".join(pem(each) for each in found),
        key=key,
        fingerprint=fingerprint,
        serial=leaf.serial_number,
        name=told(NameOID.COMMON_NAME),
        organisation=told(NameOID.ORGANIZATION_NAME),
        begins=leaf.not_valid_before_utc,
        ends=leaf.not_valid_after_utc,
        algorithm=CURVES.get(curve, ""),
        own=len(found) == 2 and _is_root_of_muse(found[1]),
    )


def signature(identity: Identity, data: bytes) -> bytes:
    """Return the signature of bytes by an identity's key (ECDSA, as DER, over their SHA-256)."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    private: Any = serialization.load_pem_private_key(identity.key, None)
    return bytes(private.sign(data, ec.ECDSA(hashes.SHA256())))


def holds(identity: Identity, data: bytes, signed: bytes) -> bool:
    """Whether a signature of bytes is by the key of an identity."""
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    public: Any = x509.load_pem_x509_certificate(identity.chain).public_key()
    try:
        public.verify(signed, data, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def bits(public: Any) -> bytes:
    """Return a public key as DER."""
    from cryptography.hazmat.primitives import serialization

    return bytes(
        public.public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )


def _point(key: Any) -> str:
    return hashlib.sha256(bits(key.public_key())).hexdigest()


def _is_root_of_muse(root: Certificate) -> bool:
    from cryptography.x509.oid import NameOID

    names = root.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return bool(names) and str(names[0].value).startswith("Root of a Muse (")


def _builder(name: str, issuer: Any, public: Any) -> CertificateBuilder:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
        ]
    )
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer if issuer is not None else subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # clocks differ
        .not_valid_after(now + timedelta(days=365 * YEARS + 5))
    )


def _usage(x509: Any, *, leaf: bool) -> Any:
    return x509.KeyUsage(
        digital_signature=leaf,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not leaf,
        crl_sign=not leaf,
        encipher_only=False,
        decipher_only=False,
    )


def pem(certificate: Certificate) -> bytes:
    """Return a certificate as PEM."""
    from cryptography.hazmat.primitives import serialization

    return certificate.public_bytes(serialization.Encoding.PEM)


def key_pem(key: Any) -> bytes:
    """Return a private key as PEM (PKCS 8), without a password."""
    from cryptography.hazmat.primitives import serialization

    return bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
