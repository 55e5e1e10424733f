"""`dossier review --report` and `--import`, `dossier packet`, and what other verbs know of reviews."""

import json
from pathlib import Path

import pytest

from dossier.review.records import kept
from tests.cli.test_cli import run
from tests.review.making import CLAIMS, islands, session


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "library"
    islands(root)
    for reviewer, given in (("anna", ("supported", "supported", "unsure")), ("bela", ("supported", "unsure"))):
        one = session(root, reviewer)
        for claim, verdict in zip(CLAIMS, given, strict=False):
            one.judge(claim, verdict)  # type: ignore[arg-type]
        one.save()
    return root


def test_the_report_for_people(root: Path) -> None:
    result = run("review", "--report", library=root)
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "3 of 4 claims judged",
        "",
        "anna  2 supported, 1 unsure",
        "bela  1 supported, 1 unsure",
        "Cohen's kappa, anna and bela: 0.000",
        "Krippendorff's alpha, all 2 reviewers: 0.000",
        "",
        "Guam  [guam]  1 agreed, 1 disputed",
        "  anna  2 supported",
        "  bela  1 supported, 1 unsure",
        "  disputed: guam#people  anna: supported · bela: unsure",
        "",
        "Tinian  [tinian]  1 single, 1 none",
        "  anna  1 unsure",
    ]


def test_the_report_for_machines(root: Path) -> None:
    report = json.loads(run("review", "--report", "--json", library=root).stdout)
    assert report["reviewers"]["anna"] == {"verdicts": {"supported": 2, "unsure": 1}, "stale": 0}
    assert report["kappas"] == [{"reviewers": ["anna", "bela"], "kappa": 0.0}]
    assert report["dossiers"][0]["disputed"] == {"guam#people": {"anna": "supported", "bela": "unsure"}}


def test_a_report_on_nothing_says_so(tmp_path: Path) -> None:
    islands(tmp_path)
    result = run("review", "--report", library=tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "dossier: nobody has judged anything\n"


def test_a_report_on_journals_elsewhere(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (root / "reviews").rename(elsewhere)
    assert run("review", "--report", library=root).stdout == ""
    assert "3 of 4" in run("review", "--report", "--reviews", str(elsewhere), library=root).stdout


def test_verdicts_that_were_kept_are_imported_once_they_can_be_saved(root: Path, tmp_path: Path) -> None:
    cleo = session(root, "cleo")
    cleo.judge(CLAIMS[0], "contradicted", correction="none")
    file = tmp_path / "kept.toml"
    file.write_bytes(kept(cleo.pending))
    result = run("review", "--reviewer", "Cleo", "--import", str(file), library=root)
    assert result.returncode == 0
    assert result.stdout.startswith("1 saved in ")
    mine = session(root, "cleo").mine(CLAIMS[0])
    assert mine is not None
    assert mine.correction == "none"


def test_what_was_changed_is_not_imported(root: Path, tmp_path: Path) -> None:
    cleo = session(root, "cleo")
    cleo.judge(CLAIMS[0], "supported")
    file = tmp_path / "kept.toml"
    file.write_bytes(kept(cleo.pending).replace(b"supported", b"unsure"))
    result = run("review", "--reviewer", "cleo", "--import", str(file), library=root)
    assert result.returncode == 2
    assert "line 1: a record is not what was sealed; nothing was imported" in result.stderr
    assert not (root / "reviews/cleo.toml").exists()


def test_a_packet_verifies_and_a_changed_one_does_not(root: Path, tmp_path: Path) -> None:
    printed = run("packet", "guam", "tinian#north", library=root)
    assert printed.returncode == 0
    assert printed.stdout.count("==== ") == 3
    file = tmp_path / "packet.txt"
    file.write_text(printed.stdout)
    assert run("packet", "--verify", str(file), library=root).returncode == 0
    file.write_text(printed.stdout.replace("Guam lies", "Guam flies"))
    changed = run("packet", "--verify", str(file), library=root)
    assert changed.returncode == 1
    assert changed.stderr == "dossier: the packet has changed since it was made: its SHA-256 is another\n"


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["packet"], 2, "say which claims"),
        (["packet", "gaum"], 1, "did you mean `guam`"),
        (["packet", "guam#oceans"], 1, "did you mean `ocean`"),
        (["packet", "atlas"], 1, "`atlas` has no claims"),
        (["packet", "--verify", "/nowhere"], 2, "cannot be read"),
        (["review", "--import", "/nowhere"], 2, "cannot be read"),
        (["review", "--report", "--import", "x"], 2, "not allowed with"),
        (["review"], 2, "needs a terminal"),
    ],
)
def test_bad_usage_is_said_in_one_line(root: Path, arguments: list[str], status: int, told: str) -> None:
    result = run(*arguments, library=root)
    assert result.returncode == status
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_find_knows_what_is_reviewed(root: Path) -> None:
    found = [
        run("find", query, library=root).stdout.split()[:1] for query in ("is:disputed", "is:unreviewed", "is:stale")
    ]
    assert found == [["guam"], ["tinian"], []]


def test_check_reports_what_is_wrong_with_a_journal(root: Path) -> None:
    with (root / "reviews/anna.toml").open("ab") as journal:
        journal.write(b"[[verdicts]]\nseq")
    result = run("check", library=root)
    assert "reviews/anna.toml:29:1: warning[journal-torn]" in result.stdout
