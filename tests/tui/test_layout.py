"""Fitting text into columns."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.tui.layout import cut, cut_row, marked_pieces, spread, visible_lines, width_of, wrap
from dossier.tui.widgets.lines import cells

pieces = st.lists(st.tuples(st.text(max_size=30), st.sampled_from(["", "dim", "link"])), max_size=5)


@given(pieces, st.integers(4, 40), st.integers(0, 3))
def test_no_wrapped_row_is_wider_than_it_may_be_and_no_word_is_lost(
    row: list[tuple[str, str]], width: int, hang: int
) -> None:
    rows = wrap(row, width, hang)
    assert all(width_of(one) <= width for one in rows)
    before = "".join("".join(visible_lines(text)) for text, _ in row).replace(" ", "")
    assert "".join(text for one in rows for text, _ in one).replace(" ", "") == before


def test_rows_break_at_spaces_and_not_where_the_look_changes() -> None:
    rows = wrap([("Hello big wide world", ""), (", and", "link"), (" more", "")], 10)
    assert ["".join(text for text, _ in row).rstrip() for row in rows] == ["Hello big", "wide", "world, and", "more"]


def test_a_word_longer_than_a_row_is_broken() -> None:
    assert [row[0][0] for row in wrap([("abcdefgh", "")], 3)] == ["abc", "def", "gh"]


def test_wide_characters_are_never_cut_in_half() -> None:
    assert cut("日本語", 5) == "日本…"
    assert cut("日本語", 4) == "日…"


@given(st.text(max_size=40), st.integers(1, 30))
def test_cut_text_fits(text: str, width: int) -> None:
    assert cells(cut(text, width)) <= width


@given(pieces, st.integers(0, 30))
def test_a_cut_row_fits(row: list[tuple[str, str]], width: int) -> None:
    assert width_of(cut_row([(t.replace("\n", " "), look) for t, look in row], width)) <= width


def test_the_two_ends_of_a_row_stand_at_its_ends() -> None:
    assert "".join(text for text, _ in spread([("left", "")], [("right", "")], 12)) == "left   right"
    assert "".join(text for text, _ in spread([("a long left end", "")], [("right", "")], 12)) == "a long…right"


def test_marks_are_laid_over_looks() -> None:
    assert marked_pieces("Koizumi", [(0, 4)], "link", "match") == [("Koiz", "link match"), ("umi", "link")]
