"""Libraries with claims to review."""

import hashlib
from pathlib import Path

from dossier.library.catalogue import MemoryCatalogue
from dossier.library.library import Library
from dossier.model.reference import ClaimRef
from dossier.review.records import Record, VerdictName, now
from dossier.review.reviews import Reviews
from dossier.review.session import Session
from tests.conftest import place, write

TEXT = "Guam lies in the Pacific. Tinian lies north of it. Nobody met there.\n"


def claim(identifier: str, text: str, quote: str) -> str:
    """Return a claim as a dossier has it."""
    evidence = f'[[claims.evidence]]\nsource = "atlas"\nquote = "{quote}"\n'
    return f'[[claims]]\nid = "{identifier}"\ntext = "{text}"\n{evidence}'


def files() -> dict[str, str]:
    """Return the files of a library with two places, four claims, one source."""
    guam = claim("ocean", "Guam is in the Pacific.", "Guam lies in the Pacific") + claim(
        "people", "Nobody met there.", "Nobody met there"
    )
    tinian = claim("north", "Tinian is north of it.", "Tinian lies north of it") + claim(
        "empty", "Nobody met on Tinian.", "Nobody met there"
    )
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    source = 'kind = "source"\nid = "atlas"\ntitle = "Atlas"\npath = "seeds/atlas.txt"\n' + f'sha256 = "{digest}"\n'
    return {
        "data/library.toml": 'title = "Islands"\nformat = 1\n',
        **place("guam", guam),
        **place("tinian", tinian),
        "data/sources/atlas.toml": source,
        "seeds/atlas.txt": TEXT,
    }


CLAIMS = [
    ClaimRef("guam", "ocean"),
    ClaimRef("guam", "people"),
    ClaimRef("tinian", "north"),
    ClaimRef("tinian", "empty"),
]


def islands(root: Path) -> Library:
    """Write that library and load it."""
    write(root, files())
    return Library.load(root, MemoryCatalogue())


def session(
    root: Path, reviewer: str = "anna", library: Library | None = None, *, show_others: bool = False
) -> Session:
    """Return a session over the library at *root*, with the journals as they are on the disk."""
    reviews = Reviews(root / "reviews")
    reviews.refresh()
    library = Library.load(root, MemoryCatalogue())
    return Session(library, reviews, reviewer, show_others=show_others)


def verdict(name: VerdictName = "supported", claim: str = "guam#ocean", **more: str) -> Record:
    """Return a verdict that is not saved yet."""
    return Record(0, claim, now(), name, **more)  # type: ignore[arg-type]
