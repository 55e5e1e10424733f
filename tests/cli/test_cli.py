"""The command line, run as a user runs it."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, LibraryMaker, place


def run(*arguments: str, library: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dossier", "--library", str(library), *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, capture_output=True, text=True, env=env, check=False, stdin=subprocess.DEVNULL)


def answer(*arguments: str, library: Path = ROOT) -> Any:
    result = run(*arguments, "--json", library=library)
    assert result.returncode in (0, 1), result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("funakosi", "funakoshi-takehiro"),
        ("takehiro funakoshi", "funakoshi-takehiro"),
        ("FUNAKOSHI", "funakoshi-takehiro"),
        ("deputy secretary landau", "landau-christopher"),
    ],
)
def test_find_puts_first_who_is_meant(query: str, first: str) -> None:
    assert answer("find", query)[0]["id"] == first


def test_find_takes_words_with_and_without_quotes_around_them() -> None:
    assert answer("find", "katayama", "minerals") == answer("find", "katayama minerals")


def test_find_says_why() -> None:
    assert "(name, 1 edit from “funakosi”)" in run("find", "funakosi").stdout


def test_nothing_found_is_exit_1_and_said_on_standard_error() -> None:
    result = run("find", "zzzzzz")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "dossier: nothing found for 'zzzzzz'\n"


def test_show_json_is_what_the_file_says() -> None:
    shown = answer("show", "2026-01-12-bessent-katayama")
    assert shown["date"]["edtf"] == "2026?-01-12"
    assert shown["date"]["as_written"] == "January 12"
    assert "The source gives no year" in shown["date"]["basis"]
    assert "place" not in shown


def test_show_prints_each_claim_with_its_quote_and_where_it_stands() -> None:
    lines = run("show", "2026-01-hegseth-koizumi").stdout.splitlines()
    claim = next(n for n, line in enumerate(lines) if "peace through strength" in line)
    assert lines[claim + 1].strip().startswith("“emphasizing the need for realistic training")
    assert lines[claim + 1].endswith("(us-japan-alliance, paragraph 5)")


def test_show_of_an_unknown_id_names_the_nearest() -> None:
    result = run("show", "koizumi")
    assert result.returncode == 1
    assert result.stderr == "dossier: no dossier has the id `koizumi`; did you mean `koizumi-shinjiro`?\n"


def test_list_takes_a_kind_in_singular_and_plural() -> None:
    assert answer("list", "official") == answer("list", "officials")
    assert len(answer("list", "officials")) == 9
    assert len(answer("list")) == 58


def test_links_go_both_ways() -> None:
    links = answer("links", "oue-sadamasa")
    assert {"id": "prime-minister-of-japan", "role": "post"} in links["links"]
    assert {"id": "2026-01-15-oue-guam-visit", "role": "participant"} in links["backlinks"]


def test_the_timeline_is_in_order() -> None:
    assert answer("timeline")[0]["id"] == "2026-01-hegseth-koizumi"


def test_check_of_a_clean_library_is_exit_0() -> None:
    result = run("check")
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "dossier: 58 dossiers, 0 findings\n"


def test_check_reports_place_code_and_mend_and_exits_1(make_library: LibraryMaker) -> None:
    root = make_library(place("guam", 'part_of = "gaum"\n') | place("gaun")).root
    result = run("check", library=root)
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "data/places/guam.toml:4:11: error[dangling-link] `part_of` = `gaum`: no such dossier",
        '  4 | part_of = "gaum"',
        "    |           ^^^^^^",
        "  did you mean `gaun`?",
        "data/places/guam.toml:4:11: warning[unsupported-field] no claim backs `part_of`",
        '  4 | part_of = "gaum"',
        "    |           ^^^^^^",
        '  add "part_of" to the `backs` of the claim that it rests on, or give a reason under [inferred]',
    ]
    assert answer("check", library=root)[0]["code"] == "dangling-link"


def test_the_schema_of_every_kind_is_printed() -> None:
    schema = json.loads(run("schema", "engagement").stdout)
    assert schema["properties"]["type"]["enum"][0] == "talks"


def test_keys_lists_ids_to_remap_by() -> None:
    assert {"id", "keys", "help", "places"} == set(answer("keys")[0])


@pytest.mark.parametrize("arguments", [["fnd", "x"], ["show"], ["list", "ships"], ["find", "x", "--limit", "many"]])
def test_bad_usage_is_exit_2_and_one_line(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert result.stderr.startswith("dossier: ")
    assert result.stderr.count("\n") == 1


def test_a_folder_that_is_no_library_is_exit_2(tmp_path: Path) -> None:
    result = run("list", library=tmp_path)
    assert result.returncode == 2
    assert "is not a library: it has no data/library.toml" in result.stderr


def test_without_a_terminal_the_explorer_says_so() -> None:
    result = run()
    assert result.returncode == 2
    assert result.stderr.startswith("dossier: the explorer needs a terminal")


def test_nothing_that_a_terminal_would_interpret_is_printed(make_library: LibraryMaker) -> None:
    name = '"\\u001b]52;c;eA==\\u0007 \\u202e [sic] [/] :smile:"'
    files = {"data/places/evil.toml": f'kind = "place"\nid = "evil"\nname = {name}\n"\\u001b[2J" = 1\n'}
    root = make_library(files | place("guam", "\naliases = [" + name + "]\n")).root
    for arguments in (["list"], ["find", "smile"], ["show", "evil"], ["check"], ["show", "guam"], ["find", "\x1b[2Jx"]):
        result = run(*arguments, library=root)
        printed = result.stdout + result.stderr
        assert all(c.isprintable() or c == "\n" for c in printed), (arguments, printed)
    assert "[sic] [/] :smile:" in run("show", "guam", library=root).stdout


def test_a_crash_of_a_verb_prints_nothing_of_what_was_read(tmp_path: Path) -> None:
    code = (
        "import sys, dossier.cli.verbs.list_verb as verb\n"
        "def run(options): raise ValueError('\\x1b[2J what the library says')\n"
        "verb.run = run\nfrom dossier.cli.main import main\nsys.exit(main(['list']))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert result.returncode == 70
    assert result.stdout == ""
    assert result.stderr.startswith("dossier: something went wrong inside (ValueError); ")
    assert "what the library says" not in result.stderr
    [report] = (tmp_path / "dossier").iterdir()
    assert "ValueError" in report.read_text()
    assert "what the library says" not in report.read_text()


def test_a_reader_that_leaves_early_gets_no_traceback() -> None:
    command = f"{sys.executable} -m dossier --library {ROOT} schema official | head -c 10"
    result = subprocess.run(
        command, shell=True, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert result.stderr == ""


def test_the_nearest_library_is_used_and_else_the_shipped_one(make_library: LibraryMaker, tmp_path: Path) -> None:
    root = make_library(place("guam")).root
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    outside = tmp_path.parent / "outside"
    outside.mkdir()
    for folder, number in ((root / "data" / "places", 1), (outside, 58)):
        command = [sys.executable, "-m", "dossier", "list", "--json"]
        result = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True)
        assert len(json.loads(result.stdout)) == number


def broken(make_library: LibraryMaker) -> Path:
    """A library with an error in one file and a quote in other typography in another."""
    text = "The talks were “frank”.\nThey were short.\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = f'kind = "source"\nid = "s"\ntitle = "S"\npath = "seeds/s.txt"\nsha256 = "{digest}"\n'
    quote = "quote = 'The talks were \"frank\"'  # as we heard it"
    claim = f'[[claims]]\nid = "a"\ntext = "T."\n[[claims.evidence]]\nsource = "s"\n{quote}\n'
    files = {"data/sources/s.toml": source, "seeds/s.txt": text, **place("guam", claim), **place("rota", "x = 1\n")}
    return make_library(files).root


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        ([], ["quote-folded", "unknown-key"]),
        (["--severity", "error"], ["unknown-key"]),
        (["--code", "quote-folded"], ["quote-folded"]),
        (["data/places/rota.toml"], ["unknown-key"]),
        (["seeds"], []),
    ],
)
def test_check_reports_what_is_asked_for(make_library: LibraryMaker, arguments: list[str], codes: list[str]) -> None:
    root = broken(make_library)
    asked = [str(root / one) if "/" in one or one == "seeds" else one for one in arguments]
    assert [finding["code"] for finding in answer("check", *asked, library=root)] == codes
    assert run("check", *asked, library=root).returncode == bool(codes)


def test_check_speaks_sarif_and_github(make_library: LibraryMaker) -> None:
    root = broken(make_library)
    log = json.loads(run("check", "--format", "sarif", library=root).stdout)
    assert log["version"] == "2.1.0"
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["quote-folded", "unknown-key"]
    lines = run("check", "--format", "github", library=root).stdout.splitlines()
    assert lines[1].startswith("::error file=data/places/rota.toml,line=4,col=1,title=unknown-key::unknown key `x`")


def test_check_fix_shows_a_diff_and_writes_only_without_dry_run(make_library: LibraryMaker) -> None:
    root = broken(make_library)
    file = root / "data/places/guam.toml"
    before = file.read_text()
    shown = run("check", "--fix", "--dry-run", library=root)
    assert '+quote = "The talks were “frank”"  # as we heard it' in shown.stdout
    assert file.read_text() == before
    mended = run("check", "--fix", library=root)
    assert mended.stderr == "dossier: 3 dossiers, 1 finding\n"
    assert file.read_text() == before.replace("'The talks were \"frank\"'", '"The talks were “frank”"')


def test_coverage_marks_each_sentence_and_exits_1_where_one_is_uncovered(make_library: LibraryMaker) -> None:
    result = run("coverage", library=broken(make_library))
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        "+   1  The talks were “frank”.",
        "         guam#a",
        "-   2  They were short.",
        "s: 50% of 2 sentences (1 covered, 0 excused, 1 uncovered)",
    ]


def test_coverage_of_the_shipped_source_is_complete() -> None:
    result = run("coverage", "us-japan-alliance")
    assert result.returncode == 0
    assert result.stdout.splitlines()[-1].startswith("us-japan-alliance: 100% of 23 sentences")
