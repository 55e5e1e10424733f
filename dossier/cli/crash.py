"""What is said of a crash: one line to the user, a report for whoever mends it, nothing of what was in memory."""

import os
import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

from dossier import __version__
from dossier.cli.output import complain


def state_folder() -> Path:
    """Return where reports go (XDG Base Directory Specification 0.8)."""
    configured = os.environ.get("XDG_STATE_HOME") or ""
    folder = Path(configured) if Path(configured).is_absolute() else Path.home() / ".local" / "state"
    return folder / "dossier"


def report_crash(error: BaseException) -> None:
    """Write a report, readable to the user alone, and say where it is."""
    name = type(error).__name__
    try:
        file = state_folder() / f"crash-{datetime.now(UTC):%Y%m%dT%H%M%S}.txt"
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with open(handle, "w", encoding="utf-8") as report:
            report.write(told(error))
    except OSError as unwritable:
        complain(f"something went wrong inside ({name}); no report could be kept: {unwritable.strerror}")
    else:
        complain(f"something went wrong inside ({name}); {file} says where, and holds nothing of your library")


def told(error: BaseException) -> str:
    """Return where an error came up: types, files, lines. Its message is left out, for it may quote what was read."""
    lines = [f"dossier {__version__}, Python {platform.python_version()}, {platform.system()}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        for frame in traceback.extract_tb(seen.__traceback__):
            parts = Path(frame.filename).parts
            lines.append(f"  {'/'.join(parts[-3:])}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"
