"""Printing: data to standard output, narration to standard error, nothing that a terminal would interpret."""

import json
import sys
from typing import Any, NoReturn, TextIO

from dossier.model.visible import visible, visible_line

FINE, NOTHING, BAD_USAGE = 0, 1, 2
"""Exit statuses; `NOTHING` is also that of findings."""


def say(text: str = "") -> None:
    """Print text for people to standard output."""
    sys.stdout.write(f"{fitted(visible(text), sys.stdout)}\n")


def say_json(value: Any) -> None:
    """Print a value as JSON (RFC 8259), in ASCII: safe on every terminal, and read back exactly."""
    sys.stdout.write(f"{json.dumps(value, indent=2)}\n")


def fitted(text: str, stream: TextIO) -> str:
    """Return *text* in the characters that a stream can carry: a quotation mark as ``"``, other letters as ``?``."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if text.isascii() or encoding.lower().startswith("utf"):
        return text
    from dossier.terminal.charset import Charset

    return Charset(encoding).fitted(text)


def complain(message: str, status: int = BAD_USAGE) -> int:
    """Tell standard error why there is no answer; return the exit status."""
    sys.stderr.write(f"dossier: {fitted(visible_line(message), sys.stderr)}\n")
    return status


def leave(message: str, status: int = BAD_USAGE) -> NoReturn:
    """Tell standard error why there is no answer, and end the program."""
    raise SystemExit(complain(message, status))
