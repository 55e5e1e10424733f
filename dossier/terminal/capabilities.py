"""What a terminal can show, told from the environment alone: no terminal is asked anything, so none need answer."""

import codecs
import os
import sys
from collections.abc import Mapping
from typing import NamedTuple

NO_COLOURS, SIXTEEN, MANY, TRUE = 0, 16, 256, 1 << 24
"""How many colours a terminal has."""

_PLAIN_TERMINALS = ("dumb", "unknown", "")
_OTHER_TONGUES = ("wy", "adm", "vt52", "tvi", "hp", "ibm", "3270", "qume", "regent", "aaa", "glasstty", "tty3")
"""Beginnings of the names of terminals that do not understand ECMA-48: they get lines only."""

_MONOCHROME = ("vt", "ansi-m", "xterm-mono", "linux-m", "cons25-m")
"""Beginnings of the names of terminals without colours (terminfo)."""

_FEW_GLYPHS = ("linux", "cons", "ansi", "sun", "pcansi", "bterm")
"""Beginnings of the names of consoles whose fonts have box drawing, but neither ticks nor heavy lines."""


class Capabilities(NamedTuple):
    """What can be shown."""

    terminal: str = "xterm"
    colours: int = SIXTEEN
    encoding: str = "utf-8"
    """Python's name of the terminal's character set."""

    few_glyphs: bool = False
    """Whether only the commonest signs beside letters are there."""

    is_dumb: bool = False
    """Whether the cursor cannot be moved: only lines can be printed."""

    @property
    def is_unicode(self) -> bool:
        """Whether every character can be sent."""
        return self.encoding.startswith("utf")


def capabilities(
    environment: Mapping[str, str] | None = None,
    encoding: str | None = None,
    *,
    ascii_only: bool = False,
    no_colour: bool = False,
) -> Capabilities:
    """Return what the terminal of *environment* (this process' by default) can show.

    *encoding* is that of standard output by default. ``NO_COLOR`` is that of no-color.org: set to anything but nothing.
    """
    environment = os.environ if environment is None else environment
    if encoding is None:
        encoding = getattr(sys.__stdout__, "encoding", None) or "utf-8"
    try:
        encoding = codecs.lookup(encoding).name
    except LookupError:
        encoding = "ascii"
    terminal = environment.get("TERM", "")
    colours = _colours(terminal, environment.get("COLORTERM", ""))
    if no_colour or environment.get("NO_COLOR"):
        colours = NO_COLOURS
    return Capabilities(
        terminal,
        colours,
        "ascii" if ascii_only else encoding,
        terminal.startswith(_FEW_GLYPHS),
        terminal in _PLAIN_TERMINALS or terminal.startswith(_OTHER_TONGUES),
    )


def _colours(terminal: str, more: str) -> int:
    if terminal in _PLAIN_TERMINALS or terminal.startswith(_MONOCHROME):
        return NO_COLOURS
    if more.lower() in ("truecolor", "24bit") or terminal.endswith("-direct"):
        return TRUE
    return MANY if "256color" in terminal else SIXTEEN
