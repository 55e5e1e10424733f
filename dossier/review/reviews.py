"""All journals of a library, and how the reviewers stand to each claim."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from dossier.library.finding import Finding
from dossier.model.visible import visible_line
from dossier.review.journal import Journal
from dossier.review.records import Record

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Agreement = Literal["agreed", "disputed", "single", "none"]


class Standing(NamedTuple):
    """How the reviewers stand to one claim."""

    verdicts: dict[str, Record]
    """The verdicts that count, by reviewer."""

    stale: dict[str, Record]
    """Verdicts on what the claim, its quote or its source was before; they are history."""

    @property
    def agreement(self) -> Agreement:
        """Whether those who have judged the claim agree."""
        given = [record.verdict for record in self.verdicts.values()]
        if len(given) < 2:
            return "single" if given else "none"
        return "agreed" if len(set(given)) == 1 else "disputed"

    @property
    def told(self) -> str:
        """Who says what: ``anna: supported · bela: contradicted``."""
        return " · ".join(f"{who}: {record.verdict}" for who, record in self.verdicts.items())


class Reviews:
    """The journals in one folder, by reviewer; read again when asked to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.journals: dict[str, Journal] = {}
        self._unreadable: dict[str, str] = {}

    def journal(self, reviewer: str) -> Journal:
        """Return the journal of a reviewer, who may not have one yet."""
        return self.journals.setdefault(reviewer, Journal(self.folder, reviewer))

    def refresh(self) -> None:
        """Read what was added to any journal.

        A journal that cannot be read keeps what was read of it; see `findings`.
        """
        try:
            names = sorted(file.stem for file in self.folder.glob("*.toml") if _NAME.fullmatch(file.stem))
        except OSError:
            names = []
        unreadable = {}
        for reviewer in dict.fromkeys([*names, *self.journals]):
            journal = self.journal(reviewer)
            try:
                journal.refresh()
            except OSError as error:
                unreadable[reviewer] = error.strerror or str(error)
        self._unreadable = unreadable

    @property
    def is_empty(self) -> bool:
        """Whether nobody has judged anything."""
        return not any(journal.records for journal in list(self.journals.values()))

    def others(self, reviewer: str) -> dict[str, int]:
        """Return how many records each of the others has: what changes when one of them has saved."""
        return {who: len(journal.records) for who, journal in list(self.journals.items()) if who != reviewer}

    def standing(self, claim: str, fingerprint: str) -> Standing:
        """Return how the reviewers stand to *claim*, which has this fingerprint now."""
        standing = Standing({}, {})
        for reviewer in sorted(self.journals):
            record = self.journals[reviewer].ledger.holding(claim)
            if record is not None:
                (standing.verdicts if record.fingerprint == fingerprint else standing.stale)[reviewer] = record
        return standing

    def claims(self) -> Iterator[str]:
        """Yield every claim on which somebody's verdict holds, each once."""
        seen = set()
        for journal in list(self.journals.values()):
            for claim in journal.ledger.claims():
                if claim not in seen:
                    seen.add(claim)
                    yield claim

    def findings(self, root: Path) -> list[Finding]:
        """Return what is wrong with the journals of the library at *root*."""
        found = []
        for reviewer, journal in sorted(self.journals.items()):
            path = _below(journal.path, root)
            if reviewer in self._unreadable:
                message = f"the journal cannot be read: {visible_line(self._unreadable[reviewer])}"
                found.append(Finding(path, 1, 1, "journal-unreadable", message, "make it readable to you"))
            for trouble in journal.troubles:
                hint = "what stands there is not counted; compare it with a copy, and judge the claim again"
                found.append(Finding(path, trouble.line, 1, trouble.code, trouble.message, hint))
            if journal.torn:
                line = journal.lines + 1
                message = "the end of the journal was torn off while it was written; all records before it stand"
                hint = f"the next review by {reviewer} sets it aside"
                found.append(Finding(path, line, 1, "journal-torn", message, hint, "warning"))
        return found


def _below(path: Path, root: Path) -> str:
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return str(path)
