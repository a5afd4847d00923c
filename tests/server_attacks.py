"""The corpus: requests made from the weaknesses that were published in this field."""

import base64
import gzip
import io
import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

TOKEN = "sesame-sesame-sesame-7f3a"
NEURAL = ("image.diffusion", "image.vae", "music.musicgen")
JSON = {"content-type": "application/json"}
OK = {"authorization": f"Bearer {TOKEN}"}


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
    neural: bool = False
    """Whether it is for a generator that needs torch: without it, the lack is told of first."""


def runs(id: str, generator: str, status: int = 422, **condition: Any) -> Attack:
    medium, _, name = generator.partition(".")
    body = {"medium": medium, "generator": name, "condition": condition}
    return Attack(id, status, "POST", "/api/v1/runs", body=body, neural=generator in NEURAL)


def txt(id: str, path: str, status: int = 422, neural: bool = False, **body: Any) -> Attack:
    return Attack(id, status, "POST", f"/sdapi/v1{path}", body=body, neural=neural)


def raw(id: str, data: Any, status: int = 400, neural: bool = False, **headers: str) -> Attack:
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return Attack(id, status, "POST", "/api/v1/runs", {**JSON, **more}, raw=data, neural=neural)


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
        b'{"medium": "image", "generator": "vae", "condition": {"temperature": 1e999}}', 422,
        neural=True),
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
    txt("a1111-thousand-pictures-of-a-model", "/txt2img", neural=True, batch_size=1000,
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


def v1(id: str, path: str, status: int = 400, **body: Any) -> Attack:
    return Attack(id, status, "POST", f"/v1{path}", body=body)


OPENAI = [
    v1("openai-model-of-the-hub", "/images/generations", 404,
       model="image.diffusion:a/b", prompt="x"),
    v1("openai-model-by-path", "/images/generations", 404,
       model="image.diffusion:{outside}/model.ckpt", prompt="x"),
    v1("openai-file-by-path", "/images/generations",
       model="image.sketch", prompt="x", init="{secret}"),
    v1("openai-file-by-url", "/images/generations",
       model="image.sketch", prompt="x", init="http://169.254.169.254/"),
    v1("openai-picture-full-of-texts", "/images/generations",
       model="image.sketch", prompt="x", init=uri(texts())),
    v1("openai-thousand-pictures", "/images/generations", model="image.sketch", prompt="x", n=1000),
    v1("openai-endless-size", "/images/generations",
       model="image.sketch", prompt="x", size="999999999x999999999"),
    v1("openai-other-address", "/chat/completions", model="text.llm",
       messages=[{"role": "user", "content": "x"}], base_url="http://169.254.169.254/"),
    v1("openai-language-model-of-the-hub", "/chat/completions", 404, model="text.llm:a/b",
       messages=[{"role": "user", "content": "x"}]),
    Attack("openai-origin-of-a-stranger", 403, path="/v1/models",
           headers={"origin": "http://attacker.example"}),
    Attack("openai-without-a-token", 401, path="/v1/models", token=False),
    Attack("mcp-without-a-token", 401, "POST", "/mcp", body={}, token=False),
    Attack("mcp-origin-of-a-stranger", 403, "POST", "/mcp",
           {"origin": "http://attacker.example"}, {}),
    Attack("mcp-host-of-a-stranger", 421, "POST", "/mcp", {"host": "attacker.example"}, {}),
    Attack("mcp-as-plain-text", 415, "POST", "/mcp", {"content-type": "text/plain"}, raw=b"{}"),
]  # fmt: skip
ALL = [
    *PATHS, *INPUTS, *MODELS, *SSRF, *HOSTS, *ORIGINS, *BODIES, *AMOUNTS, *METHODS, *RANGES,
    *TOKENS, *OPENAI,
]  # fmt: skip
