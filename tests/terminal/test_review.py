"""The review as a new user meets it, in tmux."""

import re
import shutil
from pathlib import Path

from dossier.review.reviews import Reviews
from tests.conftest import ROOT
from tests.terminal.tmux import Pane, pane


def own_copy(tmp_path: Path) -> Path:
    """The shipped library, for somebody to review in."""
    root = tmp_path / "library"
    for folder in ("data", "seeds"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


def open_review(terminal: Pane) -> str:
    terminal.wait_for("us-japan-alliance, paragraph 11")
    terminal.keys("Escape")
    terminal.wait_for("/ search")
    terminal.keys("r")
    return terminal.wait_for("judged by")


def claim_on(screen: str) -> list[str]:
    """The claim and what stands around it: the screen without the lines that tell of the last key."""
    return screen.splitlines()[:-2]


def test_a_new_user_reviews_ten_claims_takes_two_back_and_goes_on_another_day(tmp_path: Path) -> None:
    root = own_copy(tmp_path)
    with pane(tmp_path, 80, 24, root) as terminal:
        assert "0 of 89 judged" in open_review(terminal)
        for number in range(1, 11):
            if number == 4:
                terminal.keys("n")
                terminal.wait_for("what does the passage say instead?")
                terminal.type("it names the office only")
                terminal.keys("Enter")
            else:
                terminal.keys("y")
            terminal.wait_for(f"{number} of 89 judged")
        for number in (9, 8):
            terminal.keys("z")
            screen = terminal.wait_for(f"{number} of 89 judged")
        assert "took back" in screen
        terminal.keys("Q")
        terminal.wait_for("left with 0")
    with pane(tmp_path, 80, 24, root) as terminal:
        again = open_review(terminal)
        terminal.wait_for("8 of 89 judged")
        assert claim_on(terminal.screen()) == claim_on(screen), again
    reviews = Reviews(root / "reviews")
    reviews.refresh()
    [journal] = reviews.journals.values()
    assert [record.verdict is None for record in journal.records] == [False] * 10 + [True] * 2
    assert re.fullmatch(r"[a-z0-9-]+", journal.reviewer)


def test_two_people_see_each_other_s_verdicts_as_they_are_given(tmp_path: Path) -> None:
    root = own_copy(tmp_path)
    with (
        pane(tmp_path / "anna", 80, 24, root, {"DOSSIER_REVIEWER": "anna"}) as anna,
        pane(tmp_path / "bela", 80, 24, root, {"DOSSIER_REVIEWER": "bela"}) as bela,
    ):
        open_review(anna)
        open_review(bela)
        anna.keys("y")
        anna.wait_for("1 of 89")
        bela.wait_for("1 other judged it")
        bela.keys("u")
        bela.wait_for("1 of 89")
        bela.keys("k")
        bela.wait_for("anna  ✓ supported")
        anna.keys("k")
        anna.wait_for("bela  ? unsure")


def test_where_nothing_can_be_saved_the_verdicts_are_printed_at_the_end(tmp_path: Path) -> None:
    root = own_copy(tmp_path)
    (root / "reviews").write_text("a file where the folder would be")
    with pane(tmp_path, 80, 24, root) as terminal:
        open_review(terminal)
        terminal.wait_for("view-only: Not a directory")
        terminal.keys("y")
        terminal.wait_for("NOT SAVED, kept in memory: Not a directory")
        terminal.keys("Q")
        terminal.wait_for("1 verdict is NOT SAVED")
        terminal.keys("Q")
        screen = terminal.wait_for("left with 1")
        assert 'verdict = "supported"' in screen
        assert "dossier review --import FILE" in screen.replace("\n", "")
