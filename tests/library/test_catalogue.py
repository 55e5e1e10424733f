"""The catalogue: quick where it can be, never wrong."""

import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.library import building, scanning
from dossier.library import sqlite as sqlite_module
from dossier.library.building import StoppedError
from dossier.library.catalogue import MemoryCatalogue, catalogue_of
from dossier.library.library import Library
from dossier.library.sqlite import SqliteCatalogue
from dossier.search.search import Searcher
from tests.conftest import ROOT, LibraryMaker, place, write


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


def everything(library: Library) -> list[object]:
    """What lists, links and searches show of a library."""
    searcher = Searcher(library.snapshot)
    found = [[hit.id for hit in searcher.search(query)] for query in ("", "ko", "talks", "funakosi", "date:2026-01-16")]
    links = [library.backlinks(identifier) for identifier in library.entries]
    return [list(library.entries.items()), links, library.counts, list(library.timeline()), library.findings, found]


@pytest.mark.parametrize("damage", [b"", b"garbage", b"SQLite format 3\x00 and then nothing"])
def test_a_damaged_catalogue_is_made_again_and_that_is_said(file: Path, damage: bytes) -> None:
    Library.load(ROOT, SqliteCatalogue(file))
    file.write_bytes(damage)
    assert SqliteCatalogue(file).load() is None
    library = Library.load(ROOT, SqliteCatalogue(file))
    assert "damaged" in library.problem or "another version" in library.problem
    assert len(library.entries) == 58
    assert Library.load(ROOT, SqliteCatalogue(file)).problem == ""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_anywhere_makes_a_wrong_result(file: Path, shipped: Library, data: st.DataObject) -> None:
    Library.load(ROOT, SqliteCatalogue(file))
    whole = file.read_bytes()
    start = data.draw(st.integers(0, len(whole) - 1))
    garbage = data.draw(st.binary(min_size=1, max_size=400))
    cut = data.draw(st.booleans())
    file.write_bytes(whole[:start] if cut else whole[:start] + garbage + whole[start + len(garbage) :])
    assert everything(Library.load(ROOT, SqliteCatalogue(file))) == everything(shipped)
    file.unlink(missing_ok=True)


def test_a_catalogue_of_another_version_is_not_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Library.load(ROOT, SqliteCatalogue(file))
    monkeypatch.setattr(sqlite_module, "_FORMAT", "another")
    assert SqliteCatalogue(file).load() is None
    library = Library.load(ROOT, SqliteCatalogue(file))
    assert "another version" in library.problem
    assert len(library.entries) == 58


def test_a_catalogue_of_somebody_else_is_neither_read_nor_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Library.load(ROOT, SqliteCatalogue(file))
    before = file.read_bytes()
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_000)
    library = Library.load(ROOT, SqliteCatalogue(file))
    assert "belongs to somebody else" in library.problem
    assert len(library.entries) == 58
    assert file.read_bytes() == before


def test_on_a_full_disk_the_library_loads_and_the_reason_is_told(tmp_path: Path) -> None:
    program = """
import resource, signal, sys
from pathlib import Path
from dossier.library.library import Library
from dossier.library.sqlite import SqliteCatalogue
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
library = Library.load(Path(sys.argv[1]), SqliteCatalogue(Path(sys.argv[2]) / "x.catalogue"))
print(len(library.entries), library.problem)
"""
    run = [sys.executable, "-B", "-c", program, str(ROOT), str(tmp_path)]
    told = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert told.startswith("58 the catalogue cannot be kept")
    assert list(tmp_path.iterdir()) == []


def test_sessions_that_build_at_once_leave_a_whole_catalogue(file: Path, shipped: Library) -> None:
    with ThreadPoolExecutor(6) as sessions:
        loaded = list(sessions.map(lambda _: Library.load(ROOT, SqliteCatalogue(file)), range(12)))
    assert all(len(library.entries) == 58 for library in loaded)
    remembered = Library.from_catalogue(ROOT, SqliteCatalogue(file))
    assert everything(remembered.verified()) == everything(shipped)
    assert remembered.problem == ""
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name]


def test_a_reader_keeps_its_generation_while_another_session_writes_the_next(
    make_library: LibraryMaker, file: Path
) -> None:
    root = make_library(place("guam") | place("rota")).root
    reader = Library.load(root, SqliteCatalogue(file))
    (root / "data/places/rota.toml").unlink()
    Library.load(root, SqliteCatalogue(file))
    assert [entry.name for entry in reader.entries.values()] == ["Guam", "Rota"]


def test_a_few_changes_of_a_large_library_are_kept_beside_it(
    make_library: LibraryMaker, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_SMALL", 1)
    root = make_library(place("guam") | place("rota") | place("saipan")).root
    Library.load(root, SqliteCatalogue(file))
    made = file.stat().st_mtime_ns
    write(root, place("tinian"))
    (root / "data/places/rota.toml").unlink()
    Library.load(root, SqliteCatalogue(file))
    assert file.stat().st_mtime_ns == made
    write(root, place("saipan", 'country = "MP"\n'))
    Library.load(root, SqliteCatalogue(file))
    assert file.stat().st_mtime_ns == made
    remembered = Library.from_catalogue(root, SqliteCatalogue(file))
    assert set(remembered.entries) == {"guam", "saipan", "tinian"}
    assert remembered.refreshed() is remembered


def test_changes_of_an_older_generation_are_not_laid_over_a_newer_one(
    make_library: LibraryMaker, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_SMALL", 1)
    root = make_library(place("guam") | place("rota")).root
    Library.load(root, SqliteCatalogue(file))
    write(root, place("tinian"))
    Library.load(root, SqliteCatalogue(file))
    file.unlink()
    assert set(Library.load(root, SqliteCatalogue(file)).entries) == {"guam", "rota", "tinian"}


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["write", "remove", "move"]), st.integers(0, 5), st.sampled_from(["Alpha", "Beta", "Gamma"])
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(edits=EDITS)
def test_a_library_with_changes_laid_over_it_is_the_library_read_anew(edits: list[tuple[str, int, str]]) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanning, "_SMALL", 1)
        root = Path(folder)
        write(root, {"data/library.toml": 'title = "t"\nformat = 1\n'})
        for n in range(4):
            write(root, _numbered(n, "Alpha"))
        library = Library.load(root, MemoryCatalogue())
        for what, n, name in edits:
            path = root / f"data/places/p{n}.toml"
            if what == "write":
                write(root, _numbered(n, name))
            elif what == "remove":
                path.unlink(missing_ok=True)
            elif path.exists():  # the same id in another folder
                other = root / f"data/topics/p{n}.toml"
                other.parent.mkdir(exist_ok=True)
                other.write_text(f'kind = "topic"\nid = "p{n}"\nname = "{name}"\n')
            library = library.refreshed()
            assert everything(library) == everything(Library.load(root, MemoryCatalogue()))


def _numbered(n: int, name: str) -> dict[str, str]:
    above = f'part_of = "p{(n + 1) % 6}"\n' if name == "Beta" else ""
    return {f"data/places/p{n}.toml": f'kind = "place"\nid = "p{n}"\nname = "{name} {n}"\n{above}'}


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


def test_where_no_processes_are_to_be_had_this_one_reads_the_files(
    make_library: LibraryMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("no semaphores here")

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refuse)
    monkeypatch.setattr(building, "_A_FEW", 0)
    monkeypatch.setattr(building, "_AT_FIRST", 1)
    told: list[tuple[int, int]] = []
    root = make_library(place("guam") | place("rota") | place("saipan")).root
    library = Library.from_catalogue(root, MemoryCatalogue()).refreshed(lambda *progress: told.append(progress))
    assert list(library.entries) == ["guam", "rota", "saipan"]
    assert told[-1] == (3, 3)


def test_reading_stops_where_nobody_waits_for_it_any_more(
    make_library: LibraryMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: int) -> None:
        raise StoppedError

    monkeypatch.setattr(building, "_A_FEW", 0)
    root = make_library(place("guam")).root
    with pytest.raises(StoppedError):
        Library.from_catalogue(root, MemoryCatalogue()).refreshed(stop)
    assert multiprocessing.active_children() == []


def test_what_has_been_read_so_far_is_given_out(make_library: LibraryMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_A_FEW", 0)
    monkeypatch.setattr(building, "_AT_FIRST", 1)
    monkeypatch.setattr(scanning, "_WORTH_SHOWING", (1,))
    root = make_library(place("guam") | place("rota") | place("saipan")).root
    shown: list[int] = []
    Library.from_catalogue(root, MemoryCatalogue()).refreshed(partly=lambda library: shown.append(len(library.entries)))
    assert shown == [1]


def test_a_touched_folder_is_remembered_though_no_file_changed(
    make_library: LibraryMaker, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_SMALL", 1)
    root = make_library(place("guam") | place("rota")).root
    library = Library.load(root, SqliteCatalogue(file))
    (root / "data/places/.swap").write_text("x")
    assert not library.is_fresh(["guam"])
    later = library.refreshed()
    assert later.is_fresh(["guam"])
    assert list(later.entries.items()) == list(library.entries.items())
    assert Library.from_catalogue(root, SqliteCatalogue(file)).is_fresh(["guam"])
    (root / "data/places/guam.toml").write_text("=")
    assert not later.is_fresh(["guam"])
    assert later.is_fresh(["rota"])
