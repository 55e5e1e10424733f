"""One file read: a dossier, or findings with line, column and mend."""

import tomllib
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.library.finding import Finding
from dossier.library.reading import _parsed, read

OFFICIAL = "data/officials/koizumi-shinjiro.toml"
GOOD = 'kind = "official"\nid = "koizumi-shinjiro"\nname = "Shinjirō Koizumi"\n'
ENGAGEMENT = "data/engagements/talks.toml"
TALKS = 'kind = "engagement"\nid = "talks"\ntitle = "Talks"\ntype = "talks"\n'


def findings(text: str | bytes, path: str = OFFICIAL) -> list[Finding]:
    return read(path, text if isinstance(text, bytes) else text.encode()).findings


def only(text: str | bytes, path: str = OFFICIAL) -> Finding:
    found = findings(text, path)
    assert len(found) == 1, found
    return found[0]


def test_a_good_file_becomes_a_dossier_without_findings() -> None:
    reading = read(OFFICIAL, GOOD.encode())
    assert reading.dossier is not None
    assert reading.dossier.display_name == "Shinjirō Koizumi"
    assert reading.findings == []


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert read(OFFICIAL, b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()).dossier


def test_an_unknown_key_is_found_where_it_stands_with_the_nearest_right_one() -> None:
    finding = only(GOOD + 'famly_name = "Koizumi"\n')
    assert (finding.line, finding.column, finding.code) == (4, 1, "unknown-key")
    assert (finding.message, finding.hint) == ("unknown key `famly_name`", "did you mean `family_name`?")


def test_an_unknown_key_deep_inside_is_found_too() -> None:
    finding = only(GOOD + '[[posts]]\ntitle = "A"\n[[posts]]\ntitle = "B"\n  organisation = "c"\n')
    assert (finding.line, finding.column) == (8, 3)
    assert finding.message == "unknown key `posts[1].organisation`"
    assert finding.hint == "did you mean `organization`?"


def test_a_syntax_error_is_found_where_the_parser_stopped() -> None:
    finding = only('kind = "official"\nid = koizumi\n')
    assert (finding.line, finding.column, finding.code) == (2, 6, "syntax")


def test_a_file_that_ends_too_early_is_found_at_its_end() -> None:
    assert only('name = "Koiz').line == 1
    assert only(GOOD + "[[posts]\n").line == 4


def test_a_value_of_the_wrong_type_is_found_at_the_value() -> None:
    finding = only(GOOD + "rank = 7\n")
    assert (finding.line, finding.column, finding.code) == (4, 8, "wrong-type")
    assert finding.message == "`rank` is a number, not text"


def test_a_bare_date_is_to_be_put_in_quotes() -> None:
    finding = only(TALKS + "date = 2026-01-15\n", ENGAGEMENT)
    assert (finding.line, finding.column) == (5, 8)
    assert finding.hint == 'put it in quotes: "2026-01-15"'


@pytest.mark.parametrize(("line", "column"), [('date = "2026-13"', 8), ('date = { edtf = "2026-13" }', 17)])
def test_a_date_that_is_none_is_found_at_the_string(line: str, column: int) -> None:
    finding = only(f"{TALKS}{line}\n", ENGAGEMENT)
    assert (finding.line, finding.column, finding.code) == (5, column, "bad-date")
    assert "2026-01-15" in finding.hint


def test_a_word_that_is_not_one_of_the_choices_comes_with_the_nearest() -> None:
    finding = only(
        TALKS.replace('"talks"\ntitle', '"talks"\ntitle').replace('type = "talks"', 'type = "metting"'), ENGAGEMENT
    )
    assert (finding.line, finding.code, finding.hint) == (4, "bad-value", "did you mean `meeting`?")


def test_a_missing_key_is_found_at_its_table() -> None:
    finding = only(GOOD + '\n[[posts]]\norganization = "a"\n')
    assert (finding.line, finding.code, finding.message) == (5, "missing-key", "`posts[0].title` is missing")


def test_kind_and_id_agree_with_folder_and_file_name() -> None:
    kind = only(GOOD.replace("official", "place", 1))
    assert (kind.line, kind.column, kind.code) == (1, 8, "kind-mismatch")
    identifier = only(GOOD.replace('id = "koizumi-', 'id = "kozumi-'))
    assert (identifier.line, identifier.column, identifier.code) == (2, 6, "id-mismatch")
    assert identifier.hint == 'write id = "koizumi-shinjiro", or rename the file'


def test_every_fault_of_a_file_is_reported_at_once() -> None:
    codes = {finding.code for finding in findings('kind = "official"\nid = "x"\nrank = 1\ncuontry = "JP"\n')}
    assert codes == {"id-mismatch", "wrong-type", "unknown-key", "missing-key"}


def test_bytes_that_are_not_utf8_are_found_where_they_stand() -> None:
    finding = only(GOOD.encode() + 'rank = "Gén'.encode("latin-1"))
    assert (finding.line, finding.column, finding.code) == (4, 10, "not-utf8")


def test_arrays_nested_without_end_are_a_finding_and_not_a_crash() -> None:
    assert only("a = " + "[" * 100_000).code == "syntax"


def test_what_a_file_holds_is_never_raw_in_a_message() -> None:
    finding = only(GOOD + '"\\u001b[31m" = 1\n')
    assert "\x1b" not in finding.message
    assert "<ESC>" in finding.message


@given(st.binary(max_size=200))
def test_any_bytes_are_a_dossier_or_findings(data: bytes) -> None:
    reading = read(OFFICIAL, data)
    assert (reading.dossier is None) == bool(reading.findings)
    for finding in reading.findings:
        assert finding.line >= 1
        assert finding.column >= 1
        assert finding.message


@given(st.text(max_size=30), st.integers(0, 200))
def test_any_change_to_a_good_file_leaves_a_dossier_or_findings(junk: str, position: int) -> None:
    text = GOOD + '[[posts]]\ntitle = "A"\nsince = { edtf = "2025?-10", as_written = "in October" }\n'
    broken = text[:position] + junk + text[position:]
    reading = read(OFFICIAL, broken.encode("utf-8", "replace"))
    assert (reading.dossier is None) == bool(reading.findings)


VALUES = (
    '"x"', "'y'", '"""m\nn"""', '"\\e"', '"\\u0041"', "{ y = 1 }", "{ y = 1, }", "{ y = 1,\n z = 2 }",
    "[1,\n]", "[1, 'a']",
    "1", "0x1F", "1_0", "1e3", "inf", "-nan", "true", "2026-01-15", "2026-01-15T10:11", "10:11", "10:11:12",
    "2026-01-15 10:11:12Z", "2026-01-15T10:11:12+02:00", "01", "1.", "'\t'", "'\x7f'", "# c", "",
)  # fmt: skip
LINES = st.one_of(
    st.tuples(st.sampled_from(["a", "b.c", "b", '"q r"', "''"]), st.sampled_from(VALUES)).map(" = ".join),
    st.sampled_from(["[t]", "[[t]]", "[t.u]", "[b]", "# c", "", "\ufeff", "x", "]"]),
)
PIECES = st.tuples(st.lists(LINES, max_size=5), st.sampled_from(["\n", "\r\n", "\r"])).map(
    lambda made: made[1].join(made[0])
)


def in_order(value: Any) -> str:
    """A value as text, the keys of tables sorted: their order means nothing in TOML."""
    match value:
        case dict():
            return str(sorted((key, in_order(one)) for key, one in value.items()))
        case list():
            return str([in_order(one) for one in value])
        case datetime():
            return value.isoformat()
    return repr(value)


@settings(max_examples=600, deadline=None)
@given(document=PIECES)
def test_what_is_toml_and_what_it_says_is_what_the_standard_library_says(document: str) -> None:
    def outcome(parse: Callable[[str], dict[str, Any]]) -> object:
        try:
            return in_order(parse(document))
        except tomllib.TOMLDecodeError:
            return "not TOML"

    assert outcome(_parsed) == outcome(tomllib.loads)


@pytest.mark.parametrize(
    "document", ["x = { y = 1, }", "x = { y = 1,\n z = 2 }", 'x = "\\e"', "x = 10:11", 'x = "\\x41"']
)
def test_toml_1_1_is_not_read(document: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        _parsed(document)
