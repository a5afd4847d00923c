"""Requests made from the weaknesses that were published in this field: each is refused.

Refused means: its status says so, nothing is queued, no file outside the library is made or read,
nobody is called, and no secret is in the answer or in the log.
"""

import base64
import gzip
import io
import json
import logging
import resource
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import pytest
from PIL import Image
from starlette.types import Message

from .conftest import Server

TOKEN = "sesame-sesame-sesame-7f3a"
SECRET = "the-content-of-a-file-of-the-user"
KEY = "sk-of-the-user-0123456789"
JSON = {"content-type": "application/json"}
OK = {"authorization": f"Bearer {TOKEN}"}

_seen: list[str] = []
_watching = False


def _audit(event: str, args: tuple[Any, ...]) -> None:
    if not _watching:
        return
    if event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "pickle.find_class"):
        _seen.append(f"{event} {args[1:]}")
    elif (
        event == "open"
        and isinstance(args[0], str)
        and ("outside" in args[0] or "/etc/" in args[0])
    ):
        _seen.append(f"open {args[0]}")


sys.addaudithook(_audit)


class Victim:
    """A server with a token, a folder outside its library, and one artifact."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outside = folder / "outside"
        self.outside.mkdir()
        self.secret = self.outside / "secret.txt"
        self.secret.write_text(SECRET)
        (self.outside / "model.ckpt").write_bytes(b"\x80\x04cos\nsystem\n")
        self.server = Server(TOKEN)
        self.client = self.server.client
        self.made = ""

    def jobs(self) -> int:
        return sum(self.server.service.jobs.count().values())

    def files(self) -> set[str]:
        """Return what there is, the library's own files aside."""
        home = self.folder / "home"
        return {str(p) for p in self.folder.rglob("*") if not p.is_relative_to(home)}


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    folder = tmp_path_factory.mktemp("attacked")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MUSE_HOME", str(folder / "home"))
        patch.setenv("HF_HUB_CACHE", str(folder / "home" / "hub"))
        patch.setenv("OPENAI_API_KEY", KEY)
        patch.delenv("OPENAI_BASE_URL", raising=False)
        victim = Victim(folder)
        with victim.client:
            victim.server.work()
            prompt = '"><script>alert(1)</script> \u202egnp.exe'
            body = {
                "medium": "image",
                "generator": "sketch",
                "condition": {"prompt": prompt, "width": 64, "height": 64, "seed": 1},
                "formats": [".png", ".svg"],
            }
            job = victim.client.post("/api/v1/runs", json=body, headers=OK).json()
            victim.client.get(f"/api/v1/runs/{job['id']}/events", headers=OK)
            run = victim.client.get(f"/api/v1/runs/{job['id']}", headers=OK).json()
            assert run["state"] == "done", run
            victim.made = run["artifacts"][0]["id"]
            victim.server._worker.stop()
            yield victim
            victim.server.close()


@dataclass(frozen=True)
class Attack:
    """A request, and the status that refuses it; `{...}` in its texts is filled in."""

    id: str
    status: int
    method: str = "GET"
    path: str = "/api/v1/server"
    headers: Any = field(default_factory=dict)
    body: Any = None
    raw: Any = None
    token: bool = True


def runs(id: str, generator: str, status: int = 422, **condition: Any) -> Attack:
    medium, _, name = generator.partition(".")
    body = {"medium": medium, "generator": name, "condition": condition}
    return Attack(id, status, "POST", "/api/v1/runs", body=body)


def txt(id: str, path: str, status: int = 422, **body: Any) -> Attack:
    return Attack(id, status, "POST", f"/sdapi/v1{path}", body=body)


def raw(id: str, data: Any, status: int = 400, **headers: str) -> Attack:
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return Attack(id, status, "POST", "/api/v1/runs", {**JSON, **more}, raw=data)


def png(width: int, height: int) -> bytes:
    """Return a PNG of ones whose pixels are few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x01\0\0\0\0"
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )  # fmt: skip


def texts() -> bytes:
    """Return a small PNG with ten thousand texts in it."""
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "PNG")
    data = buffer.getvalue()
    body = b"tEXta\0b"
    one = (3).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    return data[:33] + one * 10_000 + data[33:]


def uri(data: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


A = "/api/v1/artifacts"
PATHS = [
    Attack("dotdot-in-an-artifact-id", 404, path=f"{A}/..%2f..%2foutside%2fsecret.txt"),
    Attack("dotdot-encoded-twice", 404, path=f"{A}/%252e%252e%252f%252e%252e%252fsecret.txt"),
    Attack("backslashes-in-an-id", 404, path=f"{A}/..%5c..%5coutside%5csecret.txt"),
    Attack("absolute-path-as-an-id", 404, path=f"{A}/%2fetc%2fpasswd"),
    Attack("null-byte-in-an-artifact-id", 404, path=f"{A}/{{made}}%00.png"),
    Attack("null-byte-in-a-run-id", 404, path="/api/v1/runs/abc%00def"),
    Attack("wildcard-as-an-id", 404, path=f"{A}/%25"),
    Attack("sql-in-an-id", 404, path="/api/v1/runs/x'%20OR%201=1--"),
    Attack("dotdot-in-a-run-id", 404, path="/api/v1/runs/..%2f..%2f..%2fetc%2fpasswd"),
    Attack("dotdot-in-a-suffix", 404, path=f"{A}/{{made}}/files/..%2f..%2foutside%2fsecret.txt"),
    Attack("null-byte-in-a-suffix", 404, path=f"{A}/{{made}}/files/png%00"),
    Attack("dotdot-in-a-generator", 404, path="/api/v1/generators/..%2f..%2fetc%2fpasswd"),
    Attack("view-route-of-another-program", 404, path="/view?filename=../../../outside/secret.txt"),
    Attack("file-route-of-another-program", 404, path="/file={secret}"),
    Attack("dotdot-below-the-root", 404, path="/..%2f..%2foutside%2fsecret.txt"),
    Attack("absolute-form-of-a-path", 404, path="/%2fetc%2fpasswd"),
    Attack("dotdot-in-a-cursor", 422, path=f"{A}?cursor=../../1"),
    Attack("null-byte-in-a-search", 422, path=f"{A}?q=%00"),
    runs("dotdot-as-a-generator", "image.../../sketch", 404),
]
INPUTS = [
    runs("absolute-path-as-a-file", "image.sketch", init="{secret}"),
    runs("file-uri-as-a-file", "image.sketch", init="file://{secret}"),
    runs("home-as-a-file", "image.sketch", init="~/.ssh/id_rsa"),
    runs("relative-path-as-a-file", "image.sketch", init="../../outside/secret.txt"),
    runs("proc-as-a-file", "image.sketch", init="/proc/self/environ"),
    runs("standard-input-as-a-file", "image.sketch", init="-"),
    runs("url-as-a-file", "image.sketch", init="http://169.254.169.254/latest/meta-data/"),
    runs("gopher-as-a-file", "image.sketch", init="gopher://127.0.0.1:6379/_FLUSHALL"),
    runs("share-as-a-file", "image.sketch", init="\\\\attacker\\share\\x.png"),
    runs("path-in-an-object", "image.sketch", init={"name": "x", "path": "{secret}"}),
    runs("dotdot-as-a-hash", "image.sketch", init={"name": "x", "sha256": "../../outside"}),
    runs("hash-of-nobody", "image.sketch", init={"name": "x", "sha256": "0" * 64}),
    runs("dotdot-as-an-artifact", "image.sketch", init="muse:../../outside/secret.txt"),
    runs("list-as-a-file", "image.sketch", init=["{secret}"]),
    runs("data-uri-that-is-none", "image.sketch", init="data:image/png;base64,@@@"),
    runs("path-for-a-melody", "music.midi", melody="{secret}"),
    runs("path-for-a-schema", "text.llm", json_schema="{secret}"),
    runs("huge-picture", "image.sketch", init=uri(png(60_000, 60_000))),
    runs("picture-of-2-gigapixels-aside", "image.vae", init=uri(png(2**31 - 1, 1))),
    runs("picture-full-of-texts", "image.sketch", init=uri(texts())),
    txt("init-image-by-url", "/img2img", init_images=["http://169.254.169.254/x.png"]),
    txt("init-image-by-path", "/img2img", init_images=["{secret}"]),
    txt("init-image-by-file-uri", "/img2img", init_images=["file://{secret}"]),
    txt("init-image-of-gigapixels", "/img2img", init_images=[uri(png(60_000, 60_000))]),
    txt("init-image-that-is-html", "/img2img", init_images=[uri(b"<script>", "text/html")]),
    txt("mask-by-url", "/img2img", init_images=[uri(png(8, 8))], mask="http://127.0.0.1:1/"),
    txt("png-info-by-path", "/png-info", image="{secret}"),
    txt("png-info-by-url", "/png-info", image="http://169.254.169.254/"),
    txt("png-info-full-of-texts", "/png-info", image=uri(texts())),
    txt("thousand-init-images", "/img2img", init_images=[uri(png(8, 8))] * 1000),
]
MODELS = [
    runs("pickle-by-path", "image.diffusion", model="{outside}/model.ckpt"),
    runs("pickle-by-name", "image.diffusion", model="model.ckpt"),
    runs("model-of-the-hub", "image.diffusion", model="attacker/model"),
    runs("short-name-that-is-not-here", "image.diffusion", model="sd-turbo"),
    runs("model-by-url", "image.diffusion", model="https://attacker.example/m.safetensors"),
    runs("model-by-dotdot", "image.diffusion", model="../outside"),
    runs("model-with-dotdot-as-revision", "image.diffusion", model="emoji@../../outside"),
    runs("model-with-a-null-byte", "image.diffusion", model="emoji\0"),
    runs("folder-of-the-server-as-a-model", "image.diffusion", model="plugins"),
    runs("lora-of-the-hub", "image.diffusion", lora=["attacker/lora=1"]),
    runs("lora-by-path", "image.diffusion", lora=["{outside}/x.safetensors=1"]),
    runs("base-of-the-hub", "image.diffusion", base="attacker/model"),
    runs("soundfont-by-path", "music.midi", soundfont="{secret}"),
    runs("soundfont-of-the-hub", "music.midi", soundfont="attacker/font"),
    runs("musicgen-of-the-hub", "music.musicgen", model="attacker/model"),
    runs("language-model-of-the-hub", "text.llm", model="attacker/model"),
    txt("checkpoint-by-path", "/options", 404, sd_model_checkpoint="{outside}/model.ckpt"),
    txt("checkpoint-of-the-hub", "/options", 404, sd_model_checkpoint="image.diffusion:a/b"),
    txt(
        "checkpoint-by-override", "/txt2img", 404,
        override_settings={"sd_model_checkpoint": "image.diffusion:../../outside"},
    ),
    Attack("pull-over-http", 405, "POST", "/api/v1/models", body={"name": "attacker/model"}),
    Attack("pull-of-another-program", 404, "POST", "/api/pull", body={"name": "attacker/m"}),
    Attack("package-over-http", 404, "POST", "/customnode/install", body={"url": "evil"}),
    Attack("plugin-over-http", 404, "POST", "/api/v1/plugins", body={"name": "evil"}),
    Attack("kill-over-http", 404, "POST", "/sdapi/v1/server-kill", body={}),
]  # fmt: skip
SSRF = [
    runs("address-of-metadata", "text.llm", base_url="http://169.254.169.254/latest"),
    runs("address-of-loopback", "text.llm", base_url="http://127.0.0.1:22"),
    runs("address-with-a-password", "text.llm", base_url="http://u:p@attacker.example"),
    runs("address-that-is-a-file", "text.llm", base_url="file://{secret}"),
    runs("key-as-a-field", "text.llm", api_key="x"),
    runs("server-as-a-field", "text.llm", server="http://attacker.example"),
    runs("callback-as-a-field", "image.sketch", webhook="http://attacker.example"),
]
HOSTS = [
    Attack(f"host-{name}", 421, headers={"host": host})
    for name, host in {
        "of-a-stranger": "attacker.example",
        "that-begins-as-ours": "localhost.attacker.example",
        "that-ends-as-ours": "attacker-localhost",
        "that-resolves-to-us": "127.0.0.1.nip.io:7860",
        "with-userinfo": "localhost@attacker.example",
        "after-userinfo": "attacker.example@localhost",
        "with-userinfo-and-port": "localhost:80@attacker.example",
        "empty": "",
        "with-a-path": "localhost/attacker.example",
        "with-a-broken-address": "[::1",
        "with-a-wrong-port": "localhost:99999",
        "of-two-names": "localhost, attacker.example",
    }.items()
] + [
    Attack("two-hosts", 421,
           headers=[("host", "localhost"), ("host", "attacker.example"), *OK.items()]),
]  # fmt: skip
ORIGINS = [
    Attack(f"origin-{name}", 403, "POST", "/api/v1/runs", {"origin": origin}, {"medium": "image"})
    for name, origin in {
        "of-a-stranger": "http://attacker.example",
        "null": "null",
        "of-a-file": "file://",
        "of-another-port": "http://localhost:9999",
        "of-another-scheme": "https://localhost",
        "that-begins-as-ours": "http://localhost.attacker.example",
        "empty": "",
    }.items()
] + [
    Attack("cross-site-post", 403, "POST", "/api/v1/runs", {"sec-fetch-site": "cross-site"}, {}),
    Attack("same-site-post", 403, "POST", "/api/v1/runs", {"sec-fetch-site": "same-site"}, {}),
    Attack("cross-site-picture", 403, path=f"{A}/{{made}}/files/png",
           headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}),
    Attack("cross-site-navigation-that-posts", 403, "POST", "/sdapi/v1/interrupt",
           {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}),
    Attack("cross-site-events", 403, path="/api/v1/runs/x/events",
           headers={"origin": "http://attacker.example", "accept": "text/event-stream"}),
    Attack("preflight", 403, "OPTIONS", "/api/v1/runs",
           {"origin": "http://attacker.example", "access-control-request-method": "POST"}),
    Attack("preflight-to-a-private-network", 403, "OPTIONS", "/api/v1/runs",
           {"origin": "http://attacker.example", "access-control-request-method": "POST",
            "access-control-request-private-network": "true"}),
    Attack("read-with-credentials", 403,
           headers={"origin": "http://attacker.example", "cookie": "a=b"}),
]  # fmt: skip
RUN = json.dumps({"medium": "image", "generator": "sketch"}).encode()
BODIES = [
    Attack("json-as-plain-text", 415, "POST", "/api/v1/runs",
           {"content-type": "text/plain"}, raw=RUN),
    Attack("json-as-a-form", 415, "POST", "/api/v1/runs",
           {"content-type": "application/x-www-form-urlencoded"}, raw=RUN),
    Attack("json-without-a-type", 415, "POST", "/api/v1/runs", raw=RUN),
    Attack("json-of-two-types", 415, "POST", "/api/v1/runs",
           {"content-type": "text/plain, application/json"}, raw=RUN),
    Attack("plain-text-to-a1111", 415, "POST", "/sdapi/v1/txt2img",
           {"content-type": "text/plain;charset=UTF-8"}, raw=b'{"prompt": "x"}'),
    Attack("form-where-json-belongs", 400, "POST", "/api/v1/runs",
           {"content-type": "multipart/form-data; boundary=x"}, raw=b"--x--\r\n"),
    Attack("form-without-a-boundary", 400, "POST", "/api/v1/uploads",
           {"content-type": "multipart/form-data"}, raw=b"--x--\r\n"),
    Attack("form-that-breaks-off", 422, "POST", "/api/v1/uploads",
           {"content-type": "multipart/form-data; boundary=x"},
           raw=b'--x\r\nContent-Disposition: form-data; name="a\r\n\r\n'),
    raw("json-of-a-hundred-thousand-levels", b'{"condition":' + b"[" * 10**5 + b"]" * 10**5 + b"}"),
    raw("json-with-nan", b'{"medium": "image", "condition": {"width": NaN}}'),
    raw("json-with-infinity", b'{"medium": "image", "condition": {"width": -Infinity}}'),
    raw("json-with-a-number-beyond-floats",
        b'{"medium": "image", "generator": "vae", "condition": {"temperature": 1e999}}', 422),
    raw("json-with-a-number-of-5000-digits",
        b'{"medium": "image", "condition": {"width": 1' + b"0" * 5000 + b"}}"),
    raw("json-with-half-a-character",
        b'{"medium": "image", "generator": "sketch", "condition": {"prompt": "\\ud800"}}', 422),
    raw("json-with-half-a-character-as-medium", b'{"medium": "\\ud800"}', 422),
    raw("json-that-is-no-utf-8", b'{"medium": "\xff\xfe\xfd"}'),
    raw("json-that-is-a-list", b"[1]"),
    raw("json-packed-by-gzip", gzip.compress(b" " * 10**6 + RUN), 400, content_encoding="gzip"),
    raw("body-larger-than-allowed", b"{}", 413, content_length=str(10**12)),
    raw("length-that-is-no-number", b"{}", content_length="0x10"),
    raw("length-with-a-sign", b"{}", content_length="+2"),
    raw("length-and-chunks", b"{}", content_length="2", transfer_encoding="chunked"),
    Attack("two-lengths", 400, "POST", "/api/v1/runs",
           [*JSON.items(), *OK.items(), ("content-length", "2"), ("content-length", "9")],
           raw=b"{}"),
]  # fmt: skip
AMOUNTS = [
    runs("million-pictures", "image.sketch", count=10**6),
    runs("thousand-pictures", "image.sketch", count=1000),
    runs("endless-width", "image.sketch", width=10**9, height=10**9),
    runs("more-pixels-than-allowed", "image.diffusion", width=8192, height=8192, count=1000),
    runs("negative-width", "image.sketch", width=-1),
    runs("more-pictures-than-allowed-without-a-size", "image.diffusion", count=1000),
    runs("endless-frames", "image.vae", frames=10**9),
    runs("endless-music", "music.midi", bars=10**9),
    runs("prompt-of-two-megabytes", "image.sketch", prompt="x" * (2**21)),
    runs("fields-of-python", "image.sketch", __class__="x", __proto__={"a": 1}),
    runs("options-of-the-host", "image.sketch", output="{outside}/made.png", force=True),
    runs("arguments-of-a-pipeline", "image.diffusion", argument=["x"]),
    Attack("million-formats", 422, "POST", "/api/v1/runs",
           body={"medium": "image", "formats": [".png"] * 10**6}),
    Attack("path-as-a-format", 422, "POST", "/api/v1/runs",
           body={"medium": "image", "generator": "sketch", "formats": ["/../../outside/x.png"]}),
    Attack("unknown-member", 422, "POST", "/api/v1/runs",
           body={"medium": "image", "output": "{outside}/made.png"}),
    Attack("priority-above-all", 422, "POST", "/api/v1/runs",
           body={"medium": "image", "priority": 10**9}),
    Attack("key-with-control-characters", 422, "POST", "/api/v1/runs",
           {"idempotency-key": "a b"}, {"medium": "image"}),
    txt("a1111-million-pictures", "/txt2img", batch_size=1000, n_iter=1000,
        override_settings={"sd_model_checkpoint": "image.sketch"}),
    txt("a1111-endless-width", "/txt2img", width=10**9,
        override_settings={"sd_model_checkpoint": "image.sketch"}),
    txt("a1111-thousand-pictures-of-a-model", "/txt2img", batch_size=1000,
        override_settings={"sd_model_checkpoint": "image.diffusion:emoji"}),
    Attack("a1111-infinite-scale", 422, "POST", "/sdapi/v1/txt2img", JSON,
           raw=b'{"prompt": "x", "cfg_scale": 1e999}'),
    Attack("a1111-infinite-strength", 422, "POST", "/sdapi/v1/txt2img", JSON,
           raw=b'{"prompt": "x", "denoising_strength": -1e999}'),
    txt("a1111-path-to-save-to", "/txt2img", 404,
        override_settings={"sd_model_checkpoint": "image.nobody", "outdir_samples": "{outside}"}),
]  # fmt: skip
METHODS = [
    Attack(
        "method-override", 405, "POST", f"{A}/{{made}}", {"x-http-method-override": "DELETE"}, {}
    ),
    Attack("method-in-the-query", 405, "POST", f"{A}/{{made}}?_method=DELETE", body={}),
    Attack("trace", 405, "TRACE", "/api/v1/runs"),
    Attack("get-that-acts", 405, path="/api/v1/runs/x/cancel"),
    Attack("get-that-interrupts", 405, path="/sdapi/v1/interrupt"),
    Attack("redirect-by-two-slashes", 404, path="http://localhost//attacker.example/"),
    Attack("redirect-by-a-backslash", 404, path="/%5cattacker.example/"),
    Attack("redirect-by-a-slash-at-the-end", 404, path="http://localhost//attacker.example/%2f.."),
    Attack("redirect-by-a-parameter", 422, path="/api/v1/runs?next=//attacker.example"),
]
RANGES = [
    Attack(f"range-{name}", 416, path=f"{A}/{{made}}/files/png", headers={"range": f"bytes={text}"})
    for name, text in {
        "of-a-thousand-parts": ",".join(["0-0"] * 1000),
        "of-overlapping-parts": ",".join(f"{n}-" for n in range(100)),
        "beyond-the-end": f"{10**18}-{10**18 + 1}",
    }.items()
] + [
    Attack("range-reversed", 400, path=f"{A}/{{made}}/files/png", headers={"range": "bytes=9-1"}),
    Attack("range-of-letters", 400, path=f"{A}/{{made}}/files/png", headers={"range": "bytes=a-b"}),
]  # fmt: skip
TOKENS = [
    Attack(f"token-{name}", 401, path=path, headers=headers, token=False)
    for name, path, headers in (
        ("missing", "/api/v1/server", {}),
        ("wrong", "/api/v1/server", {"authorization": "Bearer sesame"}),
        ("empty", "/api/v1/server", {"authorization": "Bearer "}),
        ("cut-off", "/api/v1/server", {"authorization": f"Bearer {TOKEN[:-1]}"}),
        ("too-long", "/api/v1/server", {"authorization": f"Bearer {TOKEN}x"}),
        ("of-letters-beyond-ascii", "/api/v1/server", {"authorization": b"Bearer \xe9\xff"}),
        ("in-the-query", f"/api/v1/server?token={TOKEN}", {}),
        ("as-a-key-in-the-query", f"/api/v1/server?api_key={TOKEN}&key={TOKEN}", {}),
        ("in-a-cookie", "/api/v1/server", {"cookie": f"token={TOKEN}"}),
        ("as-a-user", "/api/v1/server",
         {"authorization": "Basic " + base64.b64encode(f"{TOKEN}:".encode()).decode()}),
        ("as-no-base64", "/api/v1/server", {"authorization": "Basic %%%"}),
        ("for-the-figures", "/metrics", {}),
        ("for-a1111", "/sdapi/v1/options", {}),
        ("for-a-path-that-looks-open", "/healthz/../api/v1/server", {}),
        ("for-what-is-not-there", "/nothing", {}),
    )
]  # fmt: skip
ALL = [
    *PATHS, *INPUTS, *MODELS, *SSRF, *HOSTS, *ORIGINS, *BODIES, *AMOUNTS, *METHODS, *RANGES, *TOKENS
]  # fmt: skip


def filled(value: Any, victim: Victim) -> Any:
    """Return a value with the places of this run in it."""
    if isinstance(value, str) and len(value) < 1000:
        for name in ("secret", "outside", "made"):
            value = value.replace(f"{{{name}}}", str(getattr(victim, name)))
    elif isinstance(value, dict):
        return {key: filled(each, victim) for key, each in value.items()}
    elif isinstance(value, list) and len(value) < 100:
        return [filled(each, victim) for each in value]
    return value


@pytest.fixture
def watched(victim: Victim, caplog: pytest.LogCaptureFixture) -> Iterator[Victim]:
    """The victim; what happened to it meanwhile is looked at in the end."""
    global _watching
    before, jobs = victim.files(), victim.jobs()
    inputs = sorted((victim.folder / "home").rglob("inputs/**/*"))
    _seen.clear()
    with caplog.at_level(logging.DEBUG):
        _watching = True
        try:
            yield victim
        finally:
            _watching = False
    assert not _seen, _seen
    assert victim.jobs() == jobs, "something was queued"
    assert victim.files() == before, "a file was made"
    assert sorted((victim.folder / "home").rglob("inputs/**/*")) == inputs, "an input was kept"
    for record in caplog.get_records("call"):
        if record.name.startswith("http"):  # the attacker's own log
            continue
        _no_secret(f"{caplog.handler.format(record)} {vars(record)}")


def _no_secret(text: str) -> None:
    for secret in (SECRET, KEY, TOKEN):
        assert secret not in text
    assert "Traceback" not in text


@pytest.mark.parametrize("attack", ALL, ids=lambda attack: attack.id)
def test_it_is_refused(watched: Victim, attack: Attack) -> None:
    headers = attack.headers
    if attack.token and not isinstance(headers, list):
        headers = {**OK, **headers}
    more = {} if attack.body is None else {"json": filled(attack.body, watched)}
    answer = watched.client.request(
        attack.method, filled(attack.path, watched), headers=headers, content=attack.raw,
        follow_redirects=False, **more,
    )  # fmt: skip
    assert answer.status_code == attack.status, answer.text[:500]
    _no_secret(answer.text + str(answer.headers))
    assert "location" not in answer.headers and "set-cookie" not in answer.headers
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert answer.headers["x-content-type-options"] == "nosniff"
    if attack.status != 416 and answer.content:
        assert answer.headers["content-type"].startswith(("application/json", "text/plain"))
    assert str(watched.outside) not in answer.text or str(watched.outside) in str(more)


def test_the_corpus_is_large_and_each_kind_has_a_name() -> None:
    assert len(ALL) >= 60
    assert len({attack.id for attack in ALL}) == len(ALL)


HOSTILE_NAMES = {
    "dotdot": "../../outside/evil.png",
    "absolute": "/outside/evil.png",
    "drive": "C:\\outside\\evil.png",
    "dots": "....//....//evil.png",
    "only-dots": "..",
    "share": "\\\\attacker\\share\\evil.png",
    "direction": "evil\u202egnp.exe",
    "script": "<script>alert(1)</script>.svg",
    "long": "x" * 1000 + ".png",
}


@pytest.mark.parametrize("name", HOSTILE_NAMES.values(), ids=HOSTILE_NAMES)
def test_the_name_of_an_upload_names_no_place(victim: Victim, name: str) -> None:
    before = victim.files()
    files = {"file": (name, b"no picture", "image/png")}
    answer = victim.client.post("/api/v1/uploads", files=files, headers=OK)
    assert answer.status_code == 201
    (kept,) = answer.json()["uploads"]
    assert not set(kept["name"]) & set("/\\\0\u202e") and kept["name"] not in ("", ".", "..")
    assert len(kept["name"]) <= 200
    assert victim.files() == before
    home = victim.folder / "home"
    assert not [path for path in home.rglob("*") if "evil" in path.name or "script" in path.name]


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_a_prompt_runs_nowhere(victim: Victim, suffix: str) -> None:
    answer = victim.client.get(f"/api/v1/artifacts/{victim.made}/files/{suffix}", headers=OK)
    told = answer.headers["content-disposition"]
    assert told.startswith("attachment" if suffix == "svg" else "inline")
    assert told.count('"') == 2 and "<" not in told and "\u202e" not in told
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    if suffix == "svg":
        assert "<script" not in answer.text


@pytest.mark.parametrize(
    "text", [b"\x1b[2Jx", b"a\r\nlevel=error", b"\xe2\x80\xae", b"a" * 5000, b"\x00"],
    ids=["escape", "lines", "direction", "long", "null"],
)  # fmt: skip
def test_what_a_client_calls_itself_is_no_order_to_a_terminal(
    watched: Victim, text: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {**OK, "x-muse-client": text, "x-request-id": text}
    answer = watched.client.get("/api/v1/runs/nobody", headers=headers)
    assert answer.status_code == 404
    assert answer.headers["x-request-id"].encode() != text
    assert len(answer.headers["x-request-id"]) <= 64
    for record in caplog.records:
        if record.name.startswith("muse"):
            assert text.decode("latin-1") not in str(vars(record)["told"])


@pytest.mark.parametrize("path", ["/api/v1/%0aFAKE", "/api/v1/%0d%0aFAKE", "/%1b[2JFAKE"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_path_writes_one_line_of_the_log(
    watched: Victim, path: str, form: str, caplog: pytest.LogCaptureFixture
) -> None:
    from muse_server import logs

    formatter = {"text": logs._Text, "json": logs._Json}[form]()
    assert watched.client.get(path, headers=OK).status_code == 404
    records = [each for each in caplog.records if each.name.startswith("muse")]
    assert records
    for record in records:
        line = formatter.format(record)
        assert line.isprintable(), line


def test_a_client_of_odd_letters_is_its_address(victim: Victim) -> None:
    from starlette.requests import Request

    from muse_server.service import client

    for text in (b"\x1b[2J", b"a\nb", b"\xad"):
        scope = {"type": "http", "headers": [(b"x-muse-client", text)], "client": ("1.2.3.4", 5)}
        assert client(Request(scope)) == "1.2.3.4"


@pytest.mark.parametrize("path", ["/api/v1/runs", "/api/v1/uploads", "/sdapi/v1/txt2img"])
def test_a_body_that_stops_coming_is_not_waited_for(
    watched: Victim, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("muse_server.guard._SLOW", 0.05)
    kind = "multipart/form-data; boundary=x" if "uploads" in path else "application/json"
    sent: list[Message] = []

    async def attack() -> None:
        first = [{"type": "http.request", "body": b"", "more_body": True}]

        async def receive() -> Message:
            if not first:
                await anyio.sleep(5)
            return first.pop() if first else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        headers = {"host": "localhost", "content-type": kind, "content-length": "9", **OK}
        scope = {
            "type": "http", "method": "POST", "scheme": "http", "path": path,
            "raw_path": path.encode(), "query_string": b"", "root_path": "",
            "headers": [(n.encode(), v.encode()) for n, v in headers.items()],
            "client": ("127.0.0.1", 1), "server": ("localhost", 80), "http_version": "1.1",
            "asgi": {"version": "3.0"}, "state": {},
        }  # fmt: skip
        with anyio.fail_after(2):
            await watched.server.app(scope, receive, send)

    assert watched.client.portal is not None
    watched.client.portal.call(attack)
    assert sent[0]["status"] == 408


@pytest.mark.parametrize("path", ["/api/v1/runs", "/sdapi/v1/txt2img"])
def test_chunks_without_end_are_refused(
    watched: Victim, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = next(each for each in _layers(watched.server.app) if type(each).__name__ == "Guard")
    monkeypatch.setattr(guard, "_most", 10_000)
    chunks = (b" " * 1000 for _ in range(1000))
    answer = watched.client.post(path, content=chunks, headers={**OK, **JSON})
    assert answer.status_code == 413


def _layers(app: Any) -> Iterator[Any]:
    layer = app.middleware_stack
    while layer is not None:
        yield layer
        layer = getattr(layer, "app", None) or getattr(layer, "_app", None)


def packed(**files: bytes | int) -> bytes:
    """Return a zip as an .mxl is one, its container first; a number is that many MB of zeros."""
    buffer = io.BytesIO()
    container = b'<container><rootfiles><rootfile full-path="%s"/></rootfiles></container>'
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/container.xml", container % next(iter(files)).encode())
        for name, data in files.items():
            if isinstance(data, bytes):
                archive.writestr(name, data)
                continue
            with archive.open(name, "w") as file:
                for _ in range(data):
                    file.write(bytes(2**20))
    return buffer.getvalue()


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "%s">' % (b"x" * 100)
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 100) for n in range(1, 6))
    + b"]><score-partwise>&g;</score-partwise>"
)
OUTSIDE = (
    b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><score-partwise>&b;</score-partwise>'
)
BOMBS = {
    "zip-bomb": packed(**{"score.xml": 300}),
    "zip-slip": packed(**{"../../../outside/evil.xml": b"<score-partwise/>"}),
    "zip-with-an-absolute-path": packed(**{"/etc/passwd": b"<score-partwise/>"}),
    "xml-bomb": ENTITIES,
    "xml-with-an-outer-entity": OUTSIDE,
    "xml-of-many-levels": b"<score-partwise>" + b"<a>" * 200_000,
    "midi-that-claims-much": b"MThd\0\0\0\6\0\1\xff\xff\0\x60MTrk\xff\xff\xff\xff",
    "text-of-nothing": bytes(2**20),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_is_a_trap_fails_soon_and_small(server: Any, tmp_path: Path, name: str) -> None:
    """Files are read by the worker, under caps: the job fails, and the next one is made."""
    global _watching
    kept = server.client.post("/api/v1/uploads", files={"file": ("tune.mxl", BOMBS[name])})
    condition = {"prompt": "a waltz", "bars": 4, "melody": kept.json()["uploads"][0]}
    body = {"medium": "music", "generator": "midi", "condition": condition, "formats": [".mid"]}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _seen.clear()
    _watching = True
    try:
        began = time.monotonic()
        job = server.client.post("/api/v1/runs", json=body).json()
        server.client.get(f"/api/v1/runs/{job['id']}/events")
        took = time.monotonic() - began
    finally:
        _watching = False
    run = server.client.get(f"/api/v1/runs/{job['id']}").json()
    assert run["state"] == "failed" and not run["artifacts"], run
    assert "melody" in run["error"] and "internal error" not in run["error"]
    assert took < 5 and resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024
    assert not [each for each in _seen if "passwd" in each or "outside" in each]
    assert not list(tmp_path.rglob("*evil*"))


def test_a_page_that_may_call_gets_no_credentials_and_others_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSE_HOME", str(tmp_path / "home"))
    server = Server(TOKEN, origins=["http://studio.example"])
    asks = {"access-control-request-method": "POST", "access-control-request-headers": "x"}
    with server.client:
        for origin, status in (("http://studio.example", 200), ("http://studio.example.evil", 403)):
            answer = server.client.options("/api/v1/runs", headers={"origin": origin, **asks})
            assert answer.status_code == status
            assert "access-control-allow-credentials" not in answer.headers
            allowed = answer.headers.get("access-control-allow-origin")
            assert allowed == (origin if status == 200 else None)
        without = server.client.get("/api/v1/server", headers={"origin": "http://studio.example"})
        assert without.status_code == 401
        server.close()
