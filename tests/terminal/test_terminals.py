"""Capabilities and characters; a few of the settings of docs/terminals.md, run again."""

import re
import shutil
import sys
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dossier.model.visible import visible_line
from dossier.terminal.capabilities import MANY, NO_COLOURS, SIXTEEN, TRUE, capabilities
from dossier.terminal.charset import Charset
from dossier.tui.driver import KeyDecoder
from tests.conftest import ROOT
from tests.terminal.ptys import terminal

sys.path.insert(0, str(ROOT / "docs"))

import terminals


@pytest.mark.parametrize(
    ("environment", "colours", "is_dumb"),
    [
        ({"TERM": "xterm"}, SIXTEEN, False), ({"TERM": "xterm-256color"}, MANY, False),
        ({"TERM": "linux"}, SIXTEEN, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, TRUE, False), ({"TERM": "foot-direct"}, TRUE, False),
        ({"TERM": "vt100"}, NO_COLOURS, False), ({"TERM": "dumb"}, NO_COLOURS, True), ({}, NO_COLOURS, True),
        ({"TERM": "wy50"}, SIXTEEN, True), ({"TERM": "xterm", "NO_COLOR": "1"}, NO_COLOURS, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, SIXTEEN, False),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, NO_COLOURS, True),
    ],
)  # fmt: skip
def test_what_a_terminal_can_do_is_told_from_its_environment(
    environment: dict[str, str], colours: int, is_dumb: bool
) -> None:
    found = capabilities(environment, "UTF-8")
    assert (found.colours, found.is_dumb, found.encoding) == (colours, is_dumb, "utf-8")


def test_an_encoding_that_nobody_knows_is_ascii() -> None:
    assert capabilities({}, "no-such-thing").encoding == "ascii"
    assert capabilities({}, "UTF-8", ascii_only=True).encoding == "ascii"


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [
        ("ascii", "─│├ “a” – …✓", '-|+ "a" - ~+'), ("ascii", "Ōe Müller 大江", "?e M?ller ????"),
        ("iso-8859-1", "Ōe Müller ─", "?e Müller -"), ("utf-8", "Ōe ─ ✓", "Ōe ─ ✓"), ("ascii", "e\u0301", "e"),
    ],
)  # fmt: skip
def test_text_is_fitted_to_a_character_set(encoding: str, text: str, shown: str) -> None:
    assert Charset(encoding).fitted(text) == shown


def test_a_console_with_few_glyphs_keeps_its_lines() -> None:
    assert Charset("utf-8", few_glyphs=True).fitted("─ ✓ ━ ō") == "─ + = ō"


@given(st.text(), st.sampled_from(["ascii", "iso-8859-1", "iso-8859-15", "cp437", "koi8-r", "utf-8"]))
def test_whatever_the_text_only_what_can_be_shown_comes_out_and_as_wide(text: str, encoding: str) -> None:
    safe = visible_line(text)
    assert safe.isprintable()
    assert visible_line(safe) == safe
    fitted = Charset(encoding).fitted(safe)
    assert fitted.isprintable()
    fitted.encode(encoding)
    assert cell_len(fitted) == sum(map(cell_len, safe))


@given(st.lists(st.binary(max_size=12), max_size=6))
def test_whatever_bytes_come_the_decoder_gives_keys_and_goes_on(chunks: list[bytes]) -> None:
    decoder = KeyDecoder()
    for chunk in chunks:
        decoder.fed(chunk)
    for _ in range(3):
        decoder.ticked()
    later = KeyDecoder()
    later.fed(b"x")
    assert [getattr(message, "key", "") for message in later.fed(b"j")] == ["j"]


@given(st.binary(max_size=30))
def test_after_any_bytes_and_a_pause_a_key_is_a_key(data: bytes) -> None:
    decoder = KeyDecoder()
    decoder.fed(data)
    with mock.patch("textual._parser.get_time", return_value=float("inf")):
        decoder.ticked()
    # A paste that was begun goes on until it ends; everything else is over after a pause.
    if b"\x1b[200~" not in data:
        assert [getattr(message, "key", "") for message in decoder.fed(b"j")][-1:] == ["j"]


SAMPLE = [0, 7, 14, 19, 23, 26, 31, 33, 36, -1]


@pytest.mark.parametrize("number", SAMPLE)
def test_a_terminal_shows_what_the_page_of_terminals_says(number: int) -> None:
    if shutil.which("tmux") is None:
        pytest.skip("needs tmux (Debian: apt-get install tmux)")
    setting = terminals.SETTINGS[number]
    page = (ROOT / "docs/terminals.md").read_text()
    assert terminals.row(setting, terminals.seen(setting)) in page, "run python docs/terminals.py"


def test_the_page_has_37_settings_or_more() -> None:
    rows = re.findall(r"^\| (?!TERM|---)", (ROOT / "docs/terminals.md").read_text(), re.MULTILINE)
    assert len(rows) == len(set(terminals.SETTINGS)) >= 37


@pytest.mark.parametrize("how", [{"NO_COLOR": "1"}, {"TERM": "vt100"}, {"TERM": "vt220", "COLORTERM": ""}])
def test_no_colour_means_no_colour_codes(tmp_path: Path, how: dict[str, str]) -> None:
    with terminal(tmp_path, env=how) as one:
        one.wait_for("paragraph 11")
        one.press(b"koizumi\r")
        one.wait_for("paragraph 3")
        one.settle()
        codes = {part for code in re.findall(rb"\x1b\[([0-9;]*)m", one.sent) for part in code.split(b";")}
        assert codes <= {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"9"}


@pytest.mark.parametrize("encoding", ["ascii", "iso-8859-1"])
def test_what_is_sent_is_in_the_encoding_of_the_terminal(tmp_path: Path, encoding: str) -> None:
    with terminal(tmp_path, env={"PYTHONIOENCODING": encoding}) as one:
        one.use(encoding)
        one.wait_for("paragraph 11")
        assert "u2500" not in one.sent.decode(encoding)
        assert "-------" in one.screen()
