"""Weights: files and folders of one's own, the hub (a pretended one), and the commands."""

import errno
import hashlib
import json
import os
import re
import shutil
import signal
import time
import zipfile
from pathlib import Path

import pytest

from conftest import muse_process
from fake_hub import DIFFUSERS, INDEX, PLAIN, FakeHub, safetensors
from muse.errors import MuseError, NotReady, RequestError
from muse.weights import download, hub, hub_cache
from muse.weights.find import differences, find, pin

CONFIG = b'{"architectures": ["LlamaForCausalLM"]}'
GOOD = safetensors(24)


def write(root: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return root


# -- files and folders of one's own


def test_onnx_is_for_those_who_read_it(tmp_path: Path) -> None:
    """The settings that lie beside it are pinned with it."""
    write(tmp_path, {"a.onnx": b"\x08\x08", "a.onnx.json": b"{}", "b.onnx": b"\x08\x07"})
    found = find(tmp_path / "a.onnx", onnx=True)
    assert (found.name, found.path) == ("a.onnx", tmp_path / "a.onnx")
    assert pin(found)["files"]["a.onnx.json"] == hashlib.sha256(b"{}").hexdigest()
    alone = find(tmp_path / "b.onnx", onnx=True)
    assert [(each.path, each.size) for each in alone.files] == [("b.onnx", 2)]
    assert differences(pin(found), alone) == ["a.onnx", "a.onnx.json", "b.onnx"]
    with pytest.raises(RequestError, match=r"a.onnx is no \.safetensors file"):
        find(tmp_path / "a.onnx")
    with pytest.raises(RequestError, match=r"there is no c\.onnx"):
        find("c.onnx", onnx=True)


def test_a_folder_and_a_file_are_weights(tmp_path: Path) -> None:
    root = write(tmp_path / "mine", {"config.json": CONFIG, "model.safetensors": GOOD})
    found = find(str(root))
    assert (found.name, found.revision, found.path) == ("mine", None, root)
    assert [file.path for file in found.files] == ["config.json", "model.safetensors"]
    assert found.size == len(CONFIG) + len(GOOD)
    assert (found.medium, found.licence) == ("text", "-")
    pinned = pin(found)
    assert pinned == {
        "name": "mine",
        "revision": None,
        "files": {file.path: file.hash for file in found.files},
    }
    assert str(tmp_path) not in json.dumps(pinned)
    one = find(root / "model.safetensors")
    assert one.files[0].hash == pinned["files"]["model.safetensors"]
    assert differences(pinned, found) == []
    (root / "config.json").write_bytes(CONFIG + b" ")
    assert differences(pinned, find(root)) == ["config.json"]


def test_local_files_are_hashed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path / "mine", {"config.json": CONFIG, "model.safetensors": GOOD})
    for path in root.iterdir():
        os.utime(path, (1e9, 1e9))
    counted = []
    digest = hashlib.file_digest
    monkeypatch.setattr(hashlib, "file_digest", lambda *a: counted.append(a[0].name) or digest(*a))
    first = find(root)
    assert len(counted) == 2
    assert find(root) == first
    assert len(counted) == 2
    (root / "model.safetensors").write_bytes(safetensors(24, fill=b"y"))
    assert find(root) != first
    assert len(counted) == 3
    store = hub_cache.cache_folder() / "hashes.json"
    for broken in ("[", '{"x": 3}', json.dumps({str(root / "config.json"): "no"})):
        store.write_text(broken)
        find(root)


@pytest.mark.parametrize("name", ["a.bin", "a.pt", "a.ckpt", "a.pth", "a.PKL"])
def test_a_pickle_is_refused_as_a_file_and_as_all_of_a_folder(tmp_path: Path, name: str) -> None:
    root = write(tmp_path / "mine", {name: b"\x80\x02", "config.json": CONFIG})
    for source in (root, root / name):
        with pytest.raises(RequestError, match=r"pickle.*code.*; take a model with \.safetensors"):
            find(source)
    write(root, {"model.safetensors": GOOD})
    assert [f.path for f in find(root).files] == ["config.json", "model.safetensors"]


def test_a_pickle_in_disguise_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "model.safetensors", "w") as archive:
        archive.writestr("data.pkl", "x" * 99)
    for source in (tmp_path, tmp_path / "model.safetensors"):
        with pytest.raises(RequestError, match="isn't a safetensors file: it is a zip"):
            find(source)


@pytest.mark.parametrize("shard", ["evil.bin", "../model.safetensors", "x\\y.safetensors"])
def test_an_index_that_leads_elsewhere_is_refused(tmp_path: Path, shard: str) -> None:
    parts = [f"model-0000{n}-of-00002.safetensors" for n in (1, 2)]
    index = json.dumps({"weight_map": {"a": parts[0], "b": shard, "c": parts[1]}}).encode()
    root = write(tmp_path / "mine", {"model.safetensors.index.json": index, "evil.bin": b"x"})
    write(root, dict.fromkeys([*parts, "../model.safetensors", "x\\y.safetensors"], GOOD))
    with pytest.raises(RequestError, match=r"which is no \.safetensors beside it"):
        find(root)


def test_a_folder_that_lacks_something_is_refused(tmp_path: Path) -> None:
    shard = "model-00001-of-00003.safetensors"
    with pytest.raises(RequestError, match="2 parts of model missing"):
        find(write(tmp_path / "a", {"config.json": CONFIG, shard: GOOD}))
    parts = {"model_index.json": INDEX, "unet/config.json": b"{}", "scheduler/s.json": b"{}"}
    with pytest.raises(RequestError, match="text_encoder, unet missing"):
        find(write(tmp_path / "b", parts))
    with pytest.raises(RequestError, match="no weights"):
        find(write(tmp_path / "c", {"config.json": CONFIG}))


@pytest.mark.parametrize(
    ("source", "part"),
    [
        ("./nowhere", "there is no ./nowhere"),
        ("/nowhere/at/all", "there is no"),
        ("nowhere.safetensors", "there is no"),
        ("a/b/c", "owner/name"),
        ("a/../b", "owner/name"),
        ("", "owner/name"),
        ("a b/c", "owner/name"),
        ("a/b@../../x", "revision"),
        ("a\\b", "there is no"),
    ],
)
def test_what_is_neither_a_path_nor_a_model(tmp_path, monkeypatch, source, part: str) -> None:
    monkeypatch.chdir(tmp_path)
    if not source:
        source = "@"
    with pytest.raises(RequestError, match=part):
        find(source)


def test_revisions_are_given_once_and_not_for_paths(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="no revisions"):
        find(tmp_path, "main")
    with pytest.raises(RequestError, match="differ"):
        find("a/b@v1", "v2")
    with pytest.raises(NotReady, match=r"a/b@v1 isn't on this machine; muse pull a/b@v1"):
        find("a/b@v1")


# -- the hub


@pytest.mark.neural
def test_nothing_is_downloaded_unless_allowed(the_hub: FakeHub, lake: str) -> None:
    with pytest.raises(NotReady, match=r"a/lake isn't on this machine; muse pull a/lake$"):
        find("a/lake")
    assert the_hub.requests == []
    told = []
    found = find("a/lake", allow_download=True, progress=lambda *a: told.append(a))
    assert told[-1][0] > 1_000_000
    assert told[-1][0] <= told[-1][1] == found.size
    assert (found.name, found.revision) == ("a/lake", lake)
    assert (found.medium, found.licence) == ("text", "apache-2.0")
    assert not any(".bin" in request for request in the_hub.requests)
    asked = len(the_hub.requests)
    assert find("a/lake", allow_download=True) == found
    assert find("a/lake", lake) == find(f"a/lake@{lake}") == found
    assert len(the_hub.requests) == asked


@pytest.mark.neural
def test_a_recipe_pins_the_hubs_own_hashes_and_nothing_is_hashed(
    the_hub: FakeHub, lake: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    find("a/lake", allow_download=True)
    monkeypatch.setattr(hashlib, "file_digest", None)
    pinned = pin(find("a/lake"))
    listed = {file.path: file.hash for file in hub.plan("a/lake").files}
    del listed["README.md"]
    told = {"licence": "apache-2.0"}
    assert pinned == {"repo": "a/lake", "revision": lake, "files": listed, **told}


@pytest.mark.neural
def test_an_interrupted_download_goes_on_where_it_stopped(the_hub: FakeHub, lake: str) -> None:
    def stop(done: int, total: int) -> None:
        if done > 500_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        download.download(hub.plan("a/lake"), stop)
    with pytest.raises(NotReady, match="muse pull a/lake"):
        find("a/lake")
    plan = hub.plan("a/lake")
    kept = plan.here
    assert 500_000 < kept < 600_000
    the_hub.served.clear()
    download.download(plan)
    assert the_hub.served == {"model.safetensors": plan.files[2].size - kept}
    assert find("a/lake").revision == lake
    assert hub.plan("a/lake").complete
    assert not list(hub_cache.place("a/lake").glob("blobs/*.incomplete"))


@pytest.mark.neural
@pytest.mark.parametrize(("left", "served"), [(2_000_000, True), (None, False)])
def test_what_an_earlier_attempt_left(the_hub, lake: str, left: int | None, served: bool) -> None:
    plan = hub.plan("a/lake")
    data = the_hub.models["a/lake"].commits[lake]["model.safetensors"]
    part = hub_cache.unfinished("a/lake", plan.files[2].hash)
    write(part.parent, {part.name: bytes(left) if left else data})
    download.download(plan)
    assert the_hub.served == ({"model.safetensors": len(data)} if served else {})
    assert (find("a/lake").path / "model.safetensors").read_bytes() == data


@pytest.mark.neural
def test_a_cache_without_links_is_hashed(the_hub, lake: str, monkeypatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_DISABLE_SYMLINKS", True)
    found = find("a/lake", allow_download=True)
    assert not (found.path / "config.json").is_symlink()
    assert found.files[2].hash == hub.plan("a/lake").files[2].hash


@pytest.mark.neural
def test_a_connection_that_ends_early_is_taken_up_again(the_hub: FakeHub, lake: str) -> None:
    the_hub.cut_after = 300_000
    find("a/lake", allow_download=True)
    assert the_hub.served["model.safetensors"] < 1_100_000


@pytest.mark.neural
def test_other_bytes_than_listed_are_thrown_away(the_hub: FakeHub, lake: str) -> None:
    the_hub.corrupt = True
    with pytest.raises(MuseError, match="SHA-256 differs; muse pull a/lake"):
        find("a/lake", allow_download=True)
    the_hub.corrupt = False
    assert find("a/lake", allow_download=True).revision == lake


@pytest.mark.neural
def test_a_diffusers_model_and_its_variant(the_hub: FakeHub) -> None:
    files = {name: b"{}" if name.endswith(".json") else b"x" for name in DIFFUSERS.split()}
    sizes = {name: safetensors(4000) for name in files if name.endswith(".safetensors")}
    the_hub.add("a/xl", {**files, **sizes, "model_index.json": INDEX}, task="text-to-image")
    plan = hub.plan("a/xl")
    assert [file.path for file in plan.files] == PLAIN
    assert plan.medium == "image"
    assert not hub_cache.folder().exists(), "asking leaves nothing behind"
    download.download(hub.plan("a/xl", variant="fp16"))
    found = find("a/xl")
    assert found.variant == "fp16"
    assert found.medium == "image"
    assert "unet/diffusion_pytorch_model.fp16.safetensors" in pin(found)["files"]
    (found.path / "unet" / "diffusion_pytorch_model.fp16.safetensors").unlink()
    with pytest.raises(NotReady, match=r"a/xl isn't whole \(unet\); muse pull a/xl"):
        find("a/xl")


@pytest.mark.neural
def test_a_model_without_its_weights(the_hub: FakeHub, muse) -> None:
    files = {name: b"{}" if name.endswith(".json") else b"x" for name in DIFFUSERS.split()}
    sizes = {name: safetensors(4000) for name in files if name.endswith(".safetensors")}
    the_hub.add("a/xl", {**files, **sizes, "model_index.json": INDEX}, task="text-to-image")
    with pytest.raises(NotReady, match=r"a/xl isn't on this machine; muse pull a/xl --config-only"):
        find("a/xl", config_only=True)
    assert "muse pull a/xl --config-only --yes" in muse("pull", "a/xl", "--config-only")[2]
    assert muse("pull", "a/xl", "--config-only", "--yes")[0] == 0
    found = find("a/xl", config_only=True)
    assert [f.path for f in found.files] == [n for n in PLAIN if not n.endswith(".safetensors")]
    assert not any(path.endswith(".safetensors") for path in hub_cache.inside(found.path))
    with pytest.raises(NotReady, match=r"a/xl isn't whole .*; muse pull a/xl$"):
        find("a/xl")
    assert json.loads(muse("ls", "--json")[1])[0]["state"] == "config-only"
    assert muse("pull", "a/xl", "--yes")[0] == 0
    assert [file.path for file in find("a/xl").files] == PLAIN
    assert find("a/xl", config_only=True).files == found.files
    assert json.loads(muse("ls", "--json")[1])[0]["state"] == "ok"
    folder = found.path.parent / "copy"
    write(folder, {"model_index.json": INDEX, "unet/config.json": b"{}"})
    assert [f.path for f in find(folder, config_only=True).files] == [
        "model_index.json", "unet/config.json",
    ]  # fmt: skip


@pytest.mark.neural
def test_what_the_hub_refuses_has_its_own_line(the_hub: FakeHub, lake: str, monkeypatch) -> None:
    the_hub.add("a/gated", {"config.json": CONFIG, "model.safetensors": GOOD}, gated=True)
    the_hub.add("a/private", {"config.json": CONFIG, "model.safetensors": GOOD}, private=True)
    the_hub.add("a/pickled", {"config.json": CONFIG, "pytorch_model.bin": b"x" * 9000})
    the_hub.add("a/posing", {"config.json": CONFIG, "model.safetensors": b"PK\x03\x04" * 900})

    def told(source: str, kind: type = MuseError) -> str:
        with pytest.raises(kind) as error:
            find(source, allow_download=True)
        assert "\n" not in str(error.value)
        return str(error.value)

    assert re.search(r"is gated.*accept it at \S+/a/gated, then hf auth login", told("a/gated"))
    assert "or it is private" in told("a/private", RequestError)
    assert "the hub has no model a/none" in told("a/none", RequestError)
    assert "a/lake has no revision 'v9'" in told("a/lake@v9", RequestError)
    assert "only pickle checkpoints (pytorch_model.bin)" in told("a/pickled", RequestError)
    assert "isn't a safetensors file: it is a zip" in told("a/posing", RequestError)
    the_hub.status = 503
    assert "the hub answers 503 for a/lake" in told("a/lake")
    the_hub.status = 403
    assert "refuses a/lake with this token (403); hf auth login" in told("a/lake")
    the_hub.status = 429
    assert "too many requests" in told("a/lake")
    the_hub.status = None
    monkeypatch.setenv("HF_TOKEN", "hf_wrong")
    assert "is gated" in told("a/gated")
    monkeypatch.setenv("HF_TOKEN", the_hub.token)
    assert find("a/gated", allow_download=True).files
    assert find("a/private", allow_download=True).files


@pytest.mark.neural
@pytest.mark.parametrize(
    ("error", "part"),
    [
        (OSError(errno.EACCES, "Permission denied"), r"can't write to .*\(Permission.*HF_HOME"),
        (
            OSError("Consistency check failed: file should be..."),
            "downloaded in part.*muse pull a/lake",
        ),
        ("HFValidationError", "owner/name"),
        ("OfflineModeIsEnabled", "HF_HUB_OFFLINE is set"),
        ("LocalEntryNotFoundError", "a/lake can't be downloaded: odd; later: muse pull a/lake"),
    ],
)
def test_what_goes_wrong_on_the_way_has_its_own_line(
    the_hub: FakeHub, lake: str, monkeypatch, error, part: str
) -> None:
    from huggingface_hub import errors

    raised = getattr(errors, error)("odd. More.\nMore") if isinstance(error, str) else error

    def fail(*arguments) -> None:
        raise raised

    monkeypatch.setattr(download, "_fetch", fail)
    with pytest.raises(MuseError, match=part) as told:
        find("a/lake", allow_download=True)
    assert "\n" not in str(told.value)


@pytest.mark.neural
@pytest.mark.parametrize("error", [ValueError("a defect"), ImportError("no x", name="x")])
def test_a_defect_stays_one(the_hub: FakeHub, lake: str, monkeypatch, error) -> None:
    def fail(*arguments) -> None:
        raise error

    monkeypatch.setattr(download, "_fetch", fail)
    with pytest.raises(type(error)):
        find("a/lake", allow_download=True)


@pytest.mark.neural
def test_without_a_network_it_says_what_is_here(the_hub: FakeHub, lake: str, monkeypatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(NotReady, match=r"HF_HUB_OFFLINE is set \(the cache is empty\); unset"):
        find("a/lake", allow_download=True)
    monkeypatch.delenv("HF_HUB_OFFLINE")
    find("a/lake", allow_download=True)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    assert find("a/lake").revision == lake
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(NotReady, match=r"can't be reached \(in the cache are a/lake\); check the"):
        find("b/other", allow_download=True)


@pytest.mark.neural
def test_a_full_disk_is_told_before_and_while(the_hub: FakeHub, lake: str, monkeypatch) -> None:
    usage = shutil.disk_usage("/")._replace(free=10_000_000)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda path: usage)
        with pytest.raises(MuseError, match=r"needs 1 MB more, and 10 MB are free .*; muse ls"):
            find("a/lake", allow_download=True)
    assert the_hub.served == {}

    def full(self, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(download._Counted, "write", full)
    with pytest.raises(MuseError, match=r"the disk is full while a/lake comes .*; muse ls"):
        find("a/lake", allow_download=True)


@pytest.mark.neural
def test_the_base_install_says_what_to_install(the_hub, lake, monkeypatch) -> None:
    import builtins

    real = builtins.__import__

    def without(name: str, *rest, **more):
        if name.partition(".")[0] == "huggingface_hub":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NotReady, match="pip install huggingface_hub"):
        find("a/lake", allow_download=True)
    hub_cache.folder().mkdir(parents=True)
    with pytest.raises(NotReady, match="pip install huggingface_hub"):
        hub_cache.listing()


# -- the commands


@pytest.mark.neural
def test_pull_ls_show_and_rm(muse, the_hub: FakeHub, lake: str) -> None:
    assert "no models are here" in muse("ls")[2]
    code, out, err = muse("pull", "a/lake")
    assert (code, out) == (2, "")
    for part in ("apache-2.0", "1.0 MB in 3 files", "text", lake[:12], "muse pull a/lake --yes"):
        assert part in err
    assert the_hub.served == {}
    assert muse("pull", "a/lake", "--yes")[0] == 0
    assert "all of it is here already" in muse("pull", "a/lake")[2]
    row = muse("ls")[1].splitlines()[1].split()
    assert row[:5] == ["a/lake", "text", "1.0", "MB", "apache-2.0"]
    told = json.loads(muse("ls", "--json")[1])[0]
    assert told["revisions"] == {lake: ["main"]}
    assert told["state"] == "ok"
    out = muse("show", "a/lake")[1]
    for part in (lake, "model.safetensors  1.0 MB", "apache-2.0", "text"):
        assert part in out
    assert json.loads(muse("show", f"a/lake@{lake}", "--json")[1])["revision"] == lake
    code, _, err = muse("rm", "a/lake")
    assert code == 2
    assert "--yes" in err
    code, _, err = muse("rm", "a/lake", "-y")
    assert code == 0
    assert "1.0 MB are free again" in err
    assert "muse ls" in muse("rm", "a/lake", "-y")[2]
    assert "muse pull a/lake" in muse("show", "a/lake")[2]
    assert not hub_cache.place("a/lake").exists()


@pytest.mark.neural
def test_a_terminal_is_asked(muse, the_hub, lake, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    asked = []
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("click.confirm", lambda text, **k: asked.append((text, k["abort"])))
    assert muse("pull", "a/lake")[0] == 0
    assert asked == [("download 1.0 MB?", True)]
    assert muse("rm", "a/lake")[0] == 0
    assert "free 1.0 MB?" in asked[1][0]


@pytest.mark.neural
def test_a_revision_is_removed_without_what_others_share(muse, the_hub: FakeHub) -> None:
    big = {"model.safetensors": safetensors(9000, fill=b"s")}
    first = the_hub.add("a/two", {"config.json": CONFIG, **big}, ref="v1")
    second = the_hub.add("a/two", {"config.json": CONFIG + b" ", **big})
    assert muse("pull", "a/two@v1", "-y")[0] == 0
    assert muse("pull", "a/two", "-y")[0] == 0
    assert the_hub.served["model.safetensors"] < 10_000, "a blob is shared"
    assert find("a/two", "v1").revision == first
    assert "no revision 'v7'" in muse("rm", "a/two@v7", "-y")[2]
    assert f"{len(CONFIG)} B are free again" in muse("rm", "a/two@v1", "-y")[2]
    assert find("a/two").revision == second
    with pytest.raises(NotReady):
        find("a/two", "v1")


@pytest.mark.neural
def test_ctrl_c_keeps_what_came_and_pull_goes_on(muse, the_hub: FakeHub) -> None:
    the_hub.add("a/big", {"config.json": CONFIG, "model.safetensors": safetensors(30_000_000)})
    the_hub.pause = 0.002
    process = muse_process("pull", "a/big", "--yes")
    started = time.monotonic()
    while the_hub.served.get("model.safetensors", 0) < 17_000_000:
        assert time.monotonic() - started < 30
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert re.search(r"1\d\.\d MB of 30.0 MB are here; muse pull a/big resumes", errors)
    assert "Traceback" not in errors
    row = json.loads(muse("ls", "--json")[1])[0]
    assert (row["name"], row["state"]) == ("a/big", "unfinished")
    assert row["size"] > 9_000_000
    time.sleep(0.1)
    the_hub.served.clear()
    the_hub.pause = 0
    assert muse("pull", "a/big", "--yes")[0] == 0
    assert the_hub.served["model.safetensors"] < 21_000_000
    assert "30.0 MB are free again" in muse("rm", "a/big", "-y")[2]


@pytest.mark.neural
def test_what_is_unfinished_or_damaged_is_listed_and_removed(muse, the_hub, lake: str) -> None:
    write(hub_cache.place("a/half") / "blobs", {f"{'0' * 64}.incomplete": bytes(5000)})
    find("a/lake", allow_download=True)
    next(hub_cache.place("a/lake").glob("blobs/*")).unlink()
    states = {row["name"]: row["state"] for row in json.loads(muse("ls", "--json")[1])}
    assert states == {"a/half": "unfinished", "a/lake": "damaged"}
    assert "5.0 kB are free again" in muse("rm", "a/half", "-y")[2]
    assert muse("rm", "a/lake", "-y")[0] == 0
    assert muse("ls")[1] == ""


@pytest.mark.neural
def test_show_tells_a_model_from_an_artifact_and_a_folder(muse, tmp_path: Path) -> None:
    write(tmp_path / "mine", {"config.json": CONFIG, "model.safetensors": GOOD})
    assert "text" in muse("show", "mine")[1]
    assert "muse log" in muse("show", "nobody")[2]
    assert "muse pull a/none" in muse("show", "a/none")[2]
    assert muse("pull", "./mine")[0] == 2
    assert muse("rm", "mine")[0] == 2
    assert (tmp_path / "mine" / "config.json").exists()


def test_show_tells_which_runs_used_a_model(host, monkeypatch: pytest.MonkeyPatch) -> None:
    from muse.cli import show

    monkeypatch.setattr(show, "Host", lambda: host)
    for model in ("a/lake", "a/lake@v1", "a/lakes"):
        number, _ = host.library.begin(
            generator="text.llm", version="1", prompt="", asked={"model": model}
        )
        host.library.end(number, "done", 1.0)
    assert show.used_by("a/lake") == {"text.llm": "2 runs"}
