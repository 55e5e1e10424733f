"""The review under a pilot: one key a verdict, nothing said to be saved that is not."""

import errno
import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from dossier.library.catalogue import MemoryCatalogue
from dossier.model.reference import ClaimRef
from dossier.review.records import Record
from dossier.review.reviewer import Desk
from dossier.settings import Settings
from dossier.tui.app import DossierApp
from dossier.tui.screens.review import ReviewScreen
from dossier.tui.widgets.review_bars import Field, edited
from tests.conftest import write
from tests.review.making import CLAIMS, files, islands, session
from tests.tui.driving import press, screen, shows

OCEAN, PEOPLE, NORTH, EMPTY = CLAIMS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    islands(tmp_path)
    return tmp_path


@asynccontextmanager
async def review(
    root: Path, query: str = "", size: tuple[int, int] = (80, 24), reviewer: str = "anna"
) -> AsyncIterator[Pilot[None]]:
    """Open the review of a library, until its queue is there."""
    desk = Desk(reviewer, root / "reviews")
    app = DossierApp(root, Settings(), MemoryCatalogue(), desk=desk, review=query)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[None]) -> None:
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def verdicts(root: Path, reviewer: str = "anna") -> list[str | None]:
    """The verdicts that the journal holds on the four claims."""
    read = session(root, reviewer)
    return [mine.verdict if (mine := read.mine(claim)) else None for claim in CLAIMS]


async def test_a_verdict_is_saved_and_the_next_claim_comes_up(root: Path) -> None:
    async with review(root) as pilot:
        assert shows(pilot, "Guam is in the Pacific.")
        assert shows(pilot, "[Guam lies in the Pacific]")
        assert shows(pilot, "0 of 4 judged by anna")
        await press(pilot, "y")
        assert shows(pilot, "saved: ✓ supported")
        assert shows(pilot, "Nobody met there.")
        assert shows(pilot, "1 of 4 judged")
        assert verdicts(root) == ["supported", None, None, None]


async def test_a_verdict_against_asks_for_a_correction_or_an_explicit_none(root: Path) -> None:
    async with review(root) as pilot:
        await press(pilot, "n", "enter")
        assert shows(pilot, "or “none”")
        assert verdicts(root) == [None] * 4
        await press(pilot, "it does not", "tab", "yq?", "enter")
        await press(pilot, "c", "none", "enter")
        read = session(root).journal.records
        assert [(one.verdict, one.correction, one.note) for one in read] == [
            ("not-in-passage", "it does not", "yq?"),
            ("contradicted", "none", ""),
        ]


async def test_writing_is_a_mode_that_escape_leaves_without_a_verdict(root: Path) -> None:
    async with review(root) as pilot:
        await press(pilot, "p", "yzQ", "escape", "space")
        assert shows(pilot, "Nobody met there.")
        assert verdicts(root) == [None] * 4
        assert pilot.app.is_running


async def test_undo_and_redo_go_back_to_the_claim(root: Path) -> None:
    async with review(root) as pilot:
        await press(pilot, "y", "u", "z")
        assert shows(pilot, "took back ? unsure")
        assert shows(pilot, "Nobody met there.")
        assert shows(pilot, "1 of 4 judged")
        await press(pilot, "z")
        assert shows(pilot, "0 of 4 judged")
        assert verdicts(root) == [None] * 4
        await press(pilot, "Z")
        assert verdicts(root) == ["supported", None, None, None]
        await press(pilot, "z", "z")
        assert shows(pilot, "there is no verdict to take back")
        assert len(session(root).journal.records) == 6


async def test_where_one_stopped_is_where_one_starts_again(root: Path) -> None:
    async with review(root) as pilot:
        await press(pilot, "y", "y", "y", "z")
    async with review(root) as pilot:
        assert shows(pilot, "Tinian is north of it.")
        assert shows(pilot, "2 of 4 judged")


async def test_a_note_waits_for_its_verdict(root: Path) -> None:
    async with review(root) as pilot:
        await press(pilot, "a", "look again", "enter")
        assert shows(pilot, "note, saved with your verdict  look again")
        await press(pilot, "u", "k")
        assert shows(pilot, "you    ? unsure  note: look again")
        assert session(root).journal.records[0].note == "look again"


async def test_others_are_shown_once_one_has_judged(root: Path) -> None:
    bela = session(root, "bela")
    bela.judge(OCEAN, "contradicted", correction="it is a sea")
    bela.save()
    async with review(root) as pilot:
        assert shows(pilot, "1 other judged it; you see how once you have")
        assert not shows(pilot, "bela")
        await press(pilot, "y", "k")
        assert shows(pilot, "bela  ✗ contradicted  instead: it is a sea")
        assert shows(pilot, "disputed")


async def test_a_save_that_fails_is_said_kept_and_tried_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with review(root) as pilot:
        app = pilot.app
        assert isinstance(app, DossierApp)

        def fails(_journal: object, _record: Record) -> Record:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with monkeypatch.context() as patch:
            patch.setattr("dossier.review.journal.Journal.append", fails)
            await press(pilot, "y")
            assert shows(pilot, "NOT SAVED, kept in memory: No space left on device")
            assert shows(pilot, "1 not saved")
            assert shows(pilot, "Nobody met there.")
            await press(pilot, "Q")
            assert shows(pilot, "1 verdict is NOT SAVED")
            assert pilot.app.is_running
        await press(pilot, "w")
        assert shows(pilot, "saved")
        assert not shows(pilot, "not saved")
        assert verdicts(root) == ["supported", None, None, None]
        assert app.unsaved == []


async def test_leaving_twice_leaves_what_could_not_be_saved_to_the_caller(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "reviews").write_text("in the way")
    async with review(root) as pilot:
        app = pilot.app
        assert isinstance(app, DossierApp)
        assert shows(pilot, "view-only")
        await press(pilot, "y", "Q", "Q")
        assert [record.verdict for record in app.unsaved] == ["supported"]


async def test_a_save_that_fails_leaves_no_traceback_behind(
    root: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (root / "reviews").write_text("in the way")
    async with review(root) as pilot:
        await press(pilot, "y", "Q", "Q")
    gc.collect()
    assert [record.getMessage() for record in caplog.records if record.name == "asyncio"] == []


async def test_after_the_review_one_is_where_one_was(root: Path) -> None:
    app = DossierApp(root, Settings(), MemoryCatalogue(), desk=Desk("anna", root / "reviews"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "tinian", "enter", "r")
        await settled(pilot)
        await press(pilot, "q")
        assert app.focused is not None
        assert app.focused.id == "card"


async def test_a_torn_journal_is_set_aside_and_said(root: Path) -> None:
    anna = session(root)
    anna.judge(OCEAN, "supported")
    anna.save()
    with anna.journal.path.open("ab") as file:
        file.write(b"[[verdicts]]\nsequence = ")
    async with review(root) as pilot:
        assert shows(pilot, "the end of your journal was torn off")
        assert shows(pilot, "1 of 4 judged")


async def test_a_query_chooses_the_claims(root: Path) -> None:
    async with review(root, "tinian") as pilot:
        assert shows(pilot, "0 of 2 judged by anna  tinian")
        await press(pilot, "/", "ctrl+u", "is:stale", "enter")
        await settled(pilot)
        assert shows(pilot, "nothing here to review")
        await press(pilot, "y")
        assert shows(pilot, "there is no claim here to judge")


async def test_the_explorer_opens_the_review_at_the_claim_under_the_cursor(root: Path) -> None:
    app = DossierApp(root, Settings(), MemoryCatalogue(), desk=Desk("anna", root / "reviews"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "tinian", "enter")
        while not shows(pilot, ">   Nobody met on Tinian."):
            await press(pilot, "j")
        await press(pilot, "r")
        await settled(pilot)
        assert isinstance(app.screen, ReviewScreen)
        assert shows(pilot, "Nobody met on Tinian.")
        await press(pilot, "y", "q")
        await settled(pilot)
        assert shows(pilot, "Nobody met on Tinian.  ✓ supported")
        await press(pilot, "/", "ctrl+u", "is:unreviewed")
        assert shows(pilot, "2 of 3")


async def test_after_the_review_keys_are_keys(root: Path) -> None:
    async with review(root) as pilot:
        await press(pilot, "q", "t")
        assert shows(pilot, "─ Timeline ─")


async def test_enter_leaves_for_the_dossier(root: Path) -> None:
    async with review(root, "tinian") as pilot:
        await press(pilot, "enter")
        assert shows(pilot, ">   Tinian is north of it.")


async def test_a_claim_that_changes_under_the_review_is_shown_as_it_is_now(root: Path) -> None:
    async with review(root) as pilot:
        app = pilot.app
        assert isinstance(app, DossierApp)
        await press(pilot, "y", "k")
        text = files()["data/places/guam.toml"]
        write(root, {"data/places/guam.toml": text.replace("Guam is in the", "Guam is inside the")})
        app.read_library()
        await settled(pilot)
        assert shows(pilot, "Guam is inside the Pacific.")
        assert shows(pilot, "stale: ✓ supported")
        assert shows(pilot, "0 of 4 judged")


async def test_claim_and_passage_fit_80_by_24_and_stand_beside_each_other_at_120(root: Path) -> None:
    async with review(root, size=(120, 40)) as pilot:
        row = next(row for row in screen(pilot) if "Guam is in the Pacific." in row)
        assert "[Guam lies in the Pacific]" in row
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert shows(pilot, "Guam is in the Pacific.")
        assert shows(pilot, "[Guam lies in the Pacific]")


@pytest.mark.parametrize(
    ("key", "character", "expected"),
    [
        ("x", "x", ("abxc", 3)), ("left", None, ("abc", 1)), ("right", None, ("abc", 3)), ("home", None, ("abc", 0)),
        ("end", None, ("abc", 3)), ("backspace", "\x7f", ("ac", 1)), ("delete", None, ("ab", 2)),
        ("ctrl+u", "\x15", ("c", 0)), ("ctrl+w", "\x17", ("c", 0)), ("f5", None, ("abc", 2)),
    ],
)  # fmt: skip
def test_keys_edit_at_the_cursor(key: str, character: str | None, expected: tuple[str, int]) -> None:
    done = edited(Field("note", "note:", "abc", 2), key, character)
    assert (done.text, done.cursor) == expected


def test_a_claim_is_read_from_its_text() -> None:
    assert ClaimRef.parse("guam#ocean") == OCEAN
    assert ClaimRef.parse("guam") == ClaimRef("guam", "")
