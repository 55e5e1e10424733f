"""The explorer in a bare PTY: what it sends, and what it leaves behind."""

import re
from pathlib import Path

from tests.terminal.ptys import terminal


def test_the_start_a_move_a_letter_and_idleness_keep_to_their_bytes(tmp_path: Path) -> None:
    with terminal(tmp_path) as one:
        one.wait_for("paragraph 11")
        one.settle()
        assert len(one.sent) <= 9_000
        before = len(one.sent)
        assert one.read(1.5) == b""
        one.press(b"\x1b[B")
        one.wait_for("paragraph 9")
        one.settle()
        frame = one.sent[before:]
        assert 0 < len(frame) <= 1_200  # the aim, 1,000, is a median: benchmarks/terminal.py
        before = len(one.sent)
        one.press(b"k")
        one.wait_for("/ k")
        one.settle()
        assert len(one.sent) - before <= 2_000


def test_a_status_message_is_brief(tmp_path: Path) -> None:
    with terminal(tmp_path) as one:
        one.wait_for("paragraph 11")
        one.press(b"\x1b")
        one.wait_for("b backlinks")
        one.settle()
        before = len(one.sent)
        one.press(b"4")
        one.wait_for("the fourth pane needs 120 columns")
        one.settle()
        assert len(one.sent) - before <= 200


def test_no_mode_is_asked_for_that_is_not_needed(tmp_path: Path) -> None:
    with terminal(tmp_path) as one:
        one.wait_for("paragraph 11")
        assert not re.search(rb"\x1b\[\?(1000|1002|1003|1004|1006|1015|2048)", one.sent)
        assert b"\x1b[>" not in one.sent  # keyboard protocols
        assert not re.search(rb"\x1b\[[34]8;", one.sent)  # more than 16 colours
    with terminal(tmp_path, "--mouse") as one:
        one.wait_for("paragraph 11")
        assert b"\x1b[?1000h" in one.sent
        one.press(b"\x03\x03")
        assert one.status() == 0
        assert one.sent.rfind(b"\x1b[?1000l") > one.sent.rfind(b"\x1b[?1000h")


def test_quitting_gives_the_terminal_back(tmp_path: Path) -> None:
    with terminal(tmp_path) as one:
        one.wait_for("paragraph 11")
        one.press(b"\x1b")
        one.wait_for("b backlinks")
        one.press(b"Q")
        assert one.status() == 0
        assert one.was_restored()
