"""Certificates: what a page shows and tells, what it carries, and what checking it says."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import date

import pytest

pytest.importorskip("c2pa")
pytest.importorskip("typst")
pytest.importorskip("segno")

import muse_provenance
from muse import Host, RequestError
from muse.errors import NotFound
from muse_provenance import besides, certificate, home
from muse_provenance.certificate import checking, code, facts, setting, shown, telling

RIGHTS = {"author": "Ann Lee", "rights": "© 2026 Ann Lee", "licence": "CC-BY-4.0"}


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificates")
    with Host(library=folder / "library", config=folder / "config.toml") as opened:
        yield opened


@pytest.fixture(scope="module")
def picture(host, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pictures")
    made = host.run(
        "image.sketch", prompt="a lake", width=96, height=64, seed=3, style="gouache", rights=RIGHTS
    )[0]
    return made.save(folder / "lake.png")


@pytest.fixture(scope="module")
def page(host, picture, identities):
    return certificate.make(host, str(picture))


@pytest.fixture(scope="module")
def identities(tmp_path_factory):
    """Keys of the module's own."""
    folder = tmp_path_factory.mktemp("home")
    store, index = home.Store(folder / "identity"), home.Index(folder / "signatures.sqlite3")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(home, "identities", lambda: store)
        patch.setattr(home, "index", lambda: index)
        yield store


def words_of(pdf, tmp_path):
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf)
    return path


def test_it_carries_what_it_tells_and_a_signature_over_it(page, picture, identities):
    found = checking.data_of(page)
    told, said = found["told"], code.read(found["code"])
    assert told["file"]["sha256"] == said.file == hashlib.sha256(picture.read_bytes()).hexdigest()
    assert told["rights"]["licence"] == "CC-BY-4.0"
    assert told["title"] == "a lake" and told["generator"] == "image.sketch"
    assert told["source"] == "algorithmicMedia"
    assert code.holds(said, identities.current())
    assert not code.holds(replace(said, file="0" * 64), identities.current())
    assert not code.holds(replace(said, signature=said.signature[:-1]), identities.current())
    assert said.told == code.told_hash(json.dumps(
        told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())  # fmt: skip


def test_it_is_true_of_its_work_and_of_no_other(page, picture, host, identities, tmp_path):
    path = words_of(page, tmp_path)
    found = certificate.check(path, picture, host)
    assert (found.kind, found.where) == ("ours", ())
    assert "byte for byte" in found.reasons[-1]
    assert certificate.check(path, None, host).artifact
    assert "isn't here to be compared" in certificate.check(path, None, None).reasons[-1]
    odd = tmp_path / "odd.png"
    odd.write_bytes(picture.read_bytes() + b"\0")
    found = certificate.check(path, odd, host)
    assert (found.kind, found.where) == ("changed", ("the work",))


def test_what_it_tells_cannot_be_changed(page, host, identities):
    found = checking.data_of(page)
    for change in (
        lambda d: d["told"].update(title="another"),
        lambda d: d["told"]["rights"].update(author="Bob"),
        lambda d: d["told"]["file"].update(sha256="0" * 64),
        lambda d: d.update(code=d["code"].replace("A", "B")),
        lambda d: d.update(code="nothing"),
        lambda d: d.update(told=[1]),
        lambda d: d["told"].update(file="x"),
    ):
        odd = json.loads(json.dumps(found))
        change(odd)
        said = checking.found_in(odd, "", host)
        assert said.kind == "changed" and "the certificate" in said.where


def test_another_muse_does_not_know_the_key(page, picture, host, identities, tmp_path, monkeypatch):
    other = home.Store(tmp_path / "other")
    monkeypatch.setattr(home, "identities", lambda: other)
    found = certificate.check(words_of(page, tmp_path), picture, None)
    assert found.kind == "other" and "whom this Muse doesn't know" in found.reasons[0]


def test_the_code_alone_is_enough(page, picture, host, identities, tmp_path, monkeypatch):
    text = checking.data_of(page)["code"]
    found = checking.by_code(text, picture, host)
    assert (found.kind, len(found.reasons)) == ("ours", 2)
    odd = tmp_path / "odd.png"
    odd.write_bytes(b"x")
    assert checking.by_code(text, odd, host).where == ("the work",)
    assert checking.by_code(text[:30] + "AAAA" + text[34:], picture, host).kind == "changed"
    chain = identities.current().chain
    monkeypatch.setattr(home, "identities", lambda: home.Store(tmp_path / "other"))
    assert checking.by_code(text, picture, host).kind == "nothing"
    assert checking.by_code(text, odd, host).kind == "changed"
    assert checking.by_code(text, picture, host, b"\xff").kind == "nothing"
    assert checking.by_code(text, picture, host, chain).kind == "other"
    with pytest.raises(RequestError, match="can't be read"):
        checking.by_code(text, tmp_path / "nothing", host)


def test_verify_looks_into_it(page, picture, host, identities, tmp_path):
    path = words_of(page, tmp_path)
    said = muse_provenance.verify(path, host)
    assert said.kind == "ours" and said.work and said.artifact
    told = said.to_json()
    besides.compared(told, [picture])
    assert told["kind"] == "ours" and "lake.png, byte for byte" in told["reasons"][-1]
    besides.compared(told, [path])
    assert told["kind"] == "changed" and told["where"] == ["the work"]


def test_one_without_credentials_is_not_as_it_was_made(
    host, picture, identities, monkeypatch, tmp_path
):
    monkeypatch.setattr("muse_provenance.certificate.making._signed", lambda made, *_: made)
    said = muse_provenance.verify(words_of(certificate.make(host, str(picture)), tmp_path), host)
    assert said.kind == "changed" and said.where == ("its credentials, which are gone",)


def test_a_changed_byte_of_the_page_is_noticed(page, host, identities, tmp_path):
    odd = bytearray(page)
    at = page.index(b"/MediaBox")
    odd[at + 12] ^= 1
    assert muse_provenance.verify(words_of(bytes(odd), tmp_path), host).kind == "changed"


def test_what_is_said_now_takes_the_place_of_what_the_file_says(host, picture, identities):
    made = certificate.make(
        host,
        str(picture),
        title="Evening",
        rights={"author": "Bob", "licence": "cc0-1.0"},
        when=date(2025, 2, 3),
        language="zh",
        paper="letter",
    )
    told = checking.data_of(made)["told"]
    assert (told["title"], told["date"]) == ("Evening", "2025-02-03")
    assert told["rights"] == {
        "author": "Bob",
        "rights": "© 2026 Ann Lee",
        "licence": "CC0-1.0",
        "licence_url": "https://creativecommons.org/publicdomain/zero/1.0/",
    }
    assert b"/MediaBox[0 0 612 792]" in made.replace(b" [", b"[")


def test_what_cannot_be_certified_is_told_in_a_line(host, picture, identities, tmp_path):
    with pytest.raises(NotFound):
        certificate.make(host, "nothing-1")
    odd = tmp_path / "odd.png"
    odd.write_bytes(picture.read_bytes() + b"\0")
    with pytest.raises(NotFound):
        certificate.make(host, str(odd))
    with pytest.raises(RequestError, match="licence"):
        certificate.make(host, str(picture), rights={"licence": "CC-BX"})
    with pytest.raises(RequestError, match="200 are the most"):
        certificate.make(host, str(picture), title="x" * 201)
    odd.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(RequestError, match="no certificate"):
        certificate.check(odd, None, host)


def test_strangers_data_is_bounded():
    bomb = b"9 0 obj <</Type/EmbeddedFile/Filter/FlateDecode>>\nstream\n"
    import zlib

    assert checking.data_of(bomb + zlib.compress(b" " * 2**24) + b"\nendstream") is None
    assert checking.data_of(bomb + b"nothing\nendstream") is None
    assert checking.data_of(b"/Type/EmbeddedFile" * 100) is None
    deep = b"<</Type/EmbeddedFile>>\nstream\n" + b"[" * 60_000 + b"\nendstream"
    assert checking.data_of(deep) is None


def test_a_code_is_read_in_any_case_and_with_breaks():
    said = code.Code("1" * 64, "2" * 64, "3" * 16, "4" * 32, 5, "6" * 16, True, b"\1" * 64)
    text = said.text()
    assert code.read(f" {text[:40].lower()}\n{text[40:]} ") == said
    assert re.fullmatch("MUSE1:[A-Z2-7]+", text)
    for odd in ("", "MUSE1:", "MUSE1:A", "MUSE2:" + text[6:], "MUSE1:" + "A" * 3_000, text[:99]):
        with pytest.raises(RequestError):
            code.read(odd)


@pytest.mark.parametrize("kind", ["rsa", "ed25519", "p384"])
def test_a_users_own_key_signs_codes(kind):
    identity = own(kind)
    said = code.signed(code.Code("1" * 64, "2" * 64, "3" * 16, "4" * 32, 5, "0" * 16), identity)
    assert said.key == identity.id
    assert code.holds(code.read(said.text()), identity)
    assert not code.holds(replace(said, made=6), identity)


def own(kind):
    """Return an identity with a key of another kind, under a certificate of its own."""
    from datetime import UTC, datetime

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    from muse_provenance.identity.certificates import Identity

    keys = {
        "rsa": ("ps256", lambda: rsa.generate_private_key(65537, 2048), hashes.SHA256()),
        "ed25519": ("ed25519", ed25519.Ed25519PrivateKey.generate, None),
        "p384": ("es384", lambda: ec.generate_private_key(ec.SECP384R1()), hashes.SHA384()),
    }
    algorithm, make, hashed = keys[kind]
    key = make()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Ann")])
    begins, ends = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(7)
    made = made.not_valid_before(begins).not_valid_after(ends).public_key(key.public_key())
    signed = made.sign(key, hashed)
    fingerprint = signed.fingerprint(hashes.SHA256()).hex()
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Identity(
        id=fingerprint[:16],
        chain=signed.public_bytes(pem),
        key=private,
        fingerprint=fingerprint,
        serial=7,
        name="Ann",
        organisation="",
        begins=begins,
        ends=ends,
        algorithm=algorithm,
        own=False,
    )


def test_what_is_shown_and_told_of_each_kind(host, tmp_path):
    made = {
        "poem": host.run("text.grammar", prompt="写一首关于秋天的诗", seed=4)[0],
        "tune": host.run("music.midi", prompt="a calm waltz", bars=4, seed=3, formats=[".mid"])[0],
        "drawing": host.run(
            "image.sketch", prompt="a lake", width=96, height=64, seed=3, formats=[".svg"]
        )[0],
    }
    for name, artifact in made.items():
        artifact.save(tmp_path / f"{name}{artifact.suffix}")

    def of(name, language):
        known = facts.gather(host, made[name].id, rights=None)
        return telling.told(known, language), shown.shown(host, known), known

    told, seen, known = of("poem", "zh")
    assert told["medium"] == "模板诗歌" and known.chinese and "种子 4。" in told["settings"]
    assert seen.verse and len(seen.lines) > 4 and "同一配方" in told["how"]
    told, seen, _ = of("tune", "en")
    assert told["medium"].startswith("Waltz for violin") and told["extent"].endswith("4 bars")
    assert seen.suffix == ".svg" and seen.ratio > 1
    assert "without a neural network" in told["how"] and "88 bpm" in told["settings"]
    assert of("tune", "zh")[0]["medium"].startswith("圆舞曲，为小提琴")
    made["plain"] = host.run("image.sketch", width=64, height=64, seed=3)[0]
    made["plain"].save(tmp_path / "plain.png")
    assert [of("plain", each)[0]["title"] for each in ("en", "zh")] == ["Untitled", "无题"]
    told, seen, _ = of("drawing", "en")
    assert seen.suffix == ".svg" and seen.ratio == 1.5
    assert told["title"] == "A lake" and not told["rights"]


def test_a_sound_is_shown_by_its_wave(host, tmp_path):
    made = host.run("music.midi", bars=4, seed=3, formats=[".wav"])[0]
    made.save(tmp_path / "tune.wav")
    seen = shown.shown(host, facts.gather(host, made.id, rights=None))
    assert seen.data.startswith(b"<svg") and seen.data.count(b"<rect") > 100


def test_every_language_has_the_same_words():
    en, zh = telling.words("en"), telling.words("zh")
    assert {k for k, v in en.items() if isinstance(v, str)} == {
        k for k, v in zh.items() if isinstance(v, str)
    }
    for table in ("kinds", "fields", "media"):
        assert en[table].keys() == zh[table].keys()
    for name, text in en.items():
        if isinstance(text, str):
            assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", zh[name]))


def test_all_of_its_pages_are_one(page, identities, tmp_path):
    assert len(re.findall(rb"/Type\s*/Page\b", page)) == 1
    assert page.count(b"/FontFile") >= 3  # every font is inside


def test_the_code_is_drawn_as_it_is_written(page, identities):
    segno = pytest.importorskip("segno")
    payload = checking.data_of(page)["code"]
    drawn = segno.make(payload, error="m", boost_error=False, micro=False)
    assert drawn.mode == "alphanumeric" and drawn.symbol_size(border=0)[0] <= 61
    assert setting.grouped("0123456789abcdef", 4, 2) == ["0123 4567", "89ab cdef"]
