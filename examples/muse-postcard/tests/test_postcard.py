from muse import Host
from muse.testing import conformance

test_postcard = conformance("picture.postcard")


def test_it_has_two_parts_which_are_made_once(muse_host: Host) -> None:
    card = muse_host.run("picture.postcard", width=300, seed=4)[0]
    parts = muse_host.library.parts.of(card.id)
    assert [part.called for part in parts] == ["picture", "verse"]
    again = muse_host.run("picture.postcard", width=300, seed=4)[0]
    assert [p.artifact for p in muse_host.library.parts.of(again.id)] == [p.artifact for p in parts]
    assert again.data == card.data
