"""What all tests share: the shipped library, libraries made up for one test, the corpora where there are any."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.library.catalogue import MemoryCatalogue
from dossier.library.library import Library

ROOT = Path(__file__).resolve().parent.parent
LibraryMaker = Callable[[dict[str, str]], Library]


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings and caches of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def shipped() -> Library:
    """The library that comes with the program."""
    return Library.load(ROOT, MemoryCatalogue())


@pytest.fixture
def make_library(tmp_path: Path) -> LibraryMaker:
    """Write files (path → text) into a new library and load it."""

    def make(files: dict[str, str]) -> Library:
        write(tmp_path, {"data/library.toml": 'title = "Test"\nformat = 1\n', **files})
        return Library.load(tmp_path, MemoryCatalogue())

    return make


def write(root: Path, files: dict[str, str]) -> None:
    """Write files, making their folders."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())


def place(identifier: str, more: str = "") -> dict[str, str]:
    """Return the file of a minimal dossier, with lines added to it."""
    name = identifier.replace("-", " ").title()
    return {f"data/places/{identifier}.toml": f'kind = "place"\nid = "{identifier}"\nname = "{name}"\n{more}'}


def corpus(name: str) -> Path:
    """Return a file of the corpora; skip the test where they are not at hand."""
    folder = Path(os.environ.get("DOSSIER_CORPORA") or ROOT.parent / "shared" / "corpora")
    if not (folder / name).exists():
        pytest.skip(f"needs corpora/{name}; set DOSSIER_CORPORA to the folder of the corpora")
    return folder / name
