"""Who reviews: a name that is safe as the name of a file."""

import os
import re
from pathlib import Path
from typing import NamedTuple

FOLDER = "reviews"
"""Where the journals of a library are, below its root."""

VARIABLE = "DOSSIER_REVIEWER"
_LONGEST = 60


def reviewer_slug(name: str) -> str:
    """Return *name* as a slug: lower-case ASCII letters and digits, other characters as single hyphens."""
    if not name.isascii():
        import unicodedata  # login names are ASCII, nearly all

        name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", name.lower())[:_LONGEST].strip("-") or "reviewer"


def who_reviews(given: str = "", configured: str = "") -> str:
    """Return the reviewer: the one given, else of the environment, else of the settings, else the login name."""
    return reviewer_slug(given or os.environ.get(VARIABLE, "") or configured or _login())


class DeskSettings(NamedTuple):
    """What a user has chosen, of a desk; empty for what is chosen elsewhere."""

    reviewer: str = ""
    folder: str = ""
    show_others: bool = False


class Desk(NamedTuple):
    """Who reviews, where the journals are, and whether others' verdicts are shown before one's own is given."""

    reviewer: str
    folder: Path
    show_others: bool = False


def desk_at(root: Path, chosen: DeskSettings, reviewer: str = "", folder: str = "") -> Desk:
    """Return the desk for the library at *root*: by what is given now, else as chosen."""
    where = folder or chosen.folder
    return Desk(
        who_reviews(reviewer, chosen.reviewer),
        Path(where).expanduser() if where else root / FOLDER,
        chosen.show_others,
    )


def _login() -> str:
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a system that knows the number only
        return f"uid-{os.getuid()}"
