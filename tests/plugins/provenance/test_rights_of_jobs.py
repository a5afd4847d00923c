"""Rights of what is made later: they wait with the job, and don't stand in its fields."""

import pytest

from muse import Host, RequestError
from muse.library.job import KeyTaken
from muse.library.job_work import JobWork
from muse.library.jobs import Jobs
from muse.running.submitting import Origin, submit
from muse.running.working import Working

ASKED = {"prompt": "a lake", "width": 64, "height": 64, "seed": 3}


@pytest.fixture
def host(tmp_path):
    with Host(library=tmp_path / "library", config=tmp_path / "config.toml") as opened:
        yield opened


def test_they_are_in_what_a_job_makes(host):
    job = submit(host, "image.sketch", ASKED, rights={"author": "Ann Lee", "licence": None})
    assert job.rights == {"author": "Ann Lee"}
    assert "author" not in job.asked
    claimed = JobWork(host.library.database).claim(["light", "device"])
    assert claimed is not None and claimed.rights == job.rights
    assert Working(host, claimed).work() == "done"
    made = host.library.run(job.id).artifacts[0]
    assert b"Ann Lee" in host.library.path_of(made.files[0]).read_bytes()
    assert "Ann Lee" not in str(made.recipe)


def test_the_same_request_with_others_is_another(host):
    origin = Origin(key="a")
    first = submit(host, "image.sketch", ASKED, origin=origin, rights={"author": "Ann Lee"})
    again = submit(host, "image.sketch", ASKED, origin=origin, rights={"author": "Ann Lee"})
    assert first.id == again.id
    with pytest.raises(KeyTaken):
        submit(host, "image.sketch", ASKED, origin=origin, rights={"author": "Bob"})
    assert submit(host, "image.sketch", ASKED).rights is None


def test_wrong_ones_queue_nothing(host):
    with pytest.raises(RequestError, match="licence"):
        submit(host, "image.sketch", ASKED, rights={"licence": "mine"})
    assert not Jobs(host.library.database).listed(limit=5)
