"""`muse studio` as somebody calls it: it serves, tells where, and opens a browser."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A program that keeps what it is to open, as the system's browser."""
    opened = tmp_path / "opened"
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" >> {opened}\n')
    program.chmod(0o755)
    return opened


def start(browser: Path, home: Path, *options: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "muse", "studio", *options],
        env={**os.environ, "MUSE_HOME": str(home), "BROWSER": f"{browser.parent}/browser %s"},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def address(process: "subprocess.Popen[str]") -> str:
    assert process.stderr is not None
    for line in process.stderr:
        found = re.search(r"http://\S+?/studio/", line) or re.search(r"http://[^\s;]+", line)
        if found:
            return found[0]
    raise AssertionError("it told no address")


def end(process: "subprocess.Popen[str]") -> None:
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(30) == 0
    assert process.stderr is not None
    process.stderr.close()


def waited(path: Path) -> str:
    import time

    for _ in range(200):
        if path.exists() and path.read_text():
            return path.read_text()
        time.sleep(0.05)
    raise AssertionError("no browser was opened")


@pytest.mark.skipif(os.name != "posix", reason="the browser is a script of a POSIX shell")
def test_it_opens_the_browser_and_a_second_one_opens_the_first(browser: Path, home: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    first = start(browser, home, "--port", port)
    try:
        assert address(first) == f"http://127.0.0.1:{port}/studio/"
        assert waited(browser) == f"http://127.0.0.1:{port}/studio/"
        browser.unlink()
        second = start(browser, home, "--port", port)
        assert second.wait(30) == 0
        assert second.stderr is not None and "open already" in second.stderr.read()
        second.stderr.close()
        assert waited(browser) == f"http://127.0.0.1:{port}/studio/"
    finally:
        end(first)


@pytest.mark.skipif(os.name != "posix", reason="the browser is a script of a POSIX shell")
def test_without_a_browser_it_tells_the_address_alone(browser: Path, home: Path) -> None:
    process = start(browser, home, "--no-browser", "--port", "0")
    try:
        found = address(process)
        with urllib.request.urlopen(found.rstrip("/") + "/") as page:
            assert page.status == 200 and b"<title>Muse</title>" in page.read()
        assert not browser.exists()
    finally:
        end(process)


def test_a_port_that_another_program_has_is_a_line(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "muse", "studio", "--no-browser", "--port", port],
            env={**os.environ, "MUSE_HOME": str(home)},
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert done.returncode == 1
    assert port in done.stderr and "--port 0" in done.stderr and "Traceback" not in done.stderr
