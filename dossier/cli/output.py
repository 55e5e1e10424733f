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
    r"""Return *text* in the characters that a stream can carry.

    On a terminal a quotation mark becomes ``"`` and other letters ``?``. Into a file nothing is lost: ``\u014d``.
    """
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if text.isascii() or encoding.lower().startswith("utf"):
        return text
    if not stream.isatty():
        return text.encode(encoding, "backslashreplace").decode(encoding)
    from dossier.terminal.charset import Charset

    return Charset(encoding).fitted(text)


def say_exactly(text: str) -> None:
    """Print text as UTF-8, whatever the locale: every byte of it counts."""
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        buffer.write(text.encode())
        buffer.flush()


def complain(message: str, status: int = BAD_USAGE) -> int:
    """Tell standard error why there is no answer; return the exit status."""
    sys.stderr.write(f"dossier: {fitted(visible_line(message), sys.stderr)}\n")
    return status


def leave(message: str, status: int = BAD_USAGE) -> NoReturn:
    """Tell standard error why there is no answer, and end the program."""
    raise SystemExit(complain(message, status))
