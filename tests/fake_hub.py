"""A hub on 127.0.0.1 that speaks as much of the real one's protocol as huggingface_hub asks for.

It knows models with branches and commits, small files and big ones (LFS: redirected, with the
SHA-256 as their ETag), ranges, gates, tokens, and the ways in which a connection fails.
"""

import hashlib
import json
import re
import struct
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlparse

LFS_FROM = 2000
"""Files of so many bytes are big."""

INDEX = json.dumps(
    {
        "_class_name": "StableDiffusionPipeline",
        "_diffusers_version": "0.30",
        "unet": ["diffusers", "UNet2DConditionModel"],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "scheduler": ["diffusers", "DDIMScheduler"],
        "safety_checker": [None, None],
        "requires_safety_checker": False,
    }
).encode()
"""The model_index.json of a diffusers model whose files are `DIFFUSERS`; `PLAIN` are needed."""
DIFFUSERS = (
    "README.md model_index.json scheduler/scheduler_config.json "
    "text_encoder/config.json text_encoder/model.safetensors text_encoder/model.fp16.safetensors "
    "unet/config.json unet/diffusion_pytorch_model.safetensors "
    "unet/diffusion_pytorch_model.fp16.safetensors unet/diffusion_pytorch_model.bin "
    "unet/diffusion_pytorch_model.non_ema.safetensors "
    "vae_1_0/config.json vae_1_0/diffusion_pytorch_model.safetensors "
    "sd_xl_base.safetensors v1-5-pruned.ckpt"
)
PLAIN = [
    *("README.md", "model_index.json", "scheduler/scheduler_config.json"),
    *("text_encoder/config.json", "text_encoder/model.safetensors", "unet/config.json"),
    "unet/diffusion_pytorch_model.safetensors",
]


def safetensors(size: int, *, name: str = "weight", fill: bytes = b"\0") -> bytes:
    """Return a safetensors file with one tensor of `size` bytes."""
    return packed({name: {"dtype": "U8", "shape": [size], "data_offsets": [0, size]}}, fill * size)


def packed(header: object, body: bytes) -> bytes:
    """Return a file laid out as safetensors, whatever the header says."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + body


def git_hash(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


@dataclass
class FakeModel:
    """A model: commits with their files, branches that point at commits."""

    commits: dict[str, dict[str, bytes]] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    card: dict[str, object] = field(default_factory=dict)
    task: str | None = None
    gated: bool = False
    private: bool = False


class FakeHub:
    """A hub with models; `served` counts the bytes of big files that went out, by path."""

    def __init__(self) -> None:
        self.models: dict[str, FakeModel] = {}
        self.served: dict[str, int] = {}
        self.requests: list[str] = []
        self.cut_after: int | None = None  # bytes after which the next big file's connection ends
        self.corrupt = False  # whether big files come with other bytes than were listed
        self.status: int | None = None  # what every request is answered with
        self.pause = 0.0  # seconds between pieces of 64 kB of a big file
        self.token = "hf_right"
        hub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args) -> None:
                pass

            def do_GET(self) -> None:
                hub._answer(self, True)

            def do_HEAD(self) -> None:
                hub._answer(self, False)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        # A host of another name: huggingface_hub takes a redirect to its own for a renamed model.
        self.store = f"http://localhost:{self.server.server_address[1]}"
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()

    def add(self, repo: str, files: dict[str, bytes], *, ref: str = "main", **facts) -> str:
        """Add a commit to a model, let `ref` mean it, and return its hash."""
        model = self.models.setdefault(repo, FakeModel())
        for name, value in facts.items():
            setattr(model, name, value)
        if model.card:
            lines = "".join(f"{key}: {value}\n" for key, value in model.card.items())
            files = {"README.md": f"---\n{lines}---\n# {repo}\n".encode(), **files}
        listing = "".join(f"{path}{git_hash(data)}" for path, data in sorted(files.items()))
        commit = hashlib.sha1(f"{repo}{listing}".encode()).hexdigest()
        model.commits[commit] = files
        model.refs[ref] = commit
        return commit

    # -- answering

    def _answer(self, request: BaseHTTPRequestHandler, body: bool) -> None:
        address = urlparse(request.path)
        path = unquote(address.path)
        self.requests.append(f"{request.command} {path}")
        if self.status:
            self._send(request, self.status, b"{}", body)
        elif path.startswith("/cdn/"):
            self._big(request, path.removeprefix("/cdn/"), body)
        elif path.startswith("/api/models/"):
            self._api(request, path.removeprefix("/api/models/"), parse_qs(address.query), body)
        elif found := re.fullmatch(r"/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", path):
            self._resolve(request, *found.groups(), body)
        else:
            self._send(request, 404, b"{}", body)

    def _api(self, request: BaseHTTPRequestHandler, path: str, query: dict, body: bool) -> None:
        repo, _, rest = path.partition("/")
        repo = f"{repo}/{rest.partition('/')[0]}"
        rest = rest.partition("/")[2]
        model = self._model(request, repo, body)
        if model is None:
            return
        if rest == "auth-check":
            if self._allowed(request, model, body):
                self._send(request, 200, b"{}", body)
            return
        kind, _, revision = rest.partition("/")
        commit = self._commit(request, model, revision or "main", body)
        if commit is None:
            return
        files = model.commits[commit]
        if kind == "tree":
            told: object = [
                {"type": "file", "path": name, "size": len(data), "oid": git_hash(data)}
                | ({"lfs": self._lfs(data, "oid")} if len(data) >= LFS_FROM else {})
                for name, data in files.items()
            ]
        else:
            told = {
                "_id": "0", "id": repo, "modelId": repo, "sha": commit, "private": model.private,
                "gated": "manual" if model.gated else False, "disabled": False, "downloads": 0,
                "likes": 0, "tags": [], "pipeline_tag": model.task, "cardData": model.card,
                "siblings": [
                    {"rfilename": name, "size": len(data), "blobId": git_hash(data)}
                    | ({"lfs": self._lfs(data, "sha256")} if len(data) >= LFS_FROM else {})
                    for name, data in files.items()
                ],
            }  # fmt: skip
        self._send(request, 200, json.dumps(told).encode(), body)

    def _lfs(self, data: bytes, key: str) -> dict:
        return {key: hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}

    def _resolve(self, request, repo: str, revision: str, name: str, body: bool) -> None:
        model = self._model(request, repo, body)
        if model is None or not self._allowed(request, model, body):
            return
        commit = self._commit(request, model, revision, body)
        if commit is None:
            return
        data = model.commits[commit].get(name)
        headers = {"X-Repo-Commit": commit}
        if data is None:
            self._send(request, 404, b"", body, headers | {"X-Error-Code": "EntryNotFound"})
        elif len(data) < LFS_FROM:
            self._send(request, 200, data, body, headers | {"ETag": f'"{git_hash(data)}"'})
        else:
            digest = hashlib.sha256(data).hexdigest()
            headers |= {"X-Linked-Etag": f'"{digest}"', "X-Linked-Size": str(len(data))}
            headers |= {"Location": f"{self.store}/cdn/{repo}/{commit}/{name}"}
            self._send(request, 302, b"", body, headers)

    def _big(self, request, path: str, body: bool) -> None:
        owner, name, commit, file = path.split("/", 3)
        data = self.models[f"{owner}/{name}"].commits[commit][file]
        if self.corrupt:
            data = bytes(len(data))
        first = 0
        found = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range", ""))
        if found:
            first = int(found[1])
        request.send_response(206 if found else 200)
        request.send_header("Content-Length", str(len(data) - first))
        if found:
            request.send_header("Content-Range", f"bytes {first}-{len(data) - 1}/{len(data)}")
        request.end_headers()
        if not body:
            return
        cut, self.cut_after = self.cut_after, None
        end = len(data) if cut is None else min(len(data), first + cut)
        for place in range(first, end, 1 << 16):
            piece = data[place : min(end, place + (1 << 16))]
            try:
                request.wfile.write(piece)
            except OSError:
                request.close_connection = True
                return
            self.served[file] = self.served.get(file, 0) + len(piece)
            time.sleep(self.pause)
        request.close_connection = request.close_connection or end < len(data)

    def _model(self, request, repo: str, body: bool) -> FakeModel | None:
        model = self.models.get(repo)
        if model is not None and (not model.private or self._known(request)):
            return model
        status = 404 if self._known(request) else 401
        headers = {"X-Error-Code": "RepoNotFound", "X-Error-Message": "Repository not found"}
        self._send(request, status, b"{}", body, headers)
        return None

    def _known(self, request: BaseHTTPRequestHandler) -> bool:
        return request.headers.get("Authorization") == f"Bearer {self.token}"

    def _allowed(self, request: BaseHTTPRequestHandler, model: FakeModel, body: bool) -> bool:
        if not model.gated or self._known(request):
            return True
        status = 403 if request.headers.get("Authorization") else 401
        self._send(request, status, b"{}", body, {"X-Error-Code": "GatedRepo"})
        return False

    def _commit(self, request, model: FakeModel, revision: str, body: bool) -> str | None:
        commit = model.refs.get(revision, revision)
        if commit in model.commits:
            return commit
        self._send(request, 404, b"{}", body, {"X-Error-Code": "RevisionNotFound"})
        return None

    def _send(
        self, request, status: int, data: bytes, body: bool, headers: dict[str, str] | None = None
    ) -> None:
        request.send_response(status)
        for name, value in (headers or {}).items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        if body and data:
            request.wfile.write(data)
