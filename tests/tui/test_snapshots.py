"""What the screens look like, under settings that do not change."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from dossier.library.catalogue import MemoryCatalogue
from dossier.review.reviewer import Desk
from dossier.settings import THEMES, Settings
from dossier.tui.app import DossierApp
from tests.conftest import ROOT
from tests.tui.driving import press

Compare = Callable[..., bool]
KEYS = {
    "start": [],
    "card": ["koizumi", "enter", "j", "j"],
    "nothing": ["zzzzzz"],
    "timeline": ["escape", "t"],
    "source": ["peace through", "enter", "G", "o"],
    "help": ["escape", "?"],
    "jump": ["escape", ":", "oue"],
    "findings": ["escape", "f"],
}


REVIEW = {
    "claim": ["escape", "r"],
    "judged": ["escape", "r", "y", "u", "k"],
    "correction": ["escape", "r", "n", "it is"],
}


def after(keys: list[str]) -> Callable[[Pilot[None]], object]:
    async def run(pilot: Pilot[None]) -> None:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await press(pilot, *keys)

    return run


def app(theme: str = "dark", reviews: Path | None = None) -> DossierApp:
    desk = Desk("anna", reviews or ROOT / "reviews")
    return DossierApp(ROOT, Settings(theme=theme), MemoryCatalogue(), desk=desk)


@pytest.mark.parametrize("name", REVIEW)
def test_the_review_at_80_by_24(snap_compare: Compare, tmp_path: Path, name: str) -> None:
    assert snap_compare(app(reviews=tmp_path / "r"), run_before=after(REVIEW[name]), terminal_size=(80, 24))


def test_the_review_at_120_by_40(snap_compare: Compare, tmp_path: Path) -> None:
    assert snap_compare(app(reviews=tmp_path / "r"), run_before=after(REVIEW["claim"]), terminal_size=(120, 40))


@pytest.mark.parametrize("name", KEYS)
def test_at_80_by_24(snap_compare: Compare, name: str) -> None:
    assert snap_compare(app(), run_before=after(KEYS[name]), terminal_size=(80, 24))


@pytest.mark.parametrize("theme", THEMES)
def test_themes_at_120_by_40(snap_compare: Compare, theme: str) -> None:
    assert snap_compare(app(theme), run_before=after(KEYS["card"]), terminal_size=(120, 40))


def test_one_pane_at_a_time(snap_compare: Compare) -> None:
    assert snap_compare(app(), run_before=after(KEYS["card"]), terminal_size=(50, 20))
