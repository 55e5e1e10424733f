"""The explorer in a bare PTY: what it sends, and what it leaves behind."""

import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Iterator
from fcntl import ioctl
from pathlib import Path

import pytest

from tests.conftest import ROOT

PATIENCE = 20.0


class Terminal:
    """A PTY with the explorer in it; what it sends is kept as bytes."""

    def __init__(self, home: Path) -> None:
        self.sent = b""
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            env = {"HOME": str(home), "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"}
            command = [sys.executable, "-m", "dossier", "--library", str(ROOT)]
            os.execvpe(command[0], command, {**env, "PYTHONPATH": str(ROOT)})
        ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def wait_for(self, expected: bytes) -> None:
        """Read until *expected* has come."""
        end = time.monotonic() + PATIENCE
        while expected not in self.sent:
            assert time.monotonic() < end, (expected, self.sent[-500:])
            self.read(0.1)

    def read(self, seconds: float) -> bytes:
        """Read what comes within so many seconds."""
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other side has gone
            data = b""
        self.sent += data
        return data

    def press(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._master, keys)

    def status(self) -> int:
        """Wait for the end; return the exit status."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
        pytest.fail("the explorer never ended")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path)
    yield made
    try:
        os.kill(made.pid, 9)
        os.waitpid(made.pid, 0)
    except (ProcessLookupError, ChildProcessError):
        pass
    os.close(made._master)


def test_idle_sends_nothing_and_a_key_sends_one_small_frame(terminal: Terminal) -> None:
    terminal.wait_for(b"paragraph 11")
    while terminal.read(0.5):
        pass
    before = len(terminal.sent)
    assert terminal.read(1.5) == b""
    terminal.press(b"\x1b[B")
    terminal.wait_for(b"paragraph 9")
    while terminal.read(0.3):
        pass
    frame = terminal.sent[before:]
    assert 0 < len(frame) <= 1500
    assert frame.count(b"\x1b[1;1H") <= 1


def test_no_mouse_mode_is_asked_for(terminal: Terminal) -> None:
    terminal.wait_for(b"paragraph 11")
    assert not re.search(rb"\x1b\[\?(1000|1002|1003|1006|1015)h", terminal.sent)


def test_quitting_gives_the_terminal_back(terminal: Terminal) -> None:
    terminal.wait_for(b"paragraph 11")
    terminal.press(b"\x1b")
    terminal.wait_for(b"backlinks")
    terminal.press(b"Q")
    assert terminal.status() == 0
    assert terminal.sent.rstrip().rfind(b"\x1b[?1049l") > terminal.sent.rfind(b"\x1b[?1049h")
    assert terminal.sent.rfind(b"\x1b[?25h") > terminal.sent.rfind(b"\x1b[?25l")
    assert terminal.sent.rfind(b"\x1b[?2004l") > terminal.sent.rfind(b"\x1b[?2004h")
