"""Names to measure with: the real ones of the corpus where it is there, generated ones otherwise."""

import gzip
import os
import random
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
_SYLLABLES = (
    "ka",
    "ta",
    "ya",
    "ma",
    "shi",
    "ro",
    "mi",
    "no",
    "ha",
    "ru",
    "to",
    "bel",
    "gan",
    "mor",
    "lin",
    "ber",
    "son",
    "dra",
)


class Person(NamedTuple):
    """A name, and its forms in other scripts."""

    name: str
    others: tuple[str, ...] = ()


def corpus(name: str) -> Path | None:
    """Return a file of the corpora: in $DOSSIER_CORPORA, or in shared/corpora beside the checkout; None if absent."""
    folders = [os.environ.get("DOSSIER_CORPORA"), HERE.parent.parent / "shared" / "corpora"]
    paths = (Path(folder) / name for folder in folders if folder)
    return next((path for path in paths if path.exists()), None)


def people(number: int, seed: int = 1) -> list[Person]:
    """Return so many people, the same ones for the same seed: the corpus first, then its names newly combined."""
    file = corpus("names/names.tsv.gz")
    randomly = random.Random(seed)
    if file is None:
        known = [Person(f"{_made_up(randomly)} {_made_up(randomly)}") for _ in range(min(number, 20_000))]
    else:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            rows = [line.rstrip("\n").split("\t") for line in lines][1:]
        known = [Person(row[0], tuple(filter(None, row[1].split(" | ")))) for row in rows if row[0].strip()]
        randomly.shuffle(known)
    if number <= len(known):
        return known[:number]
    split = [person.name.split() for person in known]
    given = [words[0] for words in split]
    family = [" ".join(words[1:]) or words[0] for words in split]
    return known + [Person(f"{randomly.choice(given)} {randomly.choice(family)}") for _ in range(number - len(known))]


def _made_up(randomly: random.Random) -> str:
    return "".join(randomly.choices(_SYLLABLES, k=randomly.randint(2, 4))).capitalize()
