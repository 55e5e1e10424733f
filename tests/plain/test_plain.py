"""The same tasks, on the screen and line by line; and that lines are all that the plain face sends."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dossier.library.catalogue import MemoryCatalogue
from dossier.review.reviewer import Desk
from dossier.settings import Settings
from dossier.tui.app import DossierApp
from tests.conftest import ROOT
from tests.review.making import CLAIMS, islands, session
from tests.terminal.ptys import terminal
from tests.tui.driving import press, screen

# What a user wants to know; what is typed on the screen, and in lines; what must stand there afterwards.
TASKS = [
    ("who is this?", ["koizumi", "enter"], ["koizumi", "1"], "Japanese Defence Minister"),
    ("whom did he meet?", ["koizumi", "enter", "j", "j", "enter"], ["koizumi", "1", "3"], "Pete Hegseth"),
    ("which sentence says so?", ["koizumi", "enter"], ["koizumi", "1", "1 p"], "Defence Minister Shinjir"),
    ("when was what?", ["escape", "t"], ["t"], "15 Jan 2026?  Oue visits Guam"),
    ("what links here?", ["guam", "enter", "b"], ["guam", "1", "b"], "Oue visits Guam"),
    ("who met whom?", ["escape", "x"], ["x"], "met"),
    ("what is wrong?", ["escape", "f"], ["f"], "Findings"),
    ("what does the source say?", ["source", "enter"], ["kind:source us-japan", "1 o"], "US"),
    ("and back", ["guam", "enter", "j", "enter", "["], ["guam", "1", "1", "["], "Guam"),
    ("how do I cite it?", ["koizumi", "enter", "Y"], ["koizumi", "1", "1 Y"], "koizumi-shinjiro#"),
    ("what do the keys do?", ["escape", "?"], ["?"], "search"),
    ("what is there of Japan?", ["kind:official country:jp"], ["kind:official country:jp"], "Satsuki Katayama"),
]


def typed(lines: list[str], library: Path = ROOT, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the plain face with some lines typed."""
    command = [sys.executable, "-m", "dossier", "--plain", "--library", str(library), *arguments]
    text = "".join(f"{line}\n" for line in lines)
    return subprocess.run(
        command, input=text, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
    )  # fmt: skip


@pytest.mark.parametrize(("task", "keys", "lines", "answer"), TASKS, ids=[task for task, *_ in TASKS])
async def test_every_task_is_done_on_the_screen_and_line_by_line(
    tmp_path: Path, task: str, keys: list[str], lines: list[str], answer: str
) -> None:
    assert task
    result = typed(lines)
    assert result.returncode == 0
    assert result.stderr == ""
    assert answer in result.stdout.partition("q to quit.")[2]
    app = DossierApp(ROOT, Settings(), MemoryCatalogue(), desk=Desk("anna", tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await press(pilot, *keys)
        assert answer in "\n".join(screen(pilot))


def test_a_review_line_by_line_is_the_review_of_the_screen(tmp_path: Path) -> None:
    islands(tmp_path)
    lines = ["r", "?", "y", "n", "it does not", "z", "a", "look again", "u", "k", "e", "}", "", "q", "q"]
    result = typed(lines, tmp_path, DOSSIER_REVIEWER="anna")
    assert "0 of 4 judged by anna" in result.stdout
    assert "saved: ✓ supported" in result.stdout
    assert "saved: took back – not in passage" in result.stdout
    assert result.returncode == 0
    read = session(tmp_path)
    assert [mine.verdict if (mine := read.mine(claim)) else None for claim in CLAIMS] == [
        "supported", "unsure", None, None,
    ]  # fmt: skip
    assert read.journal.records[-1].note == "look again"


def test_a_review_to_the_end_and_one_of_some_claims(tmp_path: Path) -> None:
    islands(tmp_path)
    assert "that was the last claim" in typed(["r", "y", "y", "y", "y", "q"], tmp_path).stdout
    assert "nothing here to review" in typed(["r is:unreviewed", "q"], tmp_path).stdout
    assert "2 of 2 judged" in typed(["r tinian", "q", "q"], tmp_path).stdout


def test_what_cannot_be_saved_is_said_and_printed_at_the_end(tmp_path: Path) -> None:
    islands(tmp_path)
    (tmp_path / "reviews").write_text("in the way")
    result = typed(["r", "y", "q", "q"], tmp_path)
    assert "view-only" in result.stdout
    assert "NOT SAVED" in result.stdout
    assert 'verdict = "supported"' in result.stdout
    assert result.returncode == 1


@pytest.mark.parametrize("line", ["9999999", "0", "77", "1 z", "m", "[", "]", "r nobody-at-all", "@", "/b", "1 p"])
def test_nothing_that_is_typed_goes_wrong(line: str) -> None:
    result = typed([line])
    assert result.returncode == 0
    assert result.stderr == ""
    assert result.stdout.count("\n") > 1


def test_a_dumb_terminal_gets_lines_and_nothing_else(tmp_path: Path) -> None:
    with terminal(tmp_path, env={"TERM": "dumb"}) as one:
        one.wait_for("dossier>")
        one.press(b"tinian\n1\n")
        one.wait_for("nothing found")
        one.press(b"q\n")
        assert one.status() == 0
        assert b"\x1b" not in one.sent
        assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", one.sent.replace(b"\r\n", b"\n"))
