"""What a reviewer does and sees: blindness, staleness, saves that fail, the queue."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from dossier.library.finding import Finding
from dossier.model.reference import ClaimRef
from dossier.review.marks import marks_of
from dossier.review.queue import Queue, parted, queue_of
from dossier.review.records import Record, kept, read
from dossier.review.report import report_on
from dossier.review.reviewer import DeskSettings, desk_at, reviewer_slug, who_reviews
from dossier.review.session import Session
from tests.conftest import write
from tests.review.making import CLAIMS, TEXT, files, islands, session

OCEAN, PEOPLE, NORTH, EMPTY = CLAIMS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    islands(tmp_path)
    return tmp_path


def judged(root: Path, reviewer: str, **verdicts: str) -> Session:
    """A session that has judged claims, by the last part of their id."""
    made = session(root, reviewer)
    for name, verdict in verdicts.items():
        claim = next(claim for claim in CLAIMS if claim.claim == name)
        made.judge(claim, verdict.replace("_", "-"))  # type: ignore[arg-type]
    made.save()
    return made


def order(queue: Queue) -> list[str]:
    return [claim.claim for claim in queue]


def fails(*_: object) -> Record:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# -- others, and what has changed


def test_others_are_hidden_until_one_has_judged(root: Path) -> None:
    judged(root, "bela", ocean="supported")
    anna = session(root)
    assert anna.standing(OCEAN).agreement == "single"
    assert anna.visible(OCEAN).verdicts == {}
    anna.judge(OCEAN, "contradicted")
    assert anna.visible(OCEAN).agreement == "disputed"
    assert anna.visible(OCEAN).told == "anna: contradicted · bela: supported"
    anna.undo()
    assert anna.visible(OCEAN).verdicts == {}
    assert session(root, "anna", show_others=True).visible(OCEAN).agreement == "single"


def test_who_only_looks_things_up_sees_every_verdict(root: Path) -> None:
    judged(root, "bela", ocean="supported")
    anna = session(root)
    assert anna.shown(OCEAN).agreement == "single"
    anna.judge(NORTH, "supported")
    assert anna.shown(OCEAN).agreement == "none"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("data/places/guam.toml", "Guam is in the Pacific.", "Guam is in an ocean."),
        ("data/places/guam.toml", '"Guam lies in the Pacific"', '"Guam lies"'),
        ("seeds/atlas.txt", "Tinian", "Saipan"),
    ],
)
def test_a_verdict_is_stale_once_claim_quote_or_source_changes(
    root: Path, path: str, before: str, after: str
) -> None:  # fmt: skip
    anna = judged(root, "anna", ocean="supported")
    write(root, {path: files()[path].replace(before, after)})
    later = session(root)
    assert later.standing(OCEAN).verdicts == {}
    assert later.standing(OCEAN).stale["anna"].verdict == "supported"
    write(root, {path: files()[path]})
    assert session(root).standing(OCEAN).agreement == "single"
    assert anna.standing(OCEAN).agreement == "single"


def test_a_field_that_a_later_version_adds_leaves_fingerprints_alone(root: Path) -> None:
    evidence = '"evidence":[{"quote":"Guam lies in the Pacific","source":"atlas"}]'
    text = hashlib.sha256(TEXT.encode()).hexdigest()
    judged = f'[{{{evidence},"id":"ocean","text":"Guam is in the Pacific."}},["{text}"]]'
    assert session(root).fingerprints.of(OCEAN) == hashlib.sha256(judged.encode()).hexdigest()[:32]


def test_a_claim_that_is_gone_cannot_be_judged(root: Path) -> None:
    with pytest.raises(KeyError):
        session(root).judge(ClaimRef("guam", "gone"), "supported")


# -- saving


def test_what_could_not_be_saved_counts_and_is_saved_in_order_later(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = session(root)
    with monkeypatch.context() as patch:
        patch.setattr(anna.journal, "append", fails)
        for verdict in ("supported", "partly"):
            anna.judge(OCEAN, verdict)
            with pytest.raises(OSError, match="No space"):
                anna.save()
        anna.undo()
    mine = anna.mine(OCEAN)
    assert mine is not None
    assert mine.verdict == "supported"
    assert session(root).mine(OCEAN) is None
    assert len(anna.pending) == 3
    anna.save()
    assert anna.pending == []
    records = session(root).journal.records
    assert [(record.sequence, record.verdict, record.withdraws) for record in records] == [
        (1, "supported", 0), (2, "partly", 0), (3, None, 2),
    ]  # fmt: skip


def test_a_verdict_saved_before_a_fault_is_withdrawn_by_its_number_in_the_journal(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = session(root)
    anna.judge(OCEAN, "supported")
    anna.save()
    with monkeypatch.context() as patch:
        patch.setattr(anna.journal, "append", fails)
        anna.undo()
        with pytest.raises(OSError, match="No space"):
            anna.save()
    assert anna.mine(OCEAN) is None
    anna.save()
    assert session(root).mine(OCEAN) is None


def test_what_was_kept_elsewhere_is_saved_by_another_session(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = session(root)
    monkeypatch.setattr(anna.journal, "append", fails)
    anna.judge(OCEAN, "supported")
    anna.judge(NORTH, "unsure", note="a note")
    anna.undo()
    anna.judge(PEOPLE, "contradicted", correction="none")
    file = kept(anna.pending)
    later = session(root)
    later.adopt(read(file).records)
    later.save()
    found = session(root)
    assert [found.mine(claim) and found.mine(claim).verdict for claim in CLAIMS] == [  # type: ignore[union-attr]
        "supported", "contradicted", None, None,
    ]  # fmt: skip


def test_undo_goes_on_into_earlier_sessions(root: Path) -> None:
    judged(root, "anna", ocean="supported", people="unsure")
    later = session(root)
    assert later.to_undo() is not None
    later.undo()
    later.undo()
    later.undo()
    later.save()
    assert [session(root).mine(claim) for claim in (OCEAN, PEOPLE)] == [None, None]
    later.redo()
    later.save()
    mine = session(root).mine(OCEAN)
    assert mine is not None
    assert mine.verdict == "supported"


def test_the_obstacle_is_named_before_anything_is_judged(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert session(root).obstacle() == ""
    anna = judged(root, "anna", ocean="supported")
    assert anna.obstacle() == ""

    def refuses(*_: object, **__: object) -> int:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "open", refuses)
    assert anna.obstacle() == "Read-only file system"


# -- the queue


def test_the_queue_has_drafts_and_findings_first_then_what_is_not_judged(root: Path) -> None:
    write(root, {"data/places/tinian.toml": 'status = "draft"\n' + files()["data/places/tinian.toml"]})
    anna = session(root)
    finding = Finding("data/places/guam.toml", 1, 1, "claim-name", "x", dossier="guam", field="claims[1].text")
    assert order(queue_of(anna, {"guam": [finding]})) == ["people", "north", "empty", "ocean"]


def test_the_queue_has_stale_then_disputed_then_agreed_claims_last(root: Path) -> None:
    judged(root, "bela", people="supported", north="supported")
    judged(root, "anna", ocean="supported", people="unsure", north="supported")
    write(root, {"data/places/guam.toml": files()["data/places/guam.toml"].replace("is in the", "is inside the")})
    queue = queue_of(session(root), {})
    assert order(queue) == ["empty", "ocean", "people", "north"]
    assert queue.judged == 2
    assert [queue.place(claim) for claim in queue] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("is:unreviewed", ["north", "empty"]),
        ("-is:unreviewed", ["people", "ocean"]),
        ("is:disputed", ["people"]),
        ("is:stale", []),
        ("is:unreviewed -is:disputed", ["north", "empty"]),
    ],
)
def test_a_query_asks_each_claim_how_it_stands(root: Path, query: str, expected: list[str]) -> None:
    judged(root, "bela", people="supported")
    judged(root, "anna", ocean="supported", people="contradicted")
    rest, conditions = parted(query)
    assert rest == ""
    assert order(queue_of(session(root), {}, None, conditions)) == expected


def test_what_a_query_asks_of_dossiers_is_left_to_the_search() -> None:
    assert parted("is:unreviewed with:koizumi -is:stale x") == (
        "with:koizumi x",
        ((("unreviewed", True), ("stale", False)),),
    )
    assert parted("is:stale | guam") == ("is:stale | guam", ((),))


def test_only_the_dossiers_that_were_found_are_in_the_queue(root: Path) -> None:
    assert order(queue_of(session(root), {}, ["tinian", "atlas"])) == ["north", "empty"]


def test_the_review_goes_on_behind_the_last_verdict(root: Path) -> None:
    anna = judged(root, "anna", people="supported")  # ocean was skipped
    queue = queue_of(session(root), {})
    assert queue[queue.start()] == NORTH
    anna.undo()
    anna.save()
    queue = queue_of(session(root), {})
    assert queue[queue.start()] == PEOPLE


def test_the_review_begins_again_with_what_was_skipped(root: Path) -> None:
    judged(root, "anna", people="supported", empty="unsure")
    queue = queue_of(session(root), {})
    assert queue[queue.start()] == OCEAN


def test_a_dossier_that_nobody_has_judged_is_not_opened(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = session(root)
    opened: list[str] = []
    monkeypatch.setattr(anna.library, "get", opened.append)
    assert len(queue_of(anna, {})) == 4
    assert opened == []


# -- marks, reports, reviewers


def test_searches_know_what_is_reviewed_disputed_and_stale(root: Path) -> None:
    judged(root, "bela", ocean="supported", people="supported", north="supported")
    judged(root, "anna", ocean="unsure", people="supported")
    marks = marks_of(session(root, "cleo"))
    assert marks == {
        "is:reviewed": frozenset({"guam"}), "is:disputed": frozenset({"guam"}), "is:stale": frozenset(),
    }  # fmt: skip


def test_the_report_counts_by_dossier_and_reviewer(root: Path) -> None:
    judged(root, "bela", ocean="supported", people="supported", north="supported")
    anna = judged(root, "anna", ocean="unsure", people="supported", north="supported", empty="supported")
    report = report_on(anna.library, session(root).reviews)
    assert report.claims == 4
    assert report.reviewers["anna"].verdicts == {"supported": 3, "unsure": 1}
    guam, tinian = report.dossiers
    assert guam.agreements == {"agreed": 1, "disputed": 1, "none": 0}
    assert tinian.agreements == {"agreed": 1, "single": 1, "none": 0}
    assert list(guam.disputed) == ["guam#ocean"]
    assert report.kappas["anna", "bela"] == 0.0
    assert report.gone == []
    (root / "data/places/tinian.toml").unlink()
    assert report_on(anna.library.refreshed(), session(root).reviews).gone == ["tinian#empty", "tinian#north"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Anna Ōe", "anna-oe"), ("../../etc/passwd", "etc-passwd"), ("a.b@c", "a-b-c"), ("…", "reviewer"),
        ("x" * 200, "x" * 60), ("\x1b]52;c;x\x07", "52-c-x"),
    ],
)  # fmt: skip
def test_a_reviewer_s_name_is_safe_as_a_file_s(name: str, slug: str) -> None:
    assert reviewer_slug(name) == slug


def test_who_reviews_is_given_or_set_or_logged_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DOSSIER_REVIEWER", "Bela")
    assert who_reviews("Anna", "cleo") == "anna"
    assert who_reviews("", "cleo") == "bela"
    monkeypatch.delenv("DOSSIER_REVIEWER")
    assert who_reviews("", "cleo") == "cleo"
    assert who_reviews()
    assert desk_at(tmp_path, DeskSettings("cleo", "/elsewhere")) == ("cleo", Path("/elsewhere"), False)
    assert desk_at(tmp_path, DeskSettings("cleo"), folder="there").folder == Path("there")


def test_what_is_wrong_with_journals_is_a_finding(root: Path) -> None:
    anna = judged(root, "anna", ocean="supported", people="unsure")
    path = anna.journal.path
    path.write_bytes(path.read_bytes().replace(b'verdict = "supported"', b'verdict = "unsure"') + b"[[verd")
    found = session(root).reviews.findings(root)
    assert [(finding.path, finding.code) for finding in found] == [
        ("reviews/anna.toml", f"journal-{what}") for what in ("changed", "gap", "torn")
    ]
    assert "[[verd" in path.read_text().splitlines()[found[-1].line - 1]
