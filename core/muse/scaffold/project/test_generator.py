"""What <<medium>>.<<short>> itself promises."""

import pytest

from muse import Host, InvalidField


def test_more_parts_are_more(muse_host: Host) -> None:
    few, many = (muse_host.run("<<medium>>.<<short>>", parts=n, seed=7) for n in (2, 40))
    assert few.report.measured["parts"] == 2
    assert many.report.measured["parts"] == 40
    assert few.data != many.data


def test_no_parts_are_refused(muse_host: Host) -> None:
    with pytest.raises(InvalidField, match="parts"):
        muse_host.run("<<medium>>.<<short>>", parts=0)
