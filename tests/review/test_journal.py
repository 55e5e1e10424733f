"""A journal on the disk: turns, torn ends, faults."""

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.review import journal as journal_module
from dossier.review.journal import Journal
from dossier.review.records import written
from tests.review.making import verdict


@pytest.fixture
def anna(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "reviews", "anna")


def reread(journal: Journal) -> Journal:
    found = Journal(journal.path.parent, journal.reviewer)
    found.refresh()
    return found


def test_what_was_appended_is_there_for_the_next_reader(anna: Journal) -> None:
    saved = [anna.append(verdict(note=str(number))) for number in range(3)]
    assert [record.sequence for record in saved] == [1, 2, 3]
    assert reread(anna).records == saved
    assert reread(anna).troubles == []


def test_two_sessions_of_one_reviewer_lose_nothing(anna: Journal) -> None:
    other = Journal(anna.path.parent, "anna")
    saved = [journal.append(verdict()) for journal in (anna, other, anna, anna, other)]
    assert [record.sequence for record in saved] == [1, 2, 3, 4, 5]
    assert reread(anna).records == saved
    anna.refresh()
    assert anna.records == saved


def test_a_torn_end_is_set_aside_and_told_where(anna: Journal) -> None:
    anna.append(verdict())
    torn = written(verdict())[:40]
    with anna.path.open("ab") as file:
        file.write(torn)
    found = reread(anna)
    assert found.torn == torn
    aside = found.recover()
    assert aside is not None
    assert aside.read_bytes() == torn
    assert aside.name.startswith("anna.toml.torn-")
    assert reread(anna).torn == b""
    assert found.append(verdict()).sequence == 2
    assert len(reread(anna).records) == 2


def test_an_append_behind_a_torn_end_sets_it_aside_first(anna: Journal) -> None:
    anna.append(verdict())
    with anna.path.open("ab") as file:
        file.write(b"[[verdicts]]\nsequence = 2\ncla")
    anna.append(verdict())
    assert len(reread(anna).records) == 2
    assert len(list(anna.path.parent.glob("*.torn-*"))) == 1


def test_mode_and_group_of_the_file_stay(anna: Journal) -> None:
    anna.append(verdict())
    anna.path.chmod(0o640)
    before = anna.path.stat()
    anna.append(verdict())
    after = anna.path.stat()
    assert (after.st_mode, after.st_gid, after.st_ino) == (before.st_mode, before.st_gid, before.st_ino)


def test_a_file_that_was_replaced_is_read_anew(anna: Journal, tmp_path: Path) -> None:
    anna.append(verdict(note="old"))
    other = Journal(tmp_path / "elsewhere", "anna")
    new = [other.append(verdict(note="new")), other.append(verdict(note="newer"))]
    other.path.replace(anna.path)
    anna.append(verdict(note="newest"))
    assert [record.note for record in reread(anna).records] == ["new", "newer", "newest"]
    assert anna.records[:2] == new


def test_a_journal_that_another_session_holds_is_waited_for_and_then_given_up(
    anna: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    anna.append(verdict())
    monkeypatch.setattr(journal_module, "PATIENCE", 0.05)
    with anna.path.open("rb+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(TimeoutError, match="another session"):
            anna.append(verdict())
    assert anna.append(verdict()).sequence == 2


@pytest.mark.parametrize("call", ["pwrite", "fsync", "open", "ftruncate"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
def test_a_fault_is_no_save_and_the_next_try_saves_once(
    anna: Journal, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    anna.append(verdict(note="before"))

    def fails(*_arguments: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fails)
        if call == "ftruncate":  # which is called only where something else has failed
            patch.setattr(os, "fsync", fails)
        with pytest.raises(OSError, match=os.strerror(code)):
            anna.append(verdict(note="after"))
    saved = anna.append(verdict(note="after"))
    assert saved.note == "after"
    found = reread(anna)
    assert [record.note for record in found.records if record.note == "before"] == ["before"]
    assert found.records[-1] == saved
    assert found.torn == b""


def test_a_write_that_stops_half_way_leaves_nothing_behind(anna: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    anna.append(verdict())
    whole = anna.path.read_bytes()
    real: Callable[[int, bytes, int], int] = os.pwrite
    calls = []

    def short(file: int, data: bytes, at: int) -> int:
        calls.append(at)
        if len(calls) == 1:
            return real(file, data[:10], at)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "pwrite", short)
        with pytest.raises(OSError, match="No space"):
            anna.append(verdict())
    assert anna.path.read_bytes() == whole


def test_six_reviewers_and_two_sessions_of_one_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "reviews"
    names = ["anna", "anna", "bela", "cleo", "dora", "egon", "fritz"]
    acknowledged: dict[str, list[str]] = {name: [] for name in names}

    def work(name: str, session: int) -> None:
        journal = Journal(folder, name)
        for number in range(20):
            acknowledged[name].append(journal.append(verdict(note=f"{session}-{number}")).note)

    threads = [threading.Thread(target=work, args=(name, session)) for session, name in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name in set(names):
        found = Journal(folder, name)
        found.refresh()
        assert sorted(record.note for record in found.records) == sorted(acknowledged[name])
        assert [record.sequence for record in found.records] == list(range(1, len(found.records) + 1))
        assert found.troubles == []
