"""`dossier doctor`, and output in other character sets."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import run
from tests.review.making import islands
from tests.terminal.ptys import terminal

ABOUT = [
    "terminal",
    "size",
    "colours",
    "encoding",
    "locale",
    "inside",
    "clipboard",
    "library",
    "journal",
    "cache",
    "versions",
]


def test_the_doctor_looks_at_everything_and_says_what_to_mend() -> None:
    result = run("doctor", "--json", PYTHONIOENCODING="ascii", HOME="/nonexistent", XDG_CACHE_HOME="/proc/nowhere")
    signs = {sign["about"]: sign for sign in json.loads(result.stdout)}
    assert list(signs) == ABOUT
    assert result.returncode == 1
    assert signs["terminal"]["found"] == "none"
    assert "UTF-8" in signs["encoding"]["mend"]
    assert "textual 8.2" in signs["versions"]["found"]


def test_in_a_good_terminal_there_is_nothing_to_mend(tmp_path: Path) -> None:
    root = tmp_path / "library"
    islands(root)
    with terminal(tmp_path, "--library", str(root), "doctor", size=(100, 30)) as one:
        assert one.status() == 0
        screen = one.screen()
    assert "terminal   xterm-256color" in screen
    assert "size       100x30" in screen
    assert " ! " not in screen


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({"TERM": "dumb"}, "set TERM"),
        ({"NO_COLOR": "1"}, "none: NO_COLOR is set"),
        ({"TMUX": "x,1,0"}, "set-clipboard"),
    ],
)
def test_the_doctor_knows_the_terminal(tmp_path: Path, env: dict[str, str], told: str) -> None:
    with terminal(tmp_path, "doctor", env=env, size=(120, 30)) as one:
        one.status()
        assert told in one.screen()


def test_into_a_file_no_letter_is_lost_whatever_the_character_set() -> None:
    printed = run("list", "official", PYTHONIOENCODING="ascii").stdout
    assert "Shinjir\\u014d Koizumi" in printed


def test_a_packet_is_the_same_bytes_in_every_character_set(tmp_path: Path) -> None:
    file = tmp_path / "packet.txt"
    printed = {run("packet", "koizumi-shinjiro", PYTHONIOENCODING=name).stdout for name in ("ascii", "utf-8")}
    assert len(printed) == 1
    file.write_text(printed.pop(), "utf-8")
    assert run("packet", "--verify", str(file)).returncode == 0
