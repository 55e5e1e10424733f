"""What a crash, a full disk or a crowd does to journals of verdicts.

    python benchmarks/faults.py [--random 1000] [--each 200]

Four parts: kill -9 at every system call that a save makes; ENOSPC, EIO, EROFS and EDQUOT at every such call; kill -9 at
random moments; six reviewers and two sessions of one reviewer at once. A verdict is *acknowledged* once `append` has
returned. Counted are journals that are torn (their whole records cannot all be read, or what is no record stands
among them), acknowledged verdicts that are lost, and verdicts that stand twice.

The first two parts need strace (Debian: apt-get install strace) and a system that lets it trace.
"""

import argparse
import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from dossier.review.journal import Journal  # noqa: E402
from dossier.review.records import Record, now  # noqa: E402

CALLS = "openat,mkdir,mkdirat,flock,fstat,newfstatat,stat,statx,pread64,pwrite64,fsync,ftruncate,close"
ERRORS = ("ENOSPC", "EIO", "EROFS", "EDQUOT")
SAVES = 3
"""Verdicts that a traced child saves: the first makes folder and file, the others do not."""


class Outcome(NamedTuple):
    """What came of some runs."""

    runs: int = 0
    acknowledged: int = 0
    torn: int = 0
    lost: int = 0
    twice: int = 0

    def __add__(self, other: "Outcome") -> "Outcome":  # type: ignore[override]
        return Outcome(*(one + more for one, more in zip(self, other, strict=True)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--random", type=int, default=1_000, help="kills at random moments")
    parser.add_argument("--each", type=int, default=200, help="verdicts of each writer")
    options = parser.parse_args()
    parts: list[tuple[str, Callable[[Path], Outcome]]] = [
        ("kill -9 at every system call", killed_at_every_call),
        *(
            (f"{error} at every system call", lambda folder, error=error: failing_at_every_call(folder, error))
            for error in ERRORS
        ),
        (f"kill -9 at {options.random:,} random moments", lambda folder: killed_at_random(folder, options.random)),
        (
            f"6 reviewers x {options.each}",
            lambda folder: crowd(folder, [f"reviewer-{n}" for n in range(6)], options.each),
        ),
        (f"2 sessions of one x {options.each}", partial(crowd, reviewers=["anna", "anna"], each=options.each)),
    ]
    print(f"{'':<36} {'runs':>6} {'acknowledged':>13} {'torn':>5} {'lost':>5} {'twice':>6}")
    for name, part in parts:
        with tempfile.TemporaryDirectory() as folder:
            done = part(Path(folder))
        print(
            f"{name:<36} {done.runs:>6} {done.acknowledged:>13} {done.torn:>5} {done.lost:>5} {done.twice:>6}",
            flush=True,
        )


# -- under strace


def tracing_works() -> bool:
    """Tell whether strace is there and may trace."""
    with contextlib.suppress(OSError):
        return subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0
    return False


def killed_at_every_call(folder: Path, saves: int = SAVES) -> Outcome:
    """Kill a writer at each of its calls on the journal, each time from a fresh start."""
    return at_every_call(folder, "signal=KILL", saves)


def failing_at_every_call(folder: Path, error: str, saves: int = SAVES) -> Outcome:
    """Have each of the calls on the journal fail, one a run; the writer tries again what was not saved."""
    return at_every_call(folder, f"error={error}", saves)


def at_every_call(folder: Path, fault: str, saves: int) -> Outcome:
    """Run a writer once for each call that it makes on the journal, with a fault at that call."""
    made = Counter[str]()
    total = Outcome()
    for call in calls_of(folder / "dry", saves):
        made[call] += 1
        total += traced(folder / f"{call}-{made[call]}", call, f"{fault}:when={made[call]}", saves)
    return total


def calls_of(folder: Path, saves: int) -> list[str]:
    """The calls on the journal that a writer makes, in order."""
    log = run_traced(folder, [], saves)[1]
    return re.findall(r"^[0-9]* *([a-z0-9_]+)\(", log, re.MULTILINE)


def traced(folder: Path, call: str, fault: str, saves: int) -> Outcome:
    """Run a writer with one fault, and look at what it leaves."""
    acknowledged, log = run_traced(folder, ["-e", f"inject={call}:{fault}"], saves)
    assert "INJECTED" in log or "killed by SIGKILL" in log, f"no fault came: {log}"
    return seen(folder, "anna", acknowledged)


def run_traced(folder: Path, inject: list[str], saves: int) -> tuple[list[str], str]:
    """Run a writer under strace; return what it acknowledged, and the log of its calls on folder and journal."""
    folder.mkdir(parents=True)
    paths = [folder, folder / "reviews", folder / "reviews/anna.toml"]
    watched = [part for path in paths for part in ("-P", str(path))]
    writer = [sys.executable, str(Path(__file__).resolve()), "--writer", str(folder / "reviews"), str(saves)]
    command = ["strace", "-f", "-o", str(folder / "log"), *watched, "-e", f"trace={CALLS}", *inject, *writer]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return done.stdout.split(), (folder / "log").read_text()


def writer(folder: Path, saves: int) -> None:
    """Save verdicts and acknowledge each; try again, once, what could not be saved."""
    journal = Journal(folder, "anna")
    for number in range(saves):
        for _ in range(2):
            with contextlib.suppress(OSError):
                journal.append(verdict(str(number)))
                os.write(1, f"{number}\n".encode())
                break


# -- without


def killed_at_random(folder: Path, times: int, seed: int = 7) -> Outcome:
    """Kill a writer within the first 15 ms of its saving, again and again on one journal."""
    moments = random.Random(seed)
    acknowledged: list[str] = []
    total = Outcome()
    for number in range(times):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            write_until_killed(folder, str(number), writing)
        os.close(writing)
        time.sleep(moments.uniform(0, 0.015))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with open(reading, "rb") as pipe:
            acknowledged += pipe.read().decode().split()
    outcome = seen(folder, "anna", acknowledged)
    total += outcome
    return total._replace(runs=times)


def crowd(folder: Path, reviewers: list[str], each: int) -> Outcome:
    """Let several writers save at once, each in a process of its own."""
    children = []
    for number, reviewer in enumerate(reviewers):
        child = os.fork()
        if child == 0:
            journal = Journal(folder / "reviews", reviewer)
            for count in range(each):
                journal.append(verdict(f"{number}-{count}"))
            os._exit(0)
        children.append(child)
    statuses = [os.waitpid(child, 0)[1] for child in children]
    assert not any(statuses), statuses
    outcome = Outcome()
    for reviewer in dict.fromkeys(reviewers):
        notes = [f"{n}-{count}" for n, name in enumerate(reviewers) if name == reviewer for count in range(each)]
        outcome += seen(folder, reviewer, notes)
    return outcome


def write_until_killed(folder: Path, label: str, pipe: int) -> None:
    """Save and acknowledge until the end."""
    journal = Journal(folder / "reviews", "anna")
    count = 0
    while True:
        journal.append(verdict(f"{label}-{count}"))
        os.write(pipe, f"{label}-{count}\n".encode())
        count += 1


def verdict(note: str) -> Record:
    """A verdict to save, told from others by its note."""
    return Record(0, "some-dossier#some-claim", now(), "supported", 0, note, "", "0" * 32)


def seen(folder: Path, reviewer: str, acknowledged: Iterable[str]) -> Outcome:
    """What the next reader finds: it sets aside what is torn off, and then all must be whole."""
    journal = Journal(folder / "reviews", reviewer)
    if journal.path.exists():
        journal.recover()
    found = Journal(folder / "reviews", reviewer)
    found.refresh()
    notes = Counter(record.note for record in found.records)
    known = list(acknowledged)
    in_order = [record.sequence for record in found.records] == list(range(1, len(found.records) + 1))
    torn = bool(found.torn or found.troubles or not in_order)
    return Outcome(1, len(known), torn, sum(note not in notes for note in known), sum(n > 1 for n in notes.values()))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--writer"]:
        writer(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
