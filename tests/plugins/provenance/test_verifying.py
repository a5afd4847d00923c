"""Verdicts: whose a file is, and what remains of it."""

import shutil

import pytest

pytest.importorskip("c2pa")

import muse
from muse import Host
from muse_provenance import home, reading, verify, verifying
from muse_provenance.identity import certificates
from muse_provenance.verdict import EXIT


@pytest.fixture
def marked(monkeypatch):
    """Have every file carry a mark, as its reader would tell."""
    said: list[str] = []
    monkeypatch.setattr(verifying, "mark_of", lambda path: said[0] if said else None)
    return said


def test_nothing_is_known_of_it(signing, tmp_path, marked) -> None:
    path = tmp_path / "a.txt"
    path.write_text("words")
    verdict = verify(path)
    assert (verdict.kind, verdict.reasons) == (
        "nothing", ("It has no credentials.", "No mark was found in it."),
    )  # fmt: skip
    assert EXIT[verdict.kind] == 6 and verdict.to_json()["file"] == str(path)


def test_what_is_not_signed_but_recorded(signing, tmp_path, marked, monkeypatch) -> None:
    monkeypatch.setenv("MUSE_SIGN", "off")
    with Host() as host:
        (made,) = host.run("text.grammar", prompt="a fox", seed=5, output=tmp_path / "a.txt")
        verdict = verify(tmp_path / "a.txt", host)
        assert (verdict.kind, verdict.artifact, verdict.signer) == ("ours", made.id, "")
        assert "isn't signed" in verdict.reasons[0]
    assert verify(tmp_path / "a.txt").kind == "nothing"  # without the library


def test_a_mark_alone_is_looked_up_in_the_index(signing, tmp_path, marked) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n nothing that is signed")
    made = signing.made[".png"]
    marked.append(muse.fingerprint(made.recipe)[:16])
    verdict = verify(path)
    assert (verdict.kind, verdict.mark, verdict.artifact) == ("mark", marked[0], made.id)
    assert verdict.reasons[-1] == f"It carries the mark {marked[0]}, that of {made.id}."


def test_a_mark_is_looked_up_in_the_library(signing, tmp_path, marked, monkeypatch) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n nothing that is signed")
    monkeypatch.setenv("MUSE_SIGN", "off")
    with Host(library=tmp_path / "library") as host:
        made = host.run("text.grammar", prompt="an owl", seed=6, count=2)
        marked.append(muse.fingerprint(made[1].recipe)[:16])
        assert [id for id, _ in host.library.recipes()] == [made[0].id, made[1].id]
        assert verify(path, host).artifact == made[1].id
        marked[0] = "f" * 16
        verdict = verify(path, host)
        assert (verdict.kind, verdict.artifact) == ("mark", "")
        assert verdict.reasons[-1].endswith("which nothing in the library has.")


def test_what_was_changed_still_tells_its_mark(signing, tmp_path, marked) -> None:
    data = bytearray(signing.path(".png").read_bytes())
    data[-300] ^= 1
    path = tmp_path / "a.png"
    path.write_bytes(data)
    made = signing.made[".png"]
    marked.append(muse.fingerprint(made.recipe)[:16])
    verdict = verify(path)
    assert (verdict.kind, verdict.artifact) == ("changed", made.id)
    assert verdict.mark == marked[0] and verdict.where and verdict.made_by.startswith("image.")


def test_a_muse_without_its_index_says_so(signing, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("MUSE_HOME", str(tmp_path / "home"))
    shutil.copytree(signing.home / "data/identity", tmp_path / "home/data/identity")
    verdict = verify(signing.path(".png"))
    assert verdict.kind == "ours" and "no record of the signing" in verdict.reasons[-1]
    home.identities().rotate()
    assert verify(signing.path(".png")).kind == "ours"
    shutil.rmtree(tmp_path / "home/data/identity")
    verdict = verify(signing.path(".png"))
    assert verdict.kind == "other" and verdict.artifact == ""
    assert "whom this Muse doesn't know" in verdict.reasons[0]


def forged(like: bytes) -> tuple[bytes, bytes]:
    """Return certificates and a key that say all that ours say, made by somebody else."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    from muse_provenance.identity.certificates import key_pem, pem

    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    made = b""
    for each, key in zip(x509.load_pem_x509_certificates(like), keys, strict=True):
        again = (
            x509.CertificateBuilder()
            .subject_name(each.subject)
            .issuer_name(each.issuer)
            .public_key(key.public_key())
            .serial_number(each.serial_number)
            .not_valid_before(each.not_valid_before_utc)
            .not_valid_after(each.not_valid_after_utc)
        )
        for one in each.extensions:
            again = again.add_extension(one.value, one.critical)
        made += pem(again.sign(keys[1], hashes.SHA256()))
    return made, key_pem(keys[0])


def test_who_says_all_that_our_certificate_says_is_somebody_else(
    signing, tmp_path, monkeypatch
) -> None:
    ours = home.identities().current()
    monkeypatch.setenv("MUSE_HOME", str(tmp_path / "home"))
    home.identities().current()
    other = certificates.read(*forged(ours.chain))
    assert (other.name, other.serial) == (ours.name, ours.serial)
    home.identities()._kept(other)
    with Host() as host:
        host.run("text.grammar", prompt="a fox", seed=1, output=tmp_path / "f.html")
    monkeypatch.setenv("MUSE_HOME", str(signing.home))
    found = reading.credentials(tmp_path / "f.html")
    assert found is not None and found.signer == ours.name and not found.is_ours
    assert verify(tmp_path / "f.html").kind != "ours"
