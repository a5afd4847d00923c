"""Keys and certificates: made once, kept for the user alone, renewed, brought."""

import json
import os
import re
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

pytest.importorskip("c2pa")

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from muse import MuseError, RequestError
from muse_provenance import reading
from muse_provenance.identity import Store, certificates


@pytest.fixture
def store(tmp_path) -> Store:
    return Store(tmp_path / "identity")


def test_it_is_made_once_for_the_user_alone(store) -> None:
    assert store.peek() is None and store.known() == []
    made = store.current()
    assert made.own and made.organisation == "Muse" and made.algorithm == "es256"
    assert re.fullmatch("Muse [0-9a-f]{8}", made.name)
    assert store.current() is made
    assert Store(store.folder).current() == made
    assert [each.id for each in store.known()] == [made.id] and store.known()[0].key == b""
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
    for path in store.folder.iterdir():
        if path.suffix in (".key", ".pem", ".json"):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    told = made.chain.decode() + made.name
    names = {os.environ.get("USER") or "?", os.uname().nodename}
    assert not any(name in told for name in names if len(name) > 3)


def test_two_processes_at_first_use_make_one(tmp_path) -> None:
    code = "from muse_provenance import home; print(home.identities().current().id)"
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    told = {each.communicate()[0].strip() for each in started}
    assert len(told) == 1 and all(each.returncode == 0 for each in started)
    folder = Path(os.environ["MUSE_HOME"]) / "data/identity"
    assert len(list(folder.glob("*.key"))) == 2  # the root's, and that of who signs


def test_rotating_keeps_what_was_signed_ours(store) -> None:
    first = store.current()
    second = store.rotate("Ann Lee")
    assert second.name == "Ann Lee" and store.current() == second
    assert second.chain.endswith(first.chain[-400:])  # the same root
    assert {each.id for each in store.known()} == {first.id, second.id}
    assert not (store.folder / f"{first.id}.key").exists()
    third = store.rotate(root=True)
    assert not third.chain.endswith(first.chain[-400:])
    assert {each.id for each in store.known()} == {first.id, second.id, third.id}


def test_another_process_that_rotates_is_noticed(store) -> None:
    store.current()
    made = Store(store.folder).rotate()
    assert store.current() == made


@pytest.mark.parametrize("name", ["signs.json", "KEY", "PEM", "root.key", "root.pem"])
def test_what_is_damaged_is_put_aside_and_begun_anew(store, name, capsys) -> None:
    made = store.current()
    path = store.folder / name.replace("KEY", f"{made.id}.key").replace("PEM", f"{made.id}.pem")
    path.write_bytes(b"junk")
    fresh = Store(store.folder)
    signs = fresh.current() if not name.startswith("root") else fresh.rotate()
    assert signs.id != made.id
    assert "can't be read" in capsys.readouterr().err
    assert path.with_name(f"{path.name}.damaged-1").read_bytes() == b"junk"
    if name != "PEM":
        assert made.id in {each.id for each in fresh.known()}


def test_what_is_told_of_another_certificate_is_not_taken(store, capsys) -> None:
    made = store.current()
    for more in ({"fingerprint": "0" * 64}, {"ends": "soon"}, {"serial": None}, {"name": 3}):
        store._signs.write_text(json.dumps({**store.current().to_json(), **more}))
        signs = Store(store.folder).current()
        assert signs.key and (signs.id != made.id or more == {"name": 3})
        made = signs
    assert "can't be used: a new one is made" in capsys.readouterr().err


def test_a_folder_that_cannot_be_had_is_told_of(tmp_path) -> None:
    tmp_path.joinpath("file").write_text("")
    with pytest.raises(MuseError, match="can't write"):
        Store(tmp_path / "file/identity").current()


def test_signing_by_the_key_itself(store) -> None:
    made = store.current()
    signed = certificates.signature(made, b"words")
    assert certificates.holds(made, b"words", signed)
    assert not certificates.holds(made, b"other", signed)
    assert not certificates.holds(made, b"words", b"junk")


# -- brought


def pem(key) -> bytes:
    kinds = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return key.private_bytes(serialization.Encoding.PEM, *kinds)


def issued(name, key, issuer=None, by=None, *, leaf=True, days=(-2, 300), use=True) -> bytes:
    """Return a certificate as PEM, issued by a name and a key."""

    def called(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text),
                          x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Gallery")])  # fmt: skip

    by, now = by or key, datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(called(name)).issuer_name(called(issuer or name))
        .public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days[0])).not_valid_after(now + timedelta(days[1]))
        .add_extension(x509.BasicConstraints(not leaf, None), True)
        .add_extension(x509.KeyUsage(leaf, False, False, False, False, not leaf, not leaf,
                                     False, False), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), False)
    )  # fmt: skip
    if leaf and use:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        made = made.add_extension(usage, False)
    return made.sign(by, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


ROOT, LEAF, OTHER = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
ABOVE = issued("Root", ROOT, leaf=False)
GOOD = issued("Ann Lee", LEAF, "Root", ROOT) + ABOVE


def test_a_certificate_of_the_user_signs(store, tmp_path, muse) -> None:
    own = store.current()
    brought = store.bring(ABOVE + GOOD, pem(LEAF), reading.fits)
    assert (brought.name, brought.organisation, brought.own) == ("Ann Lee", "Gallery", False)
    assert store.current() == brought
    assert {each.id for each in store.known()} == {own.id, brought.id}


@pytest.mark.parametrize(("chain", "key", "told"), [
    (b"junk", pem(LEAF), "CERT holds no certificate"),
    (GOOD, b"junk", "KEY holds no private key"),
    (GOOD, pem(OTHER), "isn't that of a certificate in CERT"),
    (GOOD, pem(rsa.generate_private_key(65537, 2048)), "of a kind that isn't used"),
    (issued("Ann", LEAF, "Root", ROOT), pem(LEAF), "no certificate of who issued"),
    (issued("Ann", LEAF, "Root", ROOT) + issued("Else", OTHER, leaf=False), pem(LEAF), "belong"),
    (issued("Ann", LEAF, "Root", OTHER) + ABOVE, pem(LEAF), "belong together"),
    (issued("Ann", LEAF, "Root", ROOT, days=(-9, -1)) + ABOVE, pem(LEAF), "expired on"),
    (issued("Ann", LEAF, "Root", ROOT, days=(3, 9)) + ABOVE, pem(LEAF), "holds from"),
    (issued("Ann", LEAF, "Root", ROOT, use=False) + ABOVE, pem(LEAF), "can't sign credentials"),
    (GOOD, LEAF.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                              serialization.BestAvailableEncryption(b"x")), "has a password"),
])  # fmt: skip
def test_what_does_not_fit_is_told_and_changes_nothing(store, chain, key, told) -> None:
    own = store.current()
    with pytest.raises(RequestError, match=told):
        store.bring(chain, key, reading.fits)
    assert Store(store.folder).current() == own


def test_the_command(muse, tmp_path) -> None:
    assert muse("identity", "show")[0] == 0
    code, told, _ = muse("identity", "export")
    assert code == 0 and told.count("BEGIN CERTIFICATE") == 2 and "PRIVATE" not in told
    code, _, error = muse("identity", "rotate", "--name", "a\nb")
    assert code == 2 and "--name" in error
    assert muse("identity", "rotate", "--name", "Ann Lee")[0] == 0
    shown = json.loads(muse("identity", "show", "--json")[1])
    assert shown["signs"]["name"] == "Ann Lee" and len(shown["before"]) == 1
    for name, data in (("cert.pem", GOOD), ("key.pem", pem(LEAF))):
        tmp_path.joinpath(name).write_bytes(data)
    code, told, _ = muse(
        "identity", "import", str(tmp_path / "cert.pem"), str(tmp_path / "key.pem")
    )
    assert code == 0 and "Gallery" in told
    code, _, error = muse("identity", "import", "none.pem", "none.pem")
    assert code == 2 and error.startswith("muse: CERT: there is no file")
    code, told, error = muse("identity", "export", "--all", "-o", "all.pem")
    assert code == 0 and "6 certificates" in error
    assert muse("identity", "export", "-o", "all.pem")[0] == 2
