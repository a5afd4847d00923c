"""Try what a worker has no business with, in a sandbox, and print what came of it."""

import json
import os
import socket
import sys
import time
from multiprocessing import Pool
from pathlib import Path


def tried(what):
    """Return what came of it, or the name of the error."""
    try:
        return what()
    except Exception as error:
        return type(error).__name__


def filled(path):
    """Return the MiB that fit into a file."""
    piece, count = bytes(2**24), 0
    try:
        with open(path, "wb") as file:
            while count < 3 * 64:
                count += file.write(piece) // 2**24
        return None
    except OSError:
        return count * 16
    finally:
        os.unlink(path)


def memory():
    """Return whether a GiB can be had."""
    return len(bytearray(2**30)) == 2**30


def many():
    """Return how many processes there can be at most, once they are too many."""
    children = []
    try:
        while len(children) < 2000 and os.getuid():
            child = os.fork()
            if not child:
                time.sleep(60)
                os._exit(0)
            children.append(child)
    except BlockingIOError:
        return len(children)
    finally:
        for child in children:
            os.kill(child, 9)
            os.waitpid(child, 0)


def main(scratch, outside, port):
    """Try it all."""
    home = Path.home()
    found = {
        "scratch": tried(lambda: Path(scratch, "made").write_text("x")),
        "home": tried(lambda: (home / "made").write_text("x")),
        "home is seen": tried(lambda: (home / "plain.txt").read_text()),
        "keys": tried(lambda: (home / ".ssh" / "id").read_text()),
        "tokens": tried(lambda: (home / ".netrc").read_text()),
        "settings": tried(lambda: Path(os.environ["WAS"], "config", "server-token").read_text()),
        "database": tried(lambda: Path(os.environ["WAS"], "data", "library.sqlite3").read_text()),
        "made things": tried(lambda: Path(os.environ["WAS"], "data", "files", "a").read_text()),
        "change them": tried(lambda: Path(os.environ["WAS"], "data", "files", "a").write_text("")),
        "system": tried(lambda: Path("/etc/made").write_text("x")),
        "kernel": tried(lambda: Path("/proc/sys/kernel/hostname").write_text("x")),
        "devices": tried(lambda: Path("/dev/made").write_text("x")),
        "services": tried(lambda: os.listdir("/run/user")),
        "tmp": tried(lambda: Path("/tmp/made").write_text("x")),
        "others' tmp": Path(outside["tmp"]).exists(),
        "memory for all": tried(lambda: Path("/dev/shm/made").write_text("x")),
        "processes": sorted(each for each in os.listdir("/proc") if each.isdigit()),
        "kill": tried(lambda: os.kill(outside["pid"], 9)),
        "machine itself": tried(lambda: socket.create_connection(("127.0.0.1", port), 2)),
        "far": tried(lambda: socket.create_connection(("192.0.2.1", 80), 2)),
        "pool": tried(lambda: Pool(1).map(abs, [-1])),
        "rights": [
            line.split()[1]
            for line in Path("/proc/self/status").read_text().splitlines()
            if line.startswith(("CapEff", "NoNewPrivs"))
        ],
        "token": os.environ.get("HF_TOKEN"),
        "inherited": tried(lambda: os.read(outside["fd"], 9).decode()),
    }
    if outside["costly"]:
        found |= {"filled": tried(lambda: filled("/tmp/full")), "memory": tried(memory)}
        found["many"] = tried(many)
    print(json.dumps(found))
    if not os.fork():
        os.setsid()
        if not os.fork():
            os.dup2(os.open("/dev/null", os.O_RDWR), 1)
            time.sleep(60)
        os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3]))
