"""`muse run --author` and `muse certificate`: what is asked, refused, and kept as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from muse.cli.run import _rights
from muse_provenance.certificate import setting

Muse = Callable[..., tuple[int, str, str]]
SMALL = ("--width", "64", "--height", "64", "--seed", "3")


def test_a_run_takes_rights_and_show_tells_them(muse: Muse) -> None:
    said = ("--author", "Ann Lee", "--rights", "© 2026 Ann Lee", "--licence", "cc-by-4.0")
    assert muse("run", "image", *SMALL, "-o", "a.png", *said)[0] == 0
    code, out, _ = muse("show", "a.png")
    assert code == 0
    assert "  author    Ann Lee\n  rights    © 2026 Ann Lee\n  licence   CC BY 4.0 (https" in out
    assert '"licence": "CC-BY-4.0"' in muse("show", "a.png", "--json")[1]
    assert muse("reproduce", "a.png", "-o", "again.png")[1].startswith("identical")
    assert b"Ann Lee" not in Path("again.png").read_bytes()


def test_a_wrong_licence_makes_nothing(muse: Muse) -> None:
    code, _, err = muse("run", "image", *SMALL, "-o", "a.png", "--licence", "cc-by")
    assert code == 2 and "did you mean CC-BY-4.0?" in err and not Path("a.png").exists()


def test_the_author_of_a_book_is_that_of_its_cover(muse: Muse) -> None:
    code, out, _ = muse("run", "book", "--help")
    assert code == 0 and out.count("--author") == 1 and "--licence" in out
    fields = {"author": "Ann Lee", "prompt": "an owl"}
    assert _rights({"author": "Ann Lee", "rights": None, "licence": None}, fields) is None
    whole = {"author": "Ann Lee", "rights": None, "licence": "CC0-1.0"}
    assert _rights(whole, fields) == {"author": "Ann Lee", "licence": "CC0-1.0"}


def test_what_cannot_be_is_told_in_a_line_and_nothing_is_lost(muse: Muse) -> None:
    pytest.importorskip("c2pa")
    pytest.importorskip("typst")
    Path("there.pdf").write_bytes(b"mine")
    for given, told in (
        (("nothing",), "the library has no artifact"),
        (("nothing", "-o", "there.pdf"), "already exists"),
        (("nothing", "-o", "a.png"), "is no PDF"),
        (("nothing", "-o", "a.pdf", "--date", "today"), "expected YYYY-MM-DD"),
        (("nothing", "-o", "a.pdf", "--licence", "CC-BZ-4.0"), "did you mean CC-BY-4.0?"),
    ):
        code, out, err = muse("certificate", *given)
        assert (code, out) == (2, "") and told in err and err.count("\n") == 1
    assert Path("there.pdf").read_bytes() == b"mine" and not Path("a.pdf").exists()


def test_without_its_packages_it_says_how_to_get_them(
    muse: Muse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setting, "find_spec", lambda name: None)
    code, _, err = muse("certificate", "nothing")
    assert code != 0 and 'pip install "muse-host[provenance]"' in err


def test_a_certificate_is_made_and_checked(muse: Muse) -> None:
    pytest.importorskip("c2pa")
    pytest.importorskip("typst")
    pytest.importorskip("segno")
    assert muse("run", "image", *SMALL, "-o", "a.png", "--author", "Ann Lee")[0] == 0
    code, out, err = muse("certificate", "a.png", "--title", "A lake")
    assert (code, out, err) == (0, "", "certificate.pdf is the certificate of a.png\n")
    code, out, _ = muse("verify", "certificate.pdf", "a.png")
    assert code == 0 and "The work is a.png, byte for byte." in out
    Path("b.png").write_bytes(b"x")
    code, out, _ = muse("verify", "certificate.pdf", "b.png")
    assert code == 3 and "The work isn't b.png: its hash is another." in out
