"""Sharing a device: leases, eviction, strategies, running out of memory; on a pretended card."""

import os
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muse import Cancelled, PluginError
from muse.device.backend import is_out_of_memory
from muse.device.component import GIB, Component, DoesNotFit, OutOfMemory, Placement
from muse.device.eviction import GreedyDual, choose
from muse.device.manager import OVERTAKEN_AT_MOST, DeviceManager
from muse.testing.card import Card, Module, OutOfMemoryError, component, make

HEADROOM = GIB // 2
UNET, VAE, TEXT = component("sdxl/unet", 3), component("sdxl/vae", 0.25), component("clip", 1)
LLM, MUSIC = component("llm", 5), component("musicgen", 4)


def manager(card: Card | None = None, **options: object) -> DeviceManager:
    card = card or Card()
    card.limit = card.total - HEADROOM
    settings = {"device": "cuda:0", "headroom": HEADROOM, "ram": 16 * GIB} | options
    return DeviceManager(card, **settings)  # type: ignore[arg-type]


def card_of(made: DeviceManager) -> Card:
    assert isinstance(made.backend, Card)
    return made.backend


def test_two_generators_share_a_component_and_it_is_loaded_once() -> None:
    made = manager()
    with made.lease([UNET, TEXT], owner="image.a") as (unet, text):
        assert (unet.label, text.device) == ("sdxl/unet", "cuda:0")
    with made.lease([TEXT, VAE], owner="image.b") as (same, _):
        assert same is text
    assert sorted(card_of(made).loads) == ["clip", "sdxl/unet", "sdxl/vae"]
    clip = next(row for row in made.loaded() if row["component"] == "clip")
    assert clip["generators"] == ["image.a", "image.b"]
    assert clip["size"] == GIB


def test_what_differs_in_dtype_revision_or_loader_is_another_component() -> None:
    keys = {
        UNET.key("float16"),
        UNET.key("float32"),
        component("sdxl/unet", 3, revision="abc").key("float16"),
        component("sdxl/unet", 3, quantisation="int8").key("float16"),
        component("sdxl/unet", 3, subfolder="x").key("float16"),
    }
    assert len(keys) == 5


@pytest.mark.parametrize(
    "best, dtypes, expected",
    [
        ("bfloat16", ("bfloat16", "float16", "float32"), "bfloat16"),
        ("bfloat16", ("float16", "float32"), "float16"),  # MusicGen's
        ("bfloat16", ("float32", "float16"), "float16"),
        ("float16", ("bfloat16", "float32"), "float32"),
        ("float32", ("bfloat16", "float16"), "bfloat16"),  # slow, and right
        ("bfloat16", (), "bfloat16"),
    ],
)
def test_a_component_is_loaded_in_a_dtype_of_its_own(best, dtypes, expected: str) -> None:
    asked: list[str] = []

    def load(placement: Placement) -> Module:
        asked.append(placement.dtype)
        return make(placement)

    part = Component("musicgen", load, GIB, dtypes=dtypes)
    made = manager(dtype=best)
    for _ in range(2):  # the second finds it loaded
        with made.lease([part], owner="music.musicgen") as lease:
            assert (lease.dtype, lease[0].label) == (best, "musicgen")
    assert asked == [expected]


def test_what_a_lease_does_not_hold_cannot_work_on_the_device() -> None:
    made = manager()
    with made.lease([TEXT, VAE], owner="image.a", strategies=("sequential",)) as lease:
        with pytest.raises(PluginError, match="was given a Module") as told:
            lease.on(Module("unet", GIB, "cpu")).__enter__()
        assert told.value.hint == "it holds clip, sdxl/vae; ask for all components in one lease"
        with lease.on(lease[0]) as text:
            assert text.device == "cuda:0"


def test_idle_components_make_room_and_wait_in_memory() -> None:
    made = manager()
    with made.lease([LLM], owner="text.llm"):
        pass
    with made.lease([MUSIC], owner="music.musicgen"):
        assert {r["component"]: r["where"] for r in made.loaded()} == {
            "llm": "ram",
            "musicgen": "cuda:0",
        }
    with made.lease([LLM], owner="text.llm") as (llm,):
        assert llm.device == "cuda:0"
    assert card_of(made).loads == ["llm", "musicgen"], "the second time it only moved"
    assert card_of(made).broken == []


def test_memory_for_waiting_has_a_budget_of_its_own() -> None:
    made = manager(ram=4 * GIB)
    for each in (LLM, MUSIC, LLM):
        with made.lease([each], owner="x"):
            waiting = [r for r in made.loaded() if r["where"] == "ram"]
            assert sum(r["size"] for r in waiting) <= 4 * GIB
    assert card_of(made).loads == ["llm", "musicgen", "llm"]


def test_what_cannot_move_is_let_go() -> None:
    made = manager()
    with made.lease([component("fixed", 5, movable=False)], owner="x"):
        pass
    with made.lease([MUSIC], owner="y"):
        assert [r["component"] for r in made.loaded()] == ["musicgen"]
    assert [m.label for m in card_of(made).modules] == ["musicgen"]


def test_what_is_leased_is_never_evicted_and_the_next_waits() -> None:
    made = manager()
    order = []

    def second() -> None:
        with made.lease([MUSIC], owner="b"):
            order.append("second")

    with made.lease([LLM], owner="a") as (llm,):
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.05)
        assert llm.device == "cuda:0"
        order.append("first")
    thread.join(5)
    assert order == ["first", "second"]


def test_a_lease_that_can_never_fit_fails_at_once_with_the_numbers() -> None:
    made = manager()
    huge = component("huge", 9)
    with pytest.raises(DoesNotFit) as raised:
        made.lease([huge], owner="x", working=GIB).__enter__()
    for part in ("huge", "9.0 GiB of weights", "1.0 GiB to work", "at least 10.0 GiB", "7.5 GiB"):
        assert part in str(raised.value)
    assert "--device cpu" in str(raised.value)
    with made.lease([LLM], owner="x"):
        pass


def test_other_programs_count() -> None:
    card = Card(foreign=6 * GIB)
    made = manager(card)
    with pytest.raises(DoesNotFit, match=r"1\.5 GiB \(other programs hold 6\.0 GiB \(muse ps"):
        made.lease([MUSIC], owner="x").__enter__()
    card.foreign = 0
    with made.lease([MUSIC], owner="x"):
        pass


def test_a_budget_is_kept() -> None:
    made = manager(budget=5 * GIB)
    says = r"4\.5 GiB \(x has 3\.0 GiB\)"
    with made.lease([UNET], owner="x"), pytest.raises(DoesNotFit, match=says):
        made.lease([LLM], owner="y").__enter__()
    with made.lease([MUSIC], owner="y"):
        assert card_of(made).allocated() <= 5 * GIB - HEADROOM


def test_working_memory_is_reserved() -> None:
    made = manager()
    with made.lease([UNET], owner="a", working=4 * GIB):
        waited = []
        with pytest.raises(Cancelled):
            made.lease(
                [TEXT], owner="b", cancelled=lambda: waited.append(1) or len(waited) > 2
            ).__enter__()
    with made.lease([TEXT], owner="b"):
        pass


def test_the_ladder_is_climbed_down_to_what_fits() -> None:
    made = manager()
    a, b = component("flux/t5", 5), component("flux/dit", 6)
    strategies = ("full", "sequential", "offload", "cpu")
    with made.lease([a, b], owner="x", working=GIB, strategies=strategies) as lease:
        assert lease.strategy == "sequential"
        t5, dit = lease
        assert (t5.device, dit.device) == ("cpu", "cpu")
        for module in lease:
            with lease.on(module):
                assert module.device == "cuda:0"
                with card_of(made).work(GIB):
                    pass
            assert module.device == "cpu"
        assert lease[0:1] == [t5]
    with made.lease([component("big", 12)], owner="x", working=GIB, strategies=strategies) as lease:
        assert (lease.strategy, lease.device) == ("offload", "cuda:0")
        with lease.on(lease[0]) as big:
            assert big.device == "streamed"
        assert big.device == "cpu"
    made.backend.foreign = 8 * GIB
    with made.lease([component("big", 12)], owner="x", working=GIB, strategies=strategies) as lease:
        assert (lease.strategy, lease.device) == ("cpu", "cpu")
    assert card_of(made).broken == []
    with made.lease([TEXT], owner="x", strategies=("cpu",)) as lease, lease.on(lease[0]) as text:
        assert text.device == "cpu"


def test_components_of_a_sequential_lease_are_its_own_meanwhile() -> None:
    made = manager()
    shared = component("t5", 5)
    done = []

    def full() -> None:
        with made.lease([shared], owner="b") as (module,):
            done.append(module.device)

    with made.lease([shared, component("dit", 6)], owner="a", strategies=("full", "sequential")):
        thread = threading.Thread(target=full)
        thread.start()
        time.sleep(0.05)
        assert done == []
    thread.join(5)
    assert done == ["cuda:0"]


def test_a_loader_that_fails_leaves_nothing_held() -> None:
    made = manager()
    card_of(made).fail["clip"] = [ValueError("damaged")]
    with pytest.raises(ValueError, match="damaged"):
        made.lease([UNET, TEXT], owner="x").__enter__()
    assert all(not row["leased"] for row in made.loaded())
    with made.lease([UNET, TEXT], owner="x"):
        pass


def test_out_of_memory_while_loading_is_tried_again_with_everything_idle_gone() -> None:
    made = manager()
    with made.lease([VAE], owner="x"):
        pass
    card_of(made).fail["clip"] = [OutOfMemoryError("CUDA out of memory")]
    with made.lease([TEXT], owner="x"):
        assert [row["component"] for row in made.loaded()] == ["clip"]
    card_of(made).fail["llm"] = [OutOfMemoryError("CUDA out of memory")] * 2
    with pytest.raises(OutOfMemory, match="ran out of memory while weights were loaded"):
        made.lease([LLM], owner="x").__enter__()
    assert made.loaded() == []
    assert card_of(made).modules == []
    with made.lease([LLM], owner="x"):
        pass


def test_a_move_that_fails_forgets_the_component() -> None:
    made = manager()
    for each in (LLM, MUSIC):
        with made.lease([each], owner="x"):
            pass
    real = made.backend.move

    def fail(loaded: object, device: str) -> None:
        if device == "cuda:0":
            raise ValueError("bus error")
        real(loaded, device)

    made.backend.move = fail
    with pytest.raises(ValueError, match="bus error"):
        made.lease([LLM], owner="x").__enter__()
    made.backend.move = real
    assert "llm" not in [row["component"] for row in made.loaded()]
    with made.lease([LLM], owner="x"):
        pass


def test_what_is_quick_to_load_again_goes_before_what_is_slow() -> None:
    made = manager(Card(slow={"dear": 60.0}))
    for each in (component("dear", 2), component("a", 2), component("b", 2)):
        with made.lease([each], owner="x"):
            pass
    with made.lease([component("new", 3)], owner="x"):
        gone = {row["component"] for row in made.loaded() if row["where"] == "ram"}
    assert gone == {"a"}, "b was used later, and dear takes a minute to load"


def test_what_need_not_go_after_all_is_spared() -> None:
    assert choose([("small", 1), ("large", 5)], 4) == ["large"]
    assert choose([("a", 2), ("b", 2), ("c", 2)], 4) == ["a", "b"]
    assert choose([("a", 2)], 9) == ["a"]
    assert choose([("a", 2)], 0) == []


def test_what_is_not_used_again_loses_its_worth() -> None:
    policy: GreedyDual[str] = GreedyDual()
    policy.use("dear", 1, 10.0)
    for turn in range(20):
        policy.use(f"cheap{turn}", 1, 1.0)
        first = policy.order(["dear", f"cheap{turn}"])[0]
        policy.evict(first)
        if first == "dear":
            break
    assert 5 < turn < 15


def test_idle_components_go_when_their_time_is_over() -> None:
    made = manager(keep_alive=300)
    with made.lease([TEXT], owner="x"):
        card_of(made).now += 1000
        assert made.expire() == 0
    assert made.loaded()[0]["idle"] == 0
    card_of(made).now += 299
    assert made.expire() == 0
    assert made.loaded()[0]["idle"] == 299
    card_of(made).now += 1
    assert made.expire() == GIB
    assert made.loaded() == []
    with made.lease([TEXT], owner="x", keep_alive=0):
        pass
    assert made.loaded() == []
    assert card_of(made).modules == []


def test_stopping_one_or_all_that_is_idle() -> None:
    made = manager()
    for each in (UNET, TEXT):
        with made.lease([each], owner="x"):
            pass
    with made.lease([UNET], owner="x"):
        assert made.relieve("sdxl/unet") == 0
        assert made.relieve("clip") == GIB
    assert made.relieve() == 3 * GIB


def test_a_lease_may_be_overtaken_a_few_times_only() -> None:
    made = manager(keep_alive=1e9)
    with made.lease([TEXT], owner="warm"):
        pass
    overtaken, finished = [], threading.Event()

    def big() -> None:
        with made.lease([component("big", 7)], owner="big"):
            finished.set()

    def small() -> None:
        with made.lease([TEXT], owner="small"):
            if not finished.is_set():
                overtaken.append(1)

    with made.lease([UNET], owner="holder"):
        waiting = threading.Thread(target=big)
        waiting.start()
        while not made.waiting:
            time.sleep(0.001)
        threads = [threading.Thread(target=small) for _ in range(12)]
        for thread in threads:
            thread.start()
        time.sleep(0.3)
        assert len(overtaken) == OVERTAKEN_AT_MOST
    for thread in (waiting, *threads):
        thread.join(10)
        assert not thread.is_alive()
    assert finished.is_set()


def test_waiting_can_be_cancelled_and_leaves_no_trace() -> None:
    made = manager()
    stop = threading.Event()
    with made.lease([LLM], owner="a"):
        threading.Timer(0.1, stop.set).start()
        with pytest.raises(Cancelled):
            made.lease([MUSIC], owner="b", cancelled=stop.is_set).__enter__()
        assert made.waiting == 0


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (MemoryError(), True),
        (OutOfMemoryError("x"), True),
        (RuntimeError("MPS backend out of memory (MPS allocated: 8 GB)"), True),
        (RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED"), True),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), True),
        (RuntimeError("shape mismatch"), False),
        (ValueError("out of memory"), False),
        (None, False),
    ],
)
def test_out_of_memory_is_known_by_type_and_message(error, expected: bool) -> None:
    assert is_out_of_memory(error) is expected
    if error is not None:
        outer = RuntimeError("wrapped")
        outer.__cause__ = error
        assert is_out_of_memory(outer) is expected


POOL = [component(f"c{n}", size) for n, size in enumerate([0.25, 0.5, 1, 2, 3, 4, 5, 6])]
REQUESTS = st.lists(
    st.tuples(
        st.sets(st.integers(0, len(POOL) - 1), min_size=1, max_size=3),
        st.sampled_from([0, GIB // 4, GIB, 2 * GIB]),
        st.sampled_from([("full",), ("full", "sequential"), ("full", "offload", "cpu")]),
        st.sampled_from(["ok", "ok", "ok", "raise", "oom", "cancel", "unload"]),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=int(os.environ.get("MUSE_TRACES", "400")), deadline=None)
@given(
    st.lists(REQUESTS, min_size=1, max_size=4),
    st.lists(st.sampled_from(range(len(POOL))), max_size=4),
    st.sampled_from([0, 2 * GIB, 24 * GIB]),
    st.sampled_from([0.0, 300.0]),
)
def test_any_trace_keeps_the_promises(workers, failures, ram, keep_alive) -> None:
    """Threads lease at random, loads fail, bodies raise: the budget holds and nobody is stuck."""
    made = manager(ram=ram, keep_alive=keep_alive)
    card = card_of(made)
    for number in failures:
        kind = OutOfMemoryError if number % 2 else ValueError
        card.fail.setdefault(POOL[number].label, []).append(kind("CUDA out of memory"))
    wrong: list[str] = []

    def work(requests) -> None:
        for chosen, working, strategies, end in requests:
            wanted = [POOL[n] for n in sorted(chosen)]
            try:
                with made.lease(
                    wanted,
                    owner=end,
                    working=working,
                    strategies=strategies,
                    cancelled=lambda end=end: end == "cancel",
                ) as lease:
                    use(lease, working)
                    if end == "raise":
                        raise ValueError("body")
                    if end == "oom":
                        raise OutOfMemoryError("CUDA out of memory")
            except (DoesNotFit, OutOfMemory, ValueError, OutOfMemoryError, Cancelled):
                pass
            if end == "unload":
                made.relieve()

    def use(lease, working: int) -> None:
        for module in lease:
            with lease.on(module):
                if module.device == "cpu" and lease.strategy != "cpu":
                    wrong.append(f"{module.label} is on {module.device} on {lease.strategy}")
                if lease.strategy != "cpu":
                    with card.work(working):
                        if module not in card.modules:
                            wrong.append(f"{module.label} was let go while leased")

    threads = [threading.Thread(target=work, args=(requests,)) for requests in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive(), "a lease is stuck"
    assert wrong == []
    assert card.broken == []
    assert made.at_rest
    assert all(not row["leased"] for row in made.loaded())
    assert sum(r["size"] for r in made.loaded() if r["where"] == "ram") <= ram
    made.relieve()
    assert made.loaded() == []
    assert card.modules == []
    assert card.allocated() == 0
