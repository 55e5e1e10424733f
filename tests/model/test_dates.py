"""EDTF dates: what is one, what it covers, how it reads."""

import json

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.model import dates
from dossier.model.dates import DateError, display, parse
from dossier.model.edtf_date import EdtfDate
from tests.conftest import corpus

VALID = ("L0_Intervals", "L1_Intervals", "L2_Intervals", "Level0", "Level1", "Level2")


def accepted(text: str) -> bool:
    try:
        parse(text)
    except DateError:
        return False
    return True


def test_on_the_edtf_corpus_we_accept_what_the_library_accepts_and_refuse_more_of_what_is_invalid() -> None:
    cases = json.loads(corpus("edtf/edtf_validate_cases.json").read_text())
    valid = [text for group in VALID for text in cases[group]]
    invalid = [text for group, texts in cases.items() if group.startswith("invalid") for text in texts]
    assert (len(valid), len(invalid)) == (307, 56)
    assert sum(map(accepted, valid)) == 272
    assert sum(not accepted(text) for text in invalid) == 53


def test_the_grammar_still_lets_through_what_we_refuse() -> None:
    assert parse_edtf(" 1863-03-29")
    assert parse_edtf("2012-24/2012-21")


@pytest.mark.parametrize(
    "text",
    ["2026-13-01", "2026-01-45", "2026-02-30", "2026-00", "2026-13", " 2026", "2026 ", "2026-01- 15", "", "January 15",
     "2026/2025", "2026-01-16/2026-01-12", "2012-24/2012-21", "1X99-02-29", "2026-01-12t10:00:00", "２０２６"],
)  # fmt: skip
def test_what_no_calendar_has_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(DateError, match="write a date as in 2026, 2026-01"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("2026?-01-12", (2026, 1, 12), (2026, 1, 12)),
        ("2025?-10", (2025, 10, 1), (2025, 10, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("18XX", (1800, 1, 1), (1899, 12, 31)),
        ("1984-11-2X", (1984, 11, 20), (1984, 11, 29)),
        ("1X96-02-29", (1096, 2, 29), (1996, 2, 29)),
        ("-19XX", (-1999, 1, 1), (-1900, 12, 31)),
        ("2026-01-12/2026-01-16", (2026, 1, 12), (2026, 1, 16)),
        ("1985-04/..", (1985, 4, 1), None),
        ("/1985", None, (1985, 12, 31)),
        ("[..1984]", None, (1984, 12, 31)),
        ("Y170000002", (170000002, 1, 1), (170000002, 12, 31)),
    ],
)
def test_a_date_reaches_from_its_first_to_its_last_day(text: str, lower: object, upper: object) -> None:
    date = parse(text)
    assert (date.lower, date.upper) == (lower, upper)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026?-01-12", "12 Jan 2026?"),
        ("2025?-10", "Oct 2025?"),
        ("2026", "2026"),
        ("2026?-01-12/2026?-01-16", "12–16 Jan 2026?"),
        ("2026-01-30/2026-02-02", "30 Jan – 2 Feb 2026"),
        ("2026-01/2026-03", "Jan–Mar 2026"),
        ("2019/2021", "2019–2021"),
        ("1985-04/..", "Apr 1985 – open"),
        ("/1985", "unknown – 1985"),
        ("187X", "1870s"),
        ("18XX", "19th century"),
        ("2001-21", "spring 2001"),
        ("1890~", "c. 1890"),
        ("Y17E7", "Y17E7"),
    ],
)
def test_a_date_reads_as_precise_as_it_is_and_no_more(text: str, shown: str) -> None:
    assert display(text) == shown


def test_dates_sort_by_their_first_day_and_then_the_wider_first() -> None:
    texts = ["2026-01-02", "2026-01-01", "2026-01", "2026", "2025-12", "2025/2026"]
    assert sorted(texts, key=lambda text: parse(text).sort_key) == [
        "2025/2026", "2025-12", "2026", "2026-01", "2026-01-01", "2026-01-02",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("2026-01", "2026-01-15", True),
        ("2026-01", "2026-02", False),
        ("2026-01-12/2026-01-16", "2026-01-16", True),
        ("1985/..", "2026", True),
        ("../1985", "1986", False),
    ],
)
def test_dates_overlap_where_a_day_can_belong_to_both(one: str, other: str, overlap: bool) -> None:
    assert parse(one).overlaps(parse(other)) is overlap
    assert parse(other).overlaps(parse(one)) is overlap


@given(st.dates().map(str))
def test_every_day_of_the_calendar_is_a_date_of_one_day(day: str) -> None:
    date = parse(day)
    assert date.lower == date.upper == tuple(map(int, day.split("-")))


@given(st.text(alphabet="0123456789X-/?~%.[]{}, YTES:", max_size=24))
def test_any_string_is_a_date_or_a_date_error(text: str) -> None:
    if accepted(text):
        date = parse(text)
        assert date.lower is None or date.upper is None or date.lower <= date.upper or "/" not in text
        assert date.display


def test_the_grammar_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert not accepted("1984-1X")
    assert capsys.readouterr().out == ""


@given(
    st.from_regex(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~%]?(/[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?[?~%]?)?", fullmatch=True)
)
@settings(max_examples=300, deadline=None)
def test_plain_dates_are_read_as_the_grammar_reads_them(text: str) -> None:
    quick = _outcome(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dates, "_plain_bounds", lambda text: None)
        assert _outcome(text) == quick


def _outcome(text: str) -> EdtfDate | None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dates, "_known", {})
        try:
            return dates.parse(text)
        except dates.DateError:
            return None
