"""Text made safe to show."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dossier.model.visible import visible, visible_line


def test_harmless_text_stays_as_it_is() -> None:
    for text in ("[sic] a", "[/]", "[redacted]", "US$5m\\", ":smile:", "Shinjirō 小泉 進次郎", "“quotes” – dash"):
        assert visible(text) == text


def test_what_a_terminal_interprets_is_named() -> None:
    assert visible("\x1b[31m") == "<ESC>[31m"
    assert visible("\x00\x07\x7f\x9b\u200b\u202e") == "<NUL><BEL><DEL><U+009B><U+200B><U+202E>"


def test_a_no_break_space_is_a_space() -> None:
    assert visible("5\u00a0m") == "5 m"


@given(st.text())
def test_nothing_but_printable_characters_line_feeds_and_tabs_comes_out(text: str) -> None:
    assert all(c.isprintable() or c in "\n\t" for c in visible(text))
    assert all(unicodedata.category(c)[0] != "C" for c in visible_line(text))


@given(st.text())
def test_what_is_safe_stays(text: str) -> None:
    assert visible(visible(text)) == visible(text)
