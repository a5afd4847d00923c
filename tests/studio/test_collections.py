"""Collections: filled, named, shown to others as an exhibition, taken along as a project."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio_pages import Studio, until


@pytest.fixture(scope="module")
def made(served: Any) -> list[str]:
    """A picture and a poem."""
    return [
        served.made("a red lake", seed=1)[0]["id"],
        served.made("a poem about rain", "text", seed=2)[0]["id"],
    ]


def collect(studio: Studio, name: str, ids: list[str]) -> str:
    """Make a collection without the pages."""
    id: str = studio.ask("POST", "/collections", {"name": name})["id"]
    studio.ask("POST", f"/collections/{id}/artifacts", {"add": ids})
    return id


def test_it_is_made_filled_by_dragging_and_dissolved(studio: Studio, made: list[str]) -> None:
    page = studio.go(studio.page, "keep/collections")
    page.get_by_role("button", name="New collection").click()
    page.get_by_label("Name of a new collection").fill("Rain")
    page.keyboard.press("Enter")
    page.wait_for_selector("h2:text('Rain')")
    (one,) = studio.get("/collections")["collections"]
    page.get_by_role("link", name="Everything").click()
    page.wait_for_selector(".counted:text('2 works')")
    card = page.locator(f".cell > a[href*='{made[1]}']")
    page.evaluate(
        """([link, name]) => {
          const data = new DataTransfer();
          const drag = (kind, at) => at.dispatchEvent(
            new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: data}));
          drag("dragstart", link);
          return new Promise((done) => {
            const look = () => {
              const all = [...document.querySelectorAll(".dock .target")];
              const target = all.find((each) => each.textContent.includes(name));
              if (!target) return requestAnimationFrame(look);
              drag("dragover", target);
              drag("drop", target);
              done();
            };
            look();
          });
        }""",
        [card.element_handle(), "Rain"],
    )
    until(page, lambda: studio.get(f"/collections/{one['id']}")["count"], 1)
    studio.go(page, f"keep?collection={one['id']}")
    page.get_by_label("A few words about this collection").fill("Wet days")
    page.keyboard.press("Tab")
    until(page, lambda: studio.get(f"/collections/{one['id']}")["note"], "Wet days")
    page.get_by_role("button", name="Dissolve").click()
    until(page, lambda: studio.get("/collections")["collections"], [])
    page.locator("#told button").click()
    until(page, lambda: [each["count"] for each in studio.get("/collections")["collections"]], [1])
    studio.ask("DELETE", f"/collections/{studio.get('/collections')['collections'][0]['id']}")


def exported(studio: Studio, page: Any, kind: str, folder: Path) -> Path:
    """Export the collection that a page shows, and return the file."""
    page.get_by_role("button", name="Exhibit or take along").click()
    page.locator(f"dialog input[value={kind}]").check()
    with page.expect_download(timeout=60_000) as told:
        page.get_by_role("button", name="Export", exact=True).click()
    path = folder / str(told.value.suggested_filename)
    told.value.save_as(path)
    return path


def test_an_exhibition_opens_from_its_folder(
    studio: Studio, made: list[str], tmp_path: Path
) -> None:
    id = collect(studio, "Rain & <b>light</b>", made)
    page = studio.go(studio.page, f"keep?collection={id}")
    path = exported(studio, page, "exhibition", tmp_path)
    with zipfile.ZipFile(path) as packed:
        packed.extractall(tmp_path / "shown")
    (index,) = (tmp_path / "shown").rglob("index.html")
    visitor = studio.open()
    visitor.goto(index.as_uri())
    assert "Rain & <b>light</b>" in visitor.inner_text("body")
    assert visitor.locator("img").count() >= 1
    assert visitor.locator("img").first.evaluate("(each) => each.decode().then(() => true)")
    # What it asked for is in its folder; nothing else was asked for, and nothing was refused.
    folder = index.parent.as_uri()
    assert studio.troubles
    assert all(each.startswith(f"a request to another host: {folder}") for each in studio.troubles)
    studio.troubles.clear()
    studio.ask("DELETE", f"/collections/{id}")


def test_a_project_opens_in_another_muse(
    studio: Studio, make_studio: Callable[..., Studio], made: list[str], tmp_path: Path
) -> None:
    studio.ask("PATCH", f"/artifacts/{made[0]}", {"rating": 4, "tags": ["wet"]})
    id = collect(studio, "Rain", made)
    page = studio.go(studio.page, f"keep?collection={id}")
    path = exported(studio, page, "project", tmp_path)
    other = make_studio()
    theirs = other.go(other.page, "keep/collections")
    with theirs.expect_file_chooser() as told:
        theirs.get_by_role("button", name="Open a project").click()
    told.value.set_files(path)
    theirs.wait_for_selector("h2:text('Rain')")
    theirs.wait_for_selector(".counted:text('2 works')")
    found = {each["id"]: each for each in other.get("/artifacts")["artifacts"]}
    assert set(found) == set(made)
    assert (found[made[0]]["rating"], found[made[0]]["tags"]) == (4, ["wet"])
    assert re.search(r"collection=\w+", theirs.url)
    studio.ask("DELETE", f"/collections/{id}")
