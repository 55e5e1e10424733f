"""Signals, hang-ups, terminals that stall or change, bytes that no keyboard sends, crashes."""

import os
import signal
import stat
import termios
import time
from pathlib import Path

import psutil
import pytest
from textual.events import Key

from dossier.tui.driver import KeyDecoder
from tests.terminal.ptys import Terminal, terminal

READY = "paragraph 11"
CRASHING = """
import sys
from dossier.tui.screens.explorer import ExplorerScreen
def action_help(self):
    secret = "what the library says"
    raise ValueError(secret)
ExplorerScreen.action_help = action_help
from dossier.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_signal_ends_it_with_its_status_and_gives_the_terminal_back(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    with terminal(tmp_path) as one:
        modes = termios.tcgetattr(one.master)
        one.wait_for(READY)
        assert termios.tcgetattr(one.master) != modes
        os.kill(one.pid, number)
        assert one.status() == status
        assert one.was_restored()


@pytest.mark.parametrize("ignores_hangup", [False, True])
def test_a_terminal_that_hangs_up_leaves_no_process(tmp_path: Path, ignores_hangup: bool) -> None:
    program = ["env", "--ignore-signal=HUP"] if ignores_hangup else ["env"]
    import sys

    with terminal(tmp_path, program=(*program, sys.executable, "-m", "dossier")) as one:
        one.wait_for(READY)
        left = one.processes()
        os.close(one.master)
        gone, alive = psutil.wait_procs(left, timeout=2.5)
        assert not alive, gone


def test_a_byte_that_is_not_utf_8_is_a_replacement_character(tmp_path: Path) -> None:
    with terminal(tmp_path) as one:
        one.wait_for(READY)
        one.press(b"caf\xe9 x")
        one.wait_for("/ caf\ufffd x")


def test_escape_and_a_letter_in_one_read_are_two_keys(tmp_path: Path) -> None:
    with terminal(tmp_path) as one:
        one.wait_for(READY)
        one.press(b"\x1bt")
        one.wait_for("─ Timeline ─")


def test_ctrl_z_suspends_and_comes_back_to_the_same_screen(tmp_path: Path) -> None:
    with terminal(tmp_path) as one:
        modes = termios.tcgetattr(one.master)
        one.wait_for(READY)
        before = one.settle()
        one.press(b"\x1a")
        end = time.monotonic() + 10
        while psutil.Process(one.pid).status() != psutil.STATUS_STOPPED:
            assert time.monotonic() < end
            one.read(0.05)
        one.settle()
        assert one.was_restored()
        assert termios.tcgetattr(one.master) == modes
        os.kill(one.pid, signal.SIGCONT)
        one.wait_for(READY)
        assert one.settle() == before


def test_a_stop_from_outside_while_it_starts_does_not_hang_it(tmp_path: Path) -> None:
    with terminal(tmp_path) as one:
        for _ in range(20):
            one.read(0.02)
            os.kill(one.pid, signal.SIGTSTP)
            os.kill(one.pid, signal.SIGCONT)
        one.wait_for(READY)


def test_a_terminal_that_stops_reading_does_not_hold_it_up(tmp_path: Path) -> None:
    with terminal(tmp_path) as one:
        one.wait_for(READY)
        one.settle()
        # Nobody reads what these keys paint; the PTY's buffer is full long before they end.
        for _ in range(1_500):
            one.press(b"\x1b[B\x1b[A")
        one.press(b"guam")
        one.press(b"\x1b")
        one.wait_for("/ guam")
        assert "Guam" in one.settle().splitlines()[3]


def test_300_resizes_leave_the_same_screen(tmp_path: Path) -> None:
    with terminal(tmp_path) as one:
        one.wait_for(READY)
        before = one.settle()
        for number in range(300):
            one.resize(*((1, 1), (0, 0), (200, 60), (39, 11), (7, 24), (80, 24))[number % 6])
            one.read(0.005)
        one.resize(81, 24)
        one.settle()
        one.resize(80, 24)
        assert one.settle() == before


def test_a_screen_too_small_says_what_it_needs_and_takes_no_verdict(tmp_path: Path) -> None:
    with terminal(tmp_path, size=(30, 10)) as one:
        one.wait_for("dossier needs 40x12; this is")
        one.settle()
        one.press(b"\x1br y y y")
        one.settle()
        one.resize(80, 24)
        one.wait_for(READY)
        assert "/   type a name" in one.settle()


def test_a_crash_gives_the_terminal_back_and_keeps_data_to_itself(tmp_path: Path) -> None:
    import sys

    with terminal(tmp_path, program=(sys.executable, "-c", CRASHING)) as one:
        one.wait_for(READY)
        one.press(b"?")
        assert one.status() == 70
        assert one.was_restored()
        said = one.sent.rpartition(b"\x1b[?25h")[2].decode().strip()
        assert said.startswith("dossier: something went wrong inside (ValueError); ")
        assert "\n" not in said
        [report] = (tmp_path / ".local/state/dossier").iterdir()
        assert stat.S_IMODE(report.stat().st_mode) == 0o600
        assert "ValueError" in report.read_text()
        assert "what the library says" not in report.read_text() + one.sent.decode()


def test_hostile_environment_variables_run_nothing_and_press_nothing(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {ran}\n")
    script.chmod(0o755)
    env = {name: str(script) for name in ("BROWSER", "PAGER", "EDITOR", "VISUAL")}
    env |= {
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "TEXTUAL_PRESS": "escape,Q", "TEXTUAL": "debug",
        "TEXTUAL_LOG": str(ran), "TEXTUAL_FILTERS": "dim", "TEXTUAL_ANIMATIONS": "full", "COLUMNS": "13", "LINES": "7",
    }  # fmt: skip
    with terminal(tmp_path, env=env) as one:
        one.wait_for(READY)
        one.settle()
        assert one.processes()
        assert not ran.exists()


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"j", ["j"]), (b"\x1b[A", ["up"]), (b"\x1bj", ["escape", "j"]), (b"\xff", ["\ufffd"]), (b"\x03", ["ctrl+c"]),
        ("é".encode(), ["é"]), (b"\x1b", ["escape"]),
    ],
)  # fmt: skip
def test_bytes_become_keys(data: bytes, keys: list[str]) -> None:
    decoder = KeyDecoder()
    found = decoder.fed(data)
    while decoder.waits:
        found += decoder.ticked()
    told = [message.character or message.key for message in found if isinstance(message, Key)]
    assert [{"\x03": "ctrl+c", "\x1b": "escape"}.get(key, key) for key in told] == keys


def test_keys_that_come_in_one_burst_are_handled_one_after_the_other(tmp_path: Path) -> None:
    from tests.review.making import islands

    root = tmp_path / "library"
    islands(root)
    with terminal(tmp_path, "--library", str(root), "review", "--reviewer", "anna") as one:
        one.wait_for("0 of 4 judged")
        one.press(b"nyes, but\ry")
        one.wait_for("2 of 4 judged")
        journal = (root / "reviews/anna.toml").read_text()
        assert 'correction = "yes, but"' in journal
        assert journal.count("verdict = ") == 2


def test_a_journal_that_somebody_holds_does_not_keep_a_process_whose_terminal_is_gone(tmp_path: Path) -> None:
    import fcntl

    from tests.review.making import CLAIMS, islands, session

    root = tmp_path / "library"
    islands(root)
    other = session(root)
    other.judge(CLAIMS[0], "supported")
    other.save()
    with terminal(tmp_path, "--library", str(root), "review", "--reviewer", "anna") as one:
        one.wait_for("1 of 4 judged")
        with other.journal.path.open("rb+") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            one.press(b"y")
            one.wait_for("saving …")
            left = one.processes()
            os.close(one.master)
            assert not psutil.wait_procs(left, timeout=2.5)[1]
    [rescued] = (tmp_path / ".local/state/dossier").glob("verdicts-*.toml")
    assert 'verdict = "supported"' in rescued.read_text()


def test_what_is_pending_is_saved_before_a_signal_ends_it(tmp_path: Path) -> None:
    from tests.review.making import islands

    root = tmp_path / "library"
    islands(root)
    with terminal(tmp_path, "--library", str(root), "review", "--reviewer", "anna") as one:
        one.wait_for("0 of 4 judged")
        one.press(b"y")
        os.kill(one.pid, signal.SIGTERM)
        assert one.status() == 143
        assert isinstance(one, Terminal)
