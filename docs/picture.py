"""Draw the pictures of the docs from the running program: `python docs/picture.py` writes docs/*.svg."""

import asyncio
import tempfile
from pathlib import Path

from dossier.library.catalogue import MemoryCatalogue
from dossier.review.reviewer import Desk
from dossier.settings import Settings
from dossier.tui.app import DossierApp

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {
    # Koizumi is looked up, and what he said.
    "explorer.svg": ((100, 28), (*"koizumi", "enter", *"jjjjjj")),
    # Three claims are judged, the fourth is on the screen.
    "review.svg": ((80, 24), ("escape", "r", *"yyy")),
}


async def drawn(name: str) -> str:
    """Return one of the pictures as SVG."""
    size, keys = PICTURES[name]
    with tempfile.TemporaryDirectory() as reviews:
        app = DossierApp(ROOT, Settings(theme="dark"), MemoryCatalogue(), desk=Desk("anna", Path(reviews)))
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                await app.workers.wait_for_complete()
            await pilot.pause()
            return app.export_screenshot(title="dossier")


if __name__ == "__main__":
    for picture in PICTURES:
        (ROOT / "docs" / picture).write_text(asyncio.run(drawn(picture)))
