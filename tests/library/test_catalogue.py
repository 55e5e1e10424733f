"""The catalogue: quick where it can be, never wrong."""

import sqlite3
from pathlib import Path

import pytest

from dossier.library import catalogue as catalogue_module
from dossier.library.catalogue import MemoryCatalogue, SqliteCatalogue, catalogue_of
from dossier.library.library import Library
from tests.conftest import ROOT, LibraryMaker, place


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "library.catalogue"


def test_what_is_saved_is_loaded_again_entry_for_entry(file: Path) -> None:
    fresh = Library.load(ROOT, SqliteCatalogue(file))
    remembered = Library.from_catalogue(ROOT, SqliteCatalogue(file))
    assert remembered.entries == fresh.entries
    assert remembered.refreshed() is remembered


def test_findings_are_remembered_with_their_files(make_library: LibraryMaker, tmp_path: Path, file: Path) -> None:
    root = make_library({"data/places/bad.toml": "="}).root
    first = Library.load(root, SqliteCatalogue(file)).findings
    assert Library.from_catalogue(root, SqliteCatalogue(file)).findings == first != []


def test_a_removed_file_is_forgotten(make_library: LibraryMaker, tmp_path: Path, file: Path) -> None:
    root = make_library(place("guam") | place("rota")).root
    Library.load(root, SqliteCatalogue(file))
    (root / "data/places/rota.toml").unlink()
    Library.load(root, SqliteCatalogue(file))
    assert set(Library.from_catalogue(root, SqliteCatalogue(file)).entries) == {"guam"}


@pytest.mark.parametrize("damage", [b"", b"garbage", b"SQLite format 3\x00 and then nothing"])
def test_a_damaged_catalogue_is_made_again(file: Path, damage: bytes) -> None:
    Library.load(ROOT, SqliteCatalogue(file))
    file.write_bytes(damage)
    assert SqliteCatalogue(file).load() == {}
    Library.load(ROOT, SqliteCatalogue(file))
    Library.load(ROOT, SqliteCatalogue(file))
    assert len(SqliteCatalogue(file).load()) == 58


def test_a_catalogue_cut_short_is_never_half_believed(file: Path) -> None:
    complete = Library.load(ROOT, SqliteCatalogue(file))
    file.write_bytes(file.read_bytes()[:8192])
    assert Library.load(ROOT, SqliteCatalogue(file)).entries == complete.entries


def test_a_catalogue_of_another_version_is_not_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Library.load(ROOT, SqliteCatalogue(file))
    monkeypatch.setattr(catalogue_module, "_FORMAT", "another")
    assert SqliteCatalogue(file).load() == {}
    Library.load(ROOT, SqliteCatalogue(file))
    assert len(SqliteCatalogue(file).load()) == 58


def test_records_that_make_no_sense_are_not_believed(file: Path) -> None:
    Library.load(ROOT, SqliteCatalogue(file))
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE files SET record = '[1, 2]' WHERE path LIKE '%guam%'")
    assert SqliteCatalogue(file).load() == {}


def test_where_no_catalogue_can_be_written_the_library_loads_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, where a folder is needed")
    assert len(Library.load(ROOT, SqliteCatalogue(tmp_path / "cache" / "x")).entries) == 58


def test_the_catalogue_is_in_the_users_cache_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    Library.load(ROOT, catalogue_of(ROOT))
    (found,) = (tmp_path / "dossier").glob("*.catalogue")
    assert found.stat().st_size > 0


def test_two_libraries_never_share_a_catalogue(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    roots = [Path("/a/b"), Path("/a%b"), Path("/" + "x" * 150 + "/" + "y" * 150), Path("/" + "x" * 150 + "/z" * 90)]
    assert len({str(vars(catalogue_of(root))["_file"]) for root in roots}) == len(roots)


def test_without_a_home_the_catalogue_is_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")
    assert isinstance(catalogue_of(ROOT), MemoryCatalogue)
