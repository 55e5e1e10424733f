"""A program in a tmux pane: keys in, screen out, and waiting for what must come instead of sleeping."""

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT

PATIENCE = 20.0
"""Seconds after which what was waited for will not come any more."""


class Pane:
    """One tmux server with one session, gone when the test is."""

    def __init__(
        self, home: Path, columns: int, rows: int, library: Path = ROOT, more: Mapping[str, str] | None = None
    ) -> None:
        self._socket = f"dossier-test-{uuid.uuid4().hex[:12]}"
        environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        environment |= more or {}
        program = f"{shlex.quote(sys.executable)} -m dossier --library {shlex.quote(str(library))}"
        command = f"env -u TMUX {program}; echo left with $?; exec cat"
        size = ["-x", str(columns), "-y", str(rows)]
        self._tmux("-f", "/dev/null", "new-session", "-d", "-s", "test", *size, command, env=environment)

    def keys(self, *keys: str) -> None:
        """Press keys by tmux's names."""
        self._tmux("send-keys", "-t", "test", *keys)

    def type(self, text: str) -> None:
        """Type text."""
        self._tmux("send-keys", "-t", "test", "-l", text)

    def screen(self) -> str:
        """What the pane shows."""
        return self._tmux("capture-pane", "-p", "-t", "test")

    def wait_for(self, text: str) -> str:
        """Return the screen once *text* stands on it; fail if it never does."""
        end = time.monotonic() + PATIENCE
        while text not in (screen := self.screen()):
            if time.monotonic() > end:
                pytest.fail(f"{text!r} never came:\n{screen}")
            time.sleep(0.02)
        return screen

    def close(self) -> None:
        """End the server."""
        with contextlib.suppress(subprocess.CalledProcessError):
            self._tmux("kill-server")

    def _tmux(self, *arguments: str, env: dict[str, str] | None = None) -> str:
        command = ["tmux", "-L", self._socket, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=env).stdout


@contextlib.contextmanager
def pane(
    home: Path, columns: int = 80, rows: int = 24, library: Path = ROOT, more: Mapping[str, str] | None = None
) -> Iterator[Pane]:
    """Open the explorer in tmux; skip the test where tmux is not installed."""
    if shutil.which("tmux") is None:
        pytest.skip("needs tmux (Debian: apt-get install tmux)")
    made = Pane(home, columns, rows, library, more)
    try:
        yield made
    finally:
        made.close()
