"""Printing: data to standard output, narration to standard error, nothing that a terminal would interpret."""

import json
import sys
from typing import Any, NoReturn

from dossier.model.visible import visible, visible_line

FINE, NOTHING, BAD_USAGE = 0, 1, 2
"""Exit statuses; `NOTHING` is also that of findings."""


def say(text: str = "") -> None:
    """Print text for people to standard output."""
    sys.stdout.write(f"{visible(text)}\n")


def say_json(value: Any) -> None:
    """Print a value as JSON (RFC 8259), in ASCII: safe on every terminal, and read back exactly."""
    sys.stdout.write(f"{json.dumps(value, indent=2)}\n")


def complain(message: str, status: int = BAD_USAGE) -> int:
    """Tell standard error why there is no answer; return the exit status."""
    sys.stderr.write(f"dossier: {visible_line(message)}\n")
    return status


def leave(message: str, status: int = BAD_USAGE) -> NoReturn:
    """Tell standard error why there is no answer, and end the program."""
    raise SystemExit(complain(message, status))
