"""`dossier doctor`."""

import argparse
import locale
import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from dossier import __version__
from dossier.cli.opening import desk_of, library_folder
from dossier.cli.output import FINE, NOTHING, say, say_json
from dossier.library.catalogue import cache_folder
from dossier.terminal.capabilities import NO_COLOURS, SIXTEEN, TRUE, Capabilities, capabilities

_LIBRARIES = ("textual", "rich", "rapidfuzz", "pydantic", "rtoml", "edtf", "watchfiles")
_LEAST, _DESIGNED_FOR = (40, 12), (80, 24)


class Sign(NamedTuple):
    """One thing that was looked at. `mend` is empty where nothing is wrong."""

    about: str
    found: str
    mend: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to declare."""


def run(options: argparse.Namespace) -> int:
    """Print one line for each thing; exit 1 where something wants mending."""
    signs = list(_signs(options))
    if options.json:
        say_json([sign._asdict() for sign in signs])
    else:
        width = max(len(sign.about) for sign in signs)
        for sign in signs:
            say(f"{sign.about:<{width}}  {sign.found}{f'  ! {sign.mend}' if sign.mend else ''}")
    return NOTHING if any(sign.mend for sign in signs) else FINE


def _signs(options: argparse.Namespace) -> Iterator[Sign]:
    terminal = capabilities(ascii_only=options.ascii, no_colour=options.no_color)
    yield _terminal(terminal)
    yield _size()
    yield _colours(terminal)
    yield _encoding(terminal)
    yield Sign("locale", locale.setlocale(locale.LC_CTYPE) or "C")
    yield _multiplexer()
    yield _clipboard()
    root = library_folder(options)
    yield Sign("library", f"{root}{'' if os.access(root, os.W_OK) else ', read-only'}")
    yield _journal(root)
    yield _cache()
    yield Sign("versions", f"dossier {__version__}, Python {platform.python_version()}, {_versions()}")


def _terminal(terminal: Capabilities) -> Sign:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Sign("terminal", "none", "the explorer needs one on input and output; --plain and the verbs do not")
    if terminal.is_dumb:
        return Sign(
            "terminal", terminal.terminal or "TERM is not set", "set TERM; until then answers come line by line"
        )
    return Sign("terminal", terminal.terminal)


def _size() -> Sign:
    try:
        columns, rows = os.get_terminal_size(sys.__stdout__.fileno())  # type: ignore[union-attr]
    except OSError:
        return Sign("size", "unknown")
    mend = ""
    if columns < _LEAST[0] or rows < _LEAST[1]:
        mend = "at least 40x12 is needed"
    elif columns < _DESIGNED_FOR[0] or rows < _DESIGNED_FOR[1]:
        mend = "80x24 shows list, card and passage together"
    return Sign("size", f"{columns}x{rows}", mend)


def _colours(terminal: Capabilities) -> Sign:
    if terminal.colours == NO_COLOURS:
        why = "NO_COLOR is set" if os.environ.get("NO_COLOR") else "--no-color, or a terminal without"
        return Sign("colours", f"none: {why}")
    told = {SIXTEEN: "16", TRUE: "true colour"}.get(terminal.colours, str(terminal.colours))
    return Sign("colours", told)


def _encoding(terminal: Capabilities) -> Sign:
    if terminal.is_unicode:
        return Sign("encoding", terminal.encoding)
    return Sign("encoding", terminal.encoding, "names lose letters on the screen; a UTF-8 locale, as C.UTF-8, has all")


def _multiplexer() -> Sign:
    told = {"TMUX": "tmux", "STY": "screen", "SSH_CONNECTION": "ssh"}
    found = [name for variable, name in told.items() if os.environ.get(variable)]
    return Sign("inside", ", ".join(found) or "neither tmux, screen nor ssh")


def _clipboard() -> Sign:
    if os.environ.get("TMUX"):
        return Sign("clipboard", "OSC 52, passed on by tmux with `set -g set-clipboard on`; always shown as text")
    if os.environ.get("STY"):
        return Sign("clipboard", "none through screen; the text is shown, to be selected")
    return Sign("clipboard", "OSC 52, if the terminal allows it; the text is always shown as well")


def _journal(root: Path) -> Sign:
    from dossier.review.journal import Journal
    from dossier.review.session import obstacle_to

    desk = desk_of(root)
    journal = Journal(desk.folder, desk.reviewer)
    obstacle = obstacle_to(journal.path)
    told = f"{journal.path}, as {desk.reviewer}"
    return Sign("journal", told, f"{obstacle}; `dossier review --reviews DIR` keeps it elsewhere" if obstacle else "")


def _cache() -> Sign:
    folder = cache_folder()
    if folder is None:
        return Sign("cache", "none", "every start reads every file; HOME or XDG_CACHE_HOME names a place")
    place = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    if os.access(place, os.W_OK):
        return Sign("cache", str(folder))
    return Sign("cache", f"{folder}, not writable", "every start reads every file; XDG_CACHE_HOME names another place")


def _versions() -> str:
    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} is missing")
    return ", ".join(found)
