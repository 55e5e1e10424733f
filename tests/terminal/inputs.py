"""Forty inputs that terminal programs stumble over: what is expected of each, and a probe that says what is seen."""

import io
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import psutil

from dossier.cli.main import main
from tests.conftest import ROOT
from tests.terminal.ptys import Terminal, terminal
from tests.terminal.test_payloads import PAYLOADS, library
from tests.terminal.test_process import CRASHING, READY

Probe = Callable[[Path], str]


class Input(NamedTuple):
    """One input. `probe` is given an empty folder and returns what is seen, in the words of `expected`."""

    kind: str
    what: str
    expected: str
    probe: Probe


def _text(payload: dict[str, str]) -> Input:
    def probe(home: Path) -> str:
        out = io.StringIO()
        root = library(home / "library", payload["text"])
        with redirect_stdout(out), redirect_stderr(out):
            main(["--library", str(root), "show", "topic"])
        raw = [c for c in out.getvalue() if not c.isprintable() and c != "\n"]
        return f"shown: {payload['shown']}" if payload["shown"] in out.getvalue() and not raw else repr(out.getvalue())

    kind = "markup" if payload["name"].startswith("markup") else "text"
    return Input(kind, payload["name"], f"shown: {payload['shown']}", probe)


def _with(probe: Callable[[Terminal], str], *arguments: str, ready: str = READY, **more: object) -> Probe:
    def run(home: Path) -> str:
        with terminal(home, *arguments, **more) as one:
            one.wait_for(ready)
            one.settle()
            return probe(one)

    return run


def _colours(one: Terminal) -> str:
    return "colour codes" if re.search(rb"\x1b\[[0-9;]*(?:3[0-7]|4[0-7]|9[0-7])m", one.sent) else "no colour codes"


def _face(one: Terminal) -> str:
    return "lines only" if b"\x1b" not in one.sent else "a screen"


def _drawn(one: Terminal) -> str:
    return "drawn in ASCII" if "-----" in one.screen() and one.sent.isascii() else "drawn otherwise"


def _small(one: Terminal) -> str:
    return "says what it needs" if "dossier needs 40x12" in one.screen() else one.screen()


def _restored(one: Terminal, status: int) -> str:
    return f"exit {status}, terminal restored" if one.was_restored() else f"exit {status}, terminal left as it was"


def _signalled(number: signal.Signals) -> Callable[[Terminal], str]:
    def probe(one: Terminal) -> str:
        os.kill(one.pid, number)
        return _restored(one, one.status())

    return probe


def _hung_up(one: Terminal) -> str:
    left = one.processes()
    os.close(one.master)
    return "still there" if psutil.wait_procs(left, timeout=2.5)[1] else "gone within 2.5 s"


def _typed(keys: bytes, expected: str) -> Callable[[Terminal], str]:
    def probe(one: Terminal) -> str:
        one.press(keys)
        return f"typed: {expected}" if expected in one.wait_for(expected) else one.screen()

    return probe


def _resized(one: Terminal) -> str:
    before = one.screen()
    for size in ((1, 1), (0, 0), (7, 3), (200, 60)) * 20:
        one.resize(*size)
        one.read(0.005)
    one.resize(80, 24)
    return "the same screen" if one.settle() == before else one.screen()


def _suspended(one: Terminal) -> str:
    one.press(b"\x1a")
    end = time.monotonic() + 10
    while psutil.Process(one.pid).status() != psutil.STATUS_STOPPED and time.monotonic() < end:
        one.read(0.05)
    os.kill(one.pid, signal.SIGCONT)
    return "stops, and comes back" if READY in one.settle() else one.screen()


def _stalled(one: Terminal) -> str:
    for _ in range(800):
        one.press(b"\x1b[B\x1b[A")  # and nobody reads what they paint
    one.press(b"guam")
    return "goes on" if "/ guam" in one.wait_for("/ guam") else one.screen()


def _crashed(one: Terminal) -> str:
    one.press(b"?")
    return _restored(one, one.status())


def _unharmed(one: Terminal) -> str:
    return "nothing happens" if READY in one.screen() and len(one.processes()) == 1 else one.screen()


def _without_terminal(_home: Path) -> str:
    import subprocess

    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-m", "dossier"], capture_output=True, check=False, env=env, input=b"")
    lines = done.stderr.count(b"\n")
    return f"exit {done.returncode}, {lines} line" if lines == 1 else done.stderr.decode()


_CRASH = (sys.executable, "-c", CRASHING)
_IGNORING = ("env", "--ignore-signal=HUP", sys.executable, "-m", "dossier")

INPUTS = [
    *(_text(payload) for payload in PAYLOADS[:26] if payload["name"] != "turn the mouse on"),
    *(_text(payload) for payload in PAYLOADS[26:29]),
    Input("terminal", "TERM=dumb", "lines only", _with(_face, ready="dossier>", env={"TERM": "dumb"})),
    Input("terminal", "TERM=vt100", "no colour codes", _with(_colours, env={"TERM": "vt100"})),
    Input("terminal", "NO_COLOR=1", "no colour codes", _with(_colours, env={"NO_COLOR": "1"})),
    Input("terminal", "an ASCII terminal", "drawn in ASCII", _with(_drawn, env={"PYTHONIOENCODING": "ascii"})),
    Input("terminal", "30x10", "says what it needs", _with(_small, ready="dossier needs", size=(30, 10))),
    Input("terminal", "80 resizes, 1x1 and 0x0 among them", "the same screen", _with(_resized)),
    Input("terminal", "it stops reading", "goes on", _with(_stalled)),
    Input("environment", "TEXTUAL_PRESS=escape,Q", "nothing happens",
          _with(_unharmed, env={"TEXTUAL_PRESS": "escape,Q"})),
    Input("environment", "TEXTUAL_DRIVER=…:WebDriver, BROWSER=/bin/sh", "nothing happens",
          _with(_unharmed, env={"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "BROWSER": "/bin/sh"})),
    Input("environment", "COLUMNS=13 LINES=7", "nothing happens",
          _with(_unharmed, env={"COLUMNS": "13", "LINES": "7"})),
    Input("process", "SIGTERM", "exit 143, terminal restored", _with(_signalled(signal.SIGTERM))),
    Input("process", "SIGHUP", "exit 129, terminal restored", _with(_signalled(signal.SIGHUP))),
    Input("process", "SIGINT from outside", "exit 130, terminal restored", _with(_signalled(signal.SIGINT))),
    Input("process", "the terminal hangs up", "gone within 2.5 s", _with(_hung_up)),
    Input("process", "it hangs up, SIGHUP ignored", "gone within 2.5 s", _with(_hung_up, program=_IGNORING)),
    Input("process", "the byte 0xE9", "typed: / caf\ufffd", _with(_typed(b"caf\xe9 ", "/ caf\ufffd"))),
    Input("process", "Esc and t in one read", "typed: Timeline", _with(_typed(b"\x1bt", "Timeline"))),
    Input("process", "ctrl+z", "stops, and comes back", _with(_suspended)),
    Input("process", "a crash", "exit 70, terminal restored", _with(_crashed, program=_CRASH)),
    Input("process", "no terminal", "exit 2, 1 line", _without_terminal),
]  # fmt: skip

PAGE = """\
# Inputs

What text, terminals, environments and signals may bring, and what becomes of it. The tests run each of these
(`tests/terminal/test_inputs.py`), and write this page: `python -m tests.terminal.inputs`.

| | input | what is expected, and seen |
| --- | --- | --- |
"""


def page() -> str:
    """Return docs/inputs.md; what is expected is what is seen, for a test holds each to it."""
    rows = (f"| {one.kind} | {_cell(one.what)} | {_cell(one.expected)} |\n" for one in INPUTS)
    return PAGE + "".join(rows)


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("[", "\\[")


if __name__ == "__main__":
    (ROOT / "docs/inputs.md").write_text(page())
