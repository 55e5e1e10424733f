"""The explorer as a new user meets it, in tmux."""

from pathlib import Path

import pytest

from tests.conftest import place, write
from tests.terminal.tmux import pane


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40)])
def test_a_new_user_looks_up_koizumi_and_reads_the_sentence(tmp_path: Path, columns: int, rows: int) -> None:
    with pane(tmp_path, columns, rows) as terminal:
        terminal.wait_for("us-japan-alliance, paragraph 11")
        terminal.type("koizumi shinjirou")
        terminal.wait_for("3 of 58")
        terminal.keys("Enter")
        terminal.wait_for("b backlinks")
        terminal.keys("j", "j", "Enter")
        terminal.wait_for("Participants  2")
        terminal.keys("j", "j", "Enter")
        terminal.wait_for("US Department of War")
        terminal.keys(*"jjjjjjj")
        screen = terminal.wait_for("paragraph 5")
        assert ">   Hegseth emphasized realistic" in screen
        assert "“peace through" in screen
        terminal.keys("[", "[")
        terminal.wait_for("─ Shinjirō Koizumi ─")
        terminal.keys("t")
        screen = terminal.wait_for("─ Timeline ─")
        assert "16 Jan 2026?  Landau meets Funakoshi" in screen
        terminal.keys("q", "Q")
        assert terminal.wait_for("left with 0").count("─") == 0


def test_files_that_change_are_shown_while_the_explorer_is_open(tmp_path: Path) -> None:
    root = tmp_path / "library"
    write(root, {"data/library.toml": 'title = "Islands"\nformat = 1\n', **place("guam"), **place("tinian")})
    with pane(tmp_path, 80, 24, root) as terminal:
        terminal.wait_for("2 dossiers")
        terminal.keys("Escape")
        terminal.wait_for("/ search")
        terminal.keys("j")
        terminal.wait_for("> Tinian")
        write(root, place("aguijan"))
        screen = terminal.wait_for("3 dossiers")
        assert "> Tinian" in screen
        assert "  Aguijan" in screen
        write(root, {"data/places/tinian.toml": 'kind = "place"\nid = "tinian"\nname = "Tinian, renamed"\n'})
        terminal.wait_for("> Tinian, renamed")
        (root / "data/places/guam.toml").unlink()
        assert "Guam" not in terminal.wait_for("2 dossiers")


def test_a_library_that_is_read_by_several_processes_is_shown_when_they_are_done(tmp_path: Path) -> None:
    root = tmp_path / "library"
    write(root, {"data/library.toml": 'title = "Many"\nformat = 1\n'})
    for number in range(1_700):
        write(root, place(f"islet-{number}"))
    with pane(tmp_path, 80, 24, root) as terminal:
        terminal.wait_for("1 of 1,700")
        terminal.type("islet 1699")
        terminal.wait_for("> Islet 1699")
        terminal.wait_for("1 of 1,700")
        terminal.keys("Escape")
        terminal.wait_for("/ search")
        terminal.keys("Q")
        terminal.wait_for("left with 0")
