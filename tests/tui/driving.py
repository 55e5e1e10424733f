"""The explorer under a pilot, with settings and caches of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from dossier.library.catalogue import Catalogue, MemoryCatalogue
from dossier.settings import Settings
from dossier.tui.app import DossierApp
from dossier.tui.widgets.lines import LineWidget
from tests.conftest import ROOT


@asynccontextmanager
async def explorer(
    root: Path = ROOT,
    size: tuple[int, int] = (80, 24),
    theme: str = "ansi-dark",
    catalogue: Catalogue | None = None,
) -> AsyncIterator[Pilot[None]]:
    """Run the explorer without a terminal, until the library is read."""
    app = DossierApp(root, Settings(theme=theme), catalogue or MemoryCatalogue())
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys; a string of several letters that is no key name is typed."""
    names = {"enter", "escape", "tab", "down", "up", "left", "right", "backspace", "pagedown", "pageup", "home", "end"}
    for key in keys:
        if key in names or len(key) == 1 or "+" in key:
            await pilot.press(key)
        else:
            await pilot.press(*("space" if letter == " " else letter for letter in key))
    await pilot.pause()


def screen(pilot: Pilot[None]) -> list[str]:
    """The rows of the screen as text, each widget's rows in its place."""
    width, height = pilot.app.size
    rows = [[" "] * width for _ in range(height)]
    for widget in pilot.app.screen.query(LineWidget):
        region = widget.region
        if not widget.display or not region:
            continue
        for y in range(region.height):
            text = widget.render_line(y).text
            for x, character in enumerate(text[: region.width]):
                if region.y + y < height and region.x + x < width:  # a small terminal shows a part of the screen
                    rows[region.y + y][region.x + x] = character
    return ["".join(row).rstrip() for row in rows]


def shows(pilot: Pilot[None], text: str) -> bool:
    """Whether the text stands on the screen, in one row."""
    return any(text in row for row in screen(pilot))
