"""Works: runs whose parts other generators make."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PIL import Image

import muse
from conftest import zoo_entries
from muse import Artifact, Condition, Event, Field, Generator, Host, InputFile, Order, Run
from muse.entry_points import Index


class Leaf(Generator[Any]):
    """One pixel in a grey of its own."""

    class Grey(Condition):
        prompt: str | None = Field(None, description="What.")
        grey: int | None = Field(None, ge=0, le=255, description="Which.")
        photo: InputFile | None = Field(None, description="Another.")

    condition = Grey
    formats = {".png": "image/png"}
    made: ClassVar[list[int]] = []

    def generate(self, condition: Any, run: Run) -> Iterator[Event]:
        for item in run.items:
            if condition.prompt == "fail":
                raise muse.GenerationError("no ink is left", hint="buy some")
            yield muse.Progress(1, 2, "half")
            grey = int(item.rng.integers(256)) if condition.grey is None else condition.grey
            Leaf.made.append(item.seed)
            yield muse.Preview("image/png", b"look")
            yield Artifact.image(Image.new("L", (1, 1), grey), item=item, measured={"grey": grey})


class Tree(Generator[Any]):
    """Some leaves, side by side."""

    class Many(Condition):
        leaves: int = Field(3, ge=1, le=50, description="How many.")
        words: str = Field("green", description="What each is told.")
        first: str | None = Field(None, description="What the first is told.")
        by: str | None = Field(None, description="Who makes them.")

    condition = Many
    formats = {".txt": "text/plain"}

    def orders(self, condition: Any, item: Any, wanted: Any = ()) -> Iterator[Order]:
        for leaf in range(condition.leaves):
            words = condition.first if leaf == 0 and condition.first else condition.words
            fields = {"prompt": words}
            yield Order("zoo", f"leaf-{leaf + 1}", condition.by or "zoo.leaf", (), fields, item)

    def generate(self, condition: Any, run: Run) -> Iterator[Event]:
        for item in run.items:
            run.expect(condition.leaves + 1)
            made = yield from run.make_all(list(self.orders(condition, item)))
            yield run.step("bound")
            text = " ".join(str(each.report.measured.get("grey", each.seed)) for each in made)
            yield Artifact.text(text, item=item, suffix=".txt")


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    Leaf.made.clear()
    offers = {"zoo.leaf": Leaf, "zoo.tree": Tree}
    with Host(library=tmp_path / "home", index=Index(zoo_entries()), offers=offers) as made:
        yield made


def test_a_work_has_its_parts_made(host: Host) -> None:
    tree = host.run("zoo.tree", seed=7)[0]
    seeds = [tree.item.seed_for(f"leaf-{n}") for n in (1, 2, 3)]
    assert Leaf.made == seeds
    assert list(tree.recipe["parts"]) == ["leaf-1", "leaf-2", "leaf-3"]
    assert tree.recipe["parts"]["leaf-2"]["condition"]["seed"] == seeds[1]
    parts = host.library.parts.of(tree.id)
    assert [part.called for part in parts] == ["leaf-1", "leaf-2", "leaf-3"]
    assert all(part.generator == "zoo.leaf" and part.artifact for part in parts)


def test_a_work_tells_of_its_parts_as_its_own(host: Host) -> None:
    with host.stream("zoo.tree", seed=7) as stream:
        events = list(stream)
    progress = [e for e in events if isinstance(e, muse.Progress)]
    assert {e.total for e in progress} == {4}
    done = [e.done for e in progress]
    assert done == [0.5, 1, 1.5, 2, 2.5, 3, 4]
    assert progress[0].note == "leaf 1: half"
    assert sum(isinstance(e, muse.Preview) for e in events) == 3
    assert sum(isinstance(e, Artifact) for e in events) == 1


def test_what_was_made_is_taken_from_the_library(host: Host) -> None:
    first = host.run("zoo.tree", seed=7)[0]
    Leaf.made.clear()
    again = host.run("zoo.tree", seed=7)[0]
    assert Leaf.made == []
    assert again.data == first.data
    assert again.recipe == first.recipe
    host.run("zoo.tree", seed=7, first="red")
    assert Leaf.made == [first.item.seed_for("leaf-1")]


def test_parts_stay_out_of_the_log_and_the_gallery(host: Host) -> None:
    from muse.library.gallery import Sought

    tree = host.run("zoo.tree", seed=7)[0]
    assert [run.generator for run in host.library.log()] == ["zoo.tree"]
    assert [id for id, _ in host.library.gallery.seek(Sought())] == [tree.id]
    assert len(host.library.gallery.seek(Sought(parts=True))) == 4


def test_parts_go_with_the_last_work_that_has_them(host: Host) -> None:
    one = host.run("zoo.tree", seed=7)[0]
    other = host.run("zoo.tree", seed=7)[0]
    leaf = host.library.parts.of(one.id)[0].artifact
    host.library.gallery.trash(one.id)
    host.library.gallery.empty()
    assert host.library.find(leaf)
    host.library.gallery.trash(other.id)
    host.library.gallery.empty()
    with pytest.raises(muse.MuseError):
        host.library.find(leaf)
    assert host.library.gallery.stray() == []


def test_an_error_says_which_part(host: Host) -> None:
    with pytest.raises(muse.GenerationError, match=r"^leaf 1: no ink is left; buy some$"):
        host.run("zoo.tree", seed=7, first="fail")
    with pytest.raises(muse.UnknownField, match=r"^leaf 1: zoo.dots has no field 'nonsense'"):
        run_orders(host, Order("zoo", "leaf-1", "zoo.dots", fields={"nonsense": 1}))


def run_orders(host: Host, *orders: Order) -> Any:
    class Work(Generator[Any]):
        """Whatever is asked."""

        def generate(self, condition: Any, run: Run) -> Iterator[Event]:
            from dataclasses import replace

            item = run.items[0]
            made = yield from run.make_all([replace(o, item=item) for o in orders])
            yield Artifact.text(" ".join(a.id for a in made), item=item, suffix=".txt")

    host.plugins.offer("zoo.work", Work)
    return host.run("zoo.work", seed=1)[0]


@pytest.mark.parametrize("called", ["Page 1", "../x", "", "a//b", "a_b", "x" * 200])
def test_a_part_has_a_name_that_can_be_told(called: str) -> None:
    with pytest.raises(muse.PluginError, match="can't be called"):
        Order("zoo", called)


def test_two_parts_dont_have_one_name(host: Host) -> None:
    with pytest.raises(muse.PluginError, match="two parts"):
        run_orders(host, Order("zoo.leaf", "a"), Order("zoo.leaf", "a"))


def test_a_part_can_be_an_input_of_another_in_every_form(host: Host, tmp_path: Path) -> None:
    leaf = host.run("zoo.leaf", seed=1, output=tmp_path / "leaf.png")
    for photo in (leaf, leaf[0], f"muse:{leaf[0].id}", Image.new("L", (1, 1))):
        made = host.run("zoo.leaf", photo=photo, seed=2)[0]
        known = host.library.parts.sources(made.id)
        assert known == ({"photo": [leaf[0].id]} if not isinstance(photo, Image.Image) else {})


def test_works_of_works_end_somewhere(host: Host) -> None:
    class Nested(Generator[Any]):
        """A work in a work in a work."""

        def generate(self, condition: Any, run: Run) -> Iterator[Event]:
            made = yield from run.make("zoo.nested", item=run.items[0], called="again")
            yield Artifact.text(made.id, item=run.items[0])

    host.plugins.offer("zoo.nested", Nested)
    with pytest.raises(muse.PluginError, match=r"^(again: ){4}.* 5 works deep") as told:
        host.run("zoo.nested", seed=1)
    assert "the most is 4" in str(told.value)


def test_made_again_every_part_is_made_again_and_compared(host: Host) -> None:
    from muse.running import reproduce

    tree = host.run("zoo.tree", seed=7)[0]
    Leaf.made.clear()
    origin = reproduce.Origin(tree.recipe, ".txt")
    made = reproduce.again(host, origin).finish()[0]
    assert len(Leaf.made) == 3
    assert reproduce.compare(host, origin, made).verdict == "identical"
    other = host.run("zoo.tree", seed=7, first="red", words="blue")[0]
    found = reproduce.compare(host, origin, other).differences
    assert not any(name.startswith("part") for name in found)  # words don't change a leaf
    other.recipe["parts"]["leaf-2"]["payload"] = {".png": "0" * 64}
    found = reproduce.compare(host, origin, other).differences
    assert [name for name in found if name.startswith("part")] == ["part leaf-2"]


def test_a_recipe_of_a_stranger_asks_before_a_part_calls_somebody(host: Host) -> None:
    class Caller(Leaf):
        """Calls another machine."""

        needs_network = True

    host.plugins.offer("zoo.caller", Caller)
    tree = host.run("zoo.tree", seed=7, by="zoo.caller")[0]
    asked: list[str] = []
    with pytest.raises(muse.RequestError, match=r"leaf 1: .*nobody agreed"):
        host.again(tree.recipe, agree=lambda question: bool(asked.append(question))).finish()
    assert asked == ["the recipe has zoo.caller call another machine"]
    assert host.again(tree.recipe, agree=lambda question: True).finish()[0].data == tree.data


def test_a_stranger_recipe_whose_parts_are_none_is_refused(host: Host) -> None:
    tree = host.run("zoo.tree", seed=7)[0]
    for odd in (["x"], {"leaf-1": 1}, {"leaf-1": {}}, {"leaf-1": {**tree.recipe, "payload": 1}}):
        with pytest.raises(muse.RequestError, match="the recipe"):
            host.again({**tree.recipe, "parts": odd})


def test_what_would_be_made_is_told_before_anything_is(host: Host) -> None:
    from muse.running.describing import Planned, plan, total

    with host.stream("zoo.tree", seed=7, leaves=12) as stream:
        told = plan(stream)
    assert told == [Planned("leaf 1..12", "zoo.leaf", 12), Planned("", "zoo.tree")]
    assert total(told) is None
    assert host.library.log() == []
    host.run("zoo.tree", seed=7, leaves=3)
    with host.stream("zoo.tree", seed=7, leaves=12) as stream:
        leaves, tree = plan(stream)
    assert (leaves.there, leaves.count) == (3, 12)
    assert leaves.seconds is not None and 0 < leaves.seconds < 5
    assert tree.seconds is not None
    with host.stream("zoo.tree", seed=7, by="zoo.needs") as stream:
        assert "needs" in plan(stream)[0].problem


def test_a_cancelled_work_stops_its_part(host: Host) -> None:
    with host.stream("zoo.tree", seed=7) as stream:
        next(stream)
        stream.cancel()
        with pytest.raises(muse.Cancelled):
            list(stream)
    assert len(Leaf.made) <= 1
    tree = host.library.log()[0]
    assert tree.status == "cancelled"
    rows = host.library.database.rows("SELECT status FROM runs ORDER BY seq")
    assert [row[0] for row in rows] == ["cancelled", "cancelled"]
    assert host.run("zoo.tree", seed=7)[0].data


def test_what_cant_be_made_alike_is_taken_within_its_own_work(host: Host) -> None:
    class Dice(Leaf):
        """Another each time."""

        repeatable = "no"

    host.plugins.offer("zoo.dice", Dice)
    host.run("zoo.tree", seed=7, by="zoo.dice", leaves=2)
    host.run("zoo.tree", seed=7, by="zoo.dice", leaves=3)
    assert len(Leaf.made) == 3
    host.run("zoo.tree", seed=8, by="zoo.dice", leaves=2)
    assert len(Leaf.made) == 5


def test_no_part_is_made_under_a_lease(host: Host) -> None:
    class Holder(Generator[Any]):
        """Holds on."""

        def generate(self, condition: Any, run: Run) -> Iterator[Event]:
            with run.lease():
                yield from run.make("zoo.leaf", item=run.items[0], called="leaf")

    host.plugins.offer("zoo.holder", Holder)
    with pytest.raises(muse.PluginError, match=r"while zoo.holder holds a lease"):
        host.run("zoo.holder", seed=1)


def test_a_work_that_is_begun_anew_finds_its_parts(host: Host) -> None:
    tried: list[int] = []

    class Hungry(Tree):
        """Runs out of memory once."""

        def generate(self, condition: Any, run: Run) -> Iterator[Event]:
            made = yield from run.make_all(list(self.orders(condition, run.items[0])))
            with run.lease():
                tried.append(len(tried))
                if tried == [0]:
                    raise MemoryError
            yield Artifact.text(str(len(made)), item=run.items[0], suffix=".txt")

    host.plugins.offer("zoo.hungry", Hungry)
    assert host.run("zoo.hungry", seed=1)[0].data == b"3"
    assert tried == [0, 1]
    assert len(Leaf.made) == 3


def test_what_cant_be_ordered_is_refused_in_one_line(host: Host) -> None:
    from muse.contract.item import Item

    with pytest.raises(muse.PluginError, match="a part is one thing, and 2 are ordered"):
        run_orders(host, Order("zoo.leaf", "leaf", fields={"count": 2}))

    class Stray(Generator[Any]):
        """Orders for an item that isn't of its run."""

        def generate(self, condition: Any, run: Run) -> Iterator[Event]:
            assert run.takes("zoo.leaf", "grey") and not run.takes("zoo.leaf", "gold")
            yield from run.make("zoo.leaf", item=Item(9, 1), called="leaf")

    host.plugins.offer("zoo.stray", Stray)
    with pytest.raises(muse.PluginError, match="an item that isn't of this run"):
        host.run("zoo.stray", seed=1)
    alone = Run(id="x", generator="zoo.alone", items=(), formats=())
    for call in (lambda: alone.takes("zoo", "grey"), lambda: next(alone.make_all([]))):
        with pytest.raises(muse.PluginError, match="runs without a host"):
            call()


def test_a_part_that_stops_itself_is_an_error_of_the_work(host: Host) -> None:
    class Quitter(Leaf):
        """Says that it was cancelled."""

        def generate(self, condition: Any, run: Run) -> Iterator[Event]:
            yield muse.Progress(0, 1)
            raise muse.Cancelled

    host.plugins.offer("zoo.quitter", Quitter)
    with pytest.raises(muse.GenerationError, match="leaf 1: it was cancelled"):
        host.run("zoo.tree", seed=1, by="zoo.quitter")


def test_a_part_whose_files_are_gone_is_made_again(host: Host) -> None:
    tree = host.run("zoo.tree", seed=7)[0]
    leaf = host.library.parts.of(tree.id)[1].artifact
    _, record = host.library.find(leaf)
    host.library.place(record.files[0].sha256, ".png").unlink()
    Leaf.made.clear()
    assert host.run("zoo.tree", seed=7)[0].data == tree.data
    assert Leaf.made == [tree.item.seed_for("leaf-2")]
