"""One reviewer's work on one library: verdicts given, taken back, given again, and saved behind the reviewer's back.

What the reviewer does holds at once, in memory; `save` puts it into the journal, in order, from a thread of its own.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from dossier.library.library import Library
from dossier.model.reference import ClaimRef
from dossier.review.fingerprints import Fingerprints
from dossier.review.records import Record, VerdictName, now
from dossier.review.reviews import Reviews, Standing


class Session:
    """What one reviewer knows and does.

    The verdicts of others on a claim are hidden until the reviewer has judged it, unless *show_others*: who has read
    that three others find a claim supported reads it with their eyes.
    """

    def __init__(self, library: Library, reviews: Reviews, reviewer: str, *, show_others: bool = False) -> None:
        self.reviews = reviews
        self.reviewer = reviewer
        self.show_others = show_others
        self.journal = reviews.journal(reviewer)
        self._lock = Lock()
        self._pending: list[Record] = []
        self._saved_as: dict[int, int] = {}
        """Sequence numbers in the journal, by those that records had before they were saved."""

        self._number = 0
        self._given: list[Record] = []
        """The verdicts of this session that may be taken back, the last one last."""

        self._undone: list[Record] = []
        self.renew(library)

    def renew(self, library: Library) -> None:
        """Go on with a library that was read anew."""
        self.library = library
        self.fingerprints = Fingerprints(library)

    # -- what is known

    @property
    def pending(self) -> list[Record]:
        """What was done and is not saved, in order; withdrawals by the numbers that their verdicts have by now."""
        with self._lock:
            saved_as = self._saved_as
            return [one._replace(withdraws=saved_as.get(one.withdraws, one.withdraws)) for one in self._pending]

    def mine(self, claim: ClaimRef) -> Record | None:
        """Return the reviewer's own verdict that holds on a claim, saved or not, stale or not."""
        return self.journal.ledger.holding(str(claim), self.pending)

    def standing(self, claim: ClaimRef) -> Standing:
        """Return how all reviewers stand to a claim, as it is now."""
        fingerprint = self.fingerprints.of(claim)
        standing = self.reviews.standing(str(claim), fingerprint)
        for verdicts in standing:
            verdicts.pop(self.reviewer, None)
        mine = self.mine(claim)
        if mine is not None:
            (standing.verdicts if mine.fingerprint == fingerprint else standing.stale)[self.reviewer] = mine
        return Standing(dict(sorted(standing.verdicts.items())), dict(sorted(standing.stale.items())))

    def visible(self, claim: ClaimRef) -> Standing:
        """Return what the reviewer may know of how others stand to a claim."""
        standing = self.standing(claim)
        if self.show_others or self.reviewer in standing.verdicts:
            return standing
        own = {who: record for who, record in standing.stale.items() if who == self.reviewer}
        return Standing({}, own)

    def shown(self, claim: ClaimRef) -> Standing:
        """Return what cards and searches show: everything to those who only look things up, else what is visible."""
        return self.visible(claim) if self.reviews_here else self.standing(claim)

    @property
    def reviews_here(self) -> bool:
        """Whether the reviewer has judged anything here; who only looks things up need not be blind to anything."""
        return bool(self.journal.records or self._pending)

    def obstacle(self) -> str:
        """Return why the journal cannot be written; empty where nothing speaks against it."""
        return obstacle_to(self.journal.path)

    # -- what the reviewer does

    def judge(self, claim: ClaimRef, verdict: VerdictName, note: str = "", correction: str = "") -> Record:
        """Give a verdict on a claim as it is now.

        Raises:
            KeyError: the claim is not in the library.
        """
        fingerprint = self.fingerprints.of(claim)
        if not fingerprint:
            raise KeyError(str(claim))
        self._undone.clear()
        return self._give(Record(0, str(claim), now(), verdict, 0, note, correction, fingerprint))

    def to_undo(self) -> Record | None:
        """Return the verdict that `undo` takes back: the last of this session, then of earlier ones; None for none."""
        return self._given[-1] if self._given else self.journal.ledger.latest(self.pending)

    def to_redo(self) -> Record | None:
        """Return the verdict that `redo` gives again: the one that was taken back last; None for none."""
        return self._undone[-1] if self._undone else None

    def undo(self) -> None:
        """Take the verdict back that `to_undo` names, if there is one."""
        given = self.to_undo()
        if given is not None:
            self._given = self._given[:-1]
            self._undone.append(given)
            self._add(Record(0, given.claim, now(), withdraws=given.sequence))

    def redo(self) -> None:
        """Give the verdict again that `to_redo` names, on what it was given on, if there is one."""
        if self._undone:
            self._give(self._undone.pop()._replace(at=now()))

    def adopt(self, records: Iterable[Record]) -> None:
        """Take over records that another session could not save; they are pending here, under new numbers."""
        numbers: dict[int, int] = {}
        for record in records:
            withdraws = numbers.get(record.withdraws, record.withdraws)
            numbers[record.sequence] = self._add(record._replace(withdraws=withdraws)).sequence

    def save(self) -> list[Record]:
        """Put what is pending into the journal, in order; return the records as they stand there.

        To be called from one thread at a time. What is saved is saved, even where what follows it fails.

        Raises:
            OSError: a record could not be saved; it and those behind it stay pending.
        """
        saved = []
        while pending := self.pending:
            saved.append(self.journal.append(pending[0]))
            with self._lock:
                self._saved_as[self._pending.pop(0).sequence] = saved[-1].sequence
        return saved

    # -- inside

    def _give(self, record: Record) -> Record:
        given = self._add(record)
        self._given.append(given)
        return given

    def _add(self, record: Record) -> Record:
        with self._lock:
            self._number -= 1
            numbered = record._replace(sequence=self._number, previous="", seal="")
            self._pending.append(numbered)
            return numbered


def obstacle_to(journal: Path) -> str:
    """Return why a journal cannot be written; empty where nothing speaks against it."""
    try:
        if journal.exists():
            os.close(os.open(journal, os.O_RDWR | os.O_CLOEXEC))
            return ""
        folder = journal.parent if journal.parent.is_dir() else journal.parent.parent
        if os.statvfs(folder).f_flag & os.ST_RDONLY:
            return "the file system is read-only"
        return "" if os.access(folder, os.W_OK, effective_ids=True) else f"{folder} is not yours to write"
    except OSError as error:
        return error.strerror or str(error)
