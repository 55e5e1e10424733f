"""The program in a bare PTY: what it sends byte by byte, what stands on the screen, what becomes of the process."""

import contextlib
import os
import pty
import select
import struct
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from fcntl import ioctl
from pathlib import Path

import psutil
import pyte
import pytest

from tests.conftest import ROOT

PATIENCE = 20.0
"""Seconds after which what was waited for will not come any more."""


class Terminal:
    """A PTY with a program in it; what it sends is kept as bytes and shown on a screen."""

    def __init__(
        self,
        home: Path,
        arguments: Sequence[str] = ("--library", str(ROOT)),
        env: Mapping[str, str] | None = None,
        size: tuple[int, int] = (80, 24),
        program: Sequence[str] = (sys.executable, "-m", "dossier"),
    ) -> None:
        self.sent = b""
        self._screen = pyte.Screen(*size)
        self._feed = pyte.ByteStream(self._screen).feed
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            own = {"HOME": str(home), "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"}
            os.execvpe(program[0], [*program, *arguments], {**own, "PYTHONPATH": str(ROOT), **(env or {})})
        self.resize(*size)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        if columns and rows:
            self._screen.resize(rows, columns)

    def read(self, seconds: float) -> bytes:
        """Read what comes within so many seconds."""
        if not select.select([self.master], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self.master, 65536)
        except OSError:  # the other side has gone
            return b""
        self.sent += data
        self._feed(data)
        return data

    def wait_for(self, text: str) -> str:
        """Read until *text* stands on the screen, and return the screen."""
        end = time.monotonic() + PATIENCE
        while text not in self.screen():
            if time.monotonic() > end:
                pytest.fail(f"{text!r} never came:\n{self.screen()}")
            self.read(0.1)
        return self.screen()

    def use(self, encoding: str) -> None:
        """Have the screen read another character set than UTF-8."""
        decoded = pyte.Stream(self._screen)
        self._feed = lambda data: decoded.feed(data.decode(encoding))

    def settle(self) -> str:
        """Read until nothing comes any more, and return the screen."""
        while self.read(0.5):
            pass
        return self.screen()

    def screen(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self.master, keys)

    def status(self) -> int:
        """Wait for the end; return the exit status, negative for a signal."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self.read(0.05):
                    pass
                return os.waitstatus_to_exitcode(status)
        pytest.fail("the program never ended")

    def processes(self) -> list[psutil.Process]:
        """The program and what it has started."""
        with contextlib.suppress(psutil.NoSuchProcess):
            one = psutil.Process(self.pid)
            return [one, *one.children(recursive=True)]
        return []

    def was_restored(self) -> bool:
        """Whether every mode that was set on the terminal was taken back."""
        modes = {b"?1049": b"h", b"?2004": b"h", b"?25": b"l", b"?7": b"l"}
        back = {b"h": b"l", b"l": b"h"}
        return all(
            self.sent.rfind(b"\x1b[" + mode + back[how]) > self.sent.rfind(b"\x1b[" + mode + how)
            for mode, how in modes.items()
        )

    def close(self) -> None:
        """End the program, if it still runs."""
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, 9)
            os.waitpid(self.pid, 0)
        with contextlib.suppress(OSError):
            os.close(self.master)


@contextlib.contextmanager
def terminal(home: Path, *arguments: str, **more: object) -> Iterator[Terminal]:
    """Open the program in a PTY, or another one, with these arguments; without any, on the shipped library."""
    is_ssh = str(more.get("program", "")).startswith("('ssh'")
    made = Terminal(home, arguments or (() if is_ssh else ("--library", str(ROOT))), **more)  # type: ignore[arg-type]
    try:
        yield made
    finally:
        made.close()
