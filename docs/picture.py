"""Draw the picture of the README from the running program: `python docs/picture.py` writes docs/explorer.svg."""

import asyncio
from pathlib import Path

from dossier.library.catalogue import MemoryCatalogue
from dossier.settings import Settings
from dossier.tui.app import DossierApp

ROOT = Path(__file__).resolve().parent.parent
KEYS = ("k", "o", "i", "z", "u", "m", "i", "enter", "j", "j", "j", "j", "j", "j", "j")


async def drawn() -> str:
    """Return the screen as SVG, after looking Koizumi up and going to what he said."""
    app = DossierApp(ROOT, Settings(theme="dark"), MemoryCatalogue())
    async with app.run_test(size=(100, 28)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press(*KEYS)
        await pilot.pause()
        return app.export_screenshot(title="dossier")


if __name__ == "__main__":
    (ROOT / "docs" / "explorer.svg").write_text(asyncio.run(drawn()))
