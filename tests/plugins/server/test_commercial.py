"""Runs for commercial use, over HTTP: refused at once where a model doesn't allow it."""

from typing import Any

import pytest

RUNS = "/api/v1/runs"
FLUX = {"prompt": "a cat", "model": "flux-dev"}


def test_a_run_for_commercial_use_is_refused_in_one_line(idle: Any) -> None:
    asked = {"medium": "image", "generator": "diffusion", "condition": FLUX, "commercial": True}
    for path in (RUNS, "/api/v1/check"):
        answer = idle.client.post(path, json=asked)
        assert 400 <= answer.status_code < 500, answer.text
        told = answer.json()["error"]
        assert "black-forest-labs/FLUX.1-dev may not be used commercially" in told["message"]
    assert idle.client.get(RUNS).json()["runs"] == []


def test_others_are_queued_and_keep_what_was_asked(idle: Any) -> None:
    from muse.library.jobs import Jobs

    asked = {"medium": "text", "generator": "grammar", "condition": {"prompt": "rain"}}
    for commercial in (True, False, None):
        answer = idle.client.post(RUNS, json={**asked, "commercial": commercial})
        assert answer.status_code == 202, answer.text
        job = Jobs(idle.host.library.database).find(answer.json()["id"])
        assert job.commercial is commercial


@pytest.mark.parametrize("value", ["maybe", 3])
def test_what_is_no_yes_or_no_is_told(idle: Any, value: Any) -> None:
    asked = {"medium": "text", "condition": {"prompt": "rain"}, "commercial": value}
    assert idle.client.post(RUNS, json=asked).status_code == 422
