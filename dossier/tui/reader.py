"""Reads the library in the background, and again whenever its files change. It posts messages and touches no widget."""

import gc
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from textual.message import Message

from dossier.library.finding import Finding
from dossier.library.library import Library
from dossier.review.reviewer import Desk

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from dossier.review.reviews import Reviews
    from dossier.search.search import Searcher

_CHECKED_HERE = 500
"""Dossiers up to which the checks run in this process: another one takes as long to start."""

_LOOK_EVERY = 0.25
"""Seconds between two looks whether to stop."""


class LibraryRead(Message):
    """The library was read, or read anew."""

    def __init__(
        self,
        library: Library,
        searcher: "Searcher",
        findings: list[Finding],
        reviews: "Reviews",
        problem: str = "",
    ) -> None:
        super().__init__()
        self.library = library
        self.searcher = searcher
        self.findings = findings
        self.reviews = reviews
        """The journals, as far as they are read; always the same object."""

        self.problem = problem
        """What the user is to know about the catalogue; empty for nothing."""


class Reading(Message):
    """So many files have been read, of so many."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__()
        self.done = done
        self.total = total


class Reader:
    """What is done in the background as long as the explorer is open."""

    def __init__(
        self,
        library: Library,
        desk: Desk,
        post: Callable[[Message], object],
        searches: Mapping[str, str],
        *,
        alone: bool = False,
    ) -> None:
        self._library = library
        self._desk = desk
        self._post = post
        self._searches = searches
        self._alone = alone
        """Whether no other process may be started."""

        self._reviews: Reviews | None = None
        self._marks: dict[str, frozenset[str]] = {}
        """What a search may ask of the reviews."""

        self._marked_for: tuple[Library, dict[str, int]] | None = None
        """The library, and how much others had judged, when the marks were made."""

        self._stopped = Event()
        self._changed = Event()
        self._shown = Lock()
        """Held while something is shown, so that nothing older is shown after it."""

        self._findings: list[Finding] = []

    def stop(self) -> None:
        """Stop soon: between two pieces of work."""
        self._stopped.set()
        self._changed.set()

    def read(self) -> None:
        """Show what the catalogue remembers, then what is there now."""
        # Loaded here, in the background, so that neither the first frame nor a key waits for it.
        import dossier.cards.building
        import dossier.cards.passage
        import dossier.review.marks
        import dossier.search.marking  # noqa: F401
        from dossier.library.building import StoppedError

        try:
            self._library = self._library.verified()
            if len(self._library.entries):
                self._show(self._library, self._library.problem)
            self._refresh()
            self._reviews_now().refresh()
            self.mark()
            _settle()
        except StoppedError:
            return

    def watch(self) -> None:
        """Show what is there whenever files change, and what the checks find in it, until it is stopped."""
        from dossier.library.building import StoppedError
        from dossier.library.watching import changes

        # Beside it, for the checks of a large library take minutes.
        Thread(target=self._keep_checked, daemon=True).start()
        try:
            for of_library in changes(self._library.root, self._stopped, self._desk.folder):
                if of_library and self._refresh():
                    self._changed.set()
                self._look_at_reviews()
        except StoppedError:
            return

    def mark(self) -> None:
        """Show what searches may ask of the reviews, as they are by now."""
        from dossier.review.marks import marks_of
        from dossier.review.session import Session

        desk, reviews, library = self._desk, self._reviews_now(), self._library
        self._marked_for = (library, reviews.others(desk.reviewer))
        marks = marks_of(Session(library, reviews, desk.reviewer, show_others=desk.show_others))
        if marks != self._marks:
            self._marks = marks
            self._show(library)

    def check(self) -> None:
        """Show what the checks find, in the dossiers and in the journals."""
        library = self._library
        if self._alone or len(library.entries) <= _CHECKED_HERE:
            from dossier.evidence.checks import check

            findings = check(library)
        else:
            findings = self._checked_elsewhere()
        findings = [*findings, *self._reviews_now().findings(library.root)]
        with self._shown:
            if findings == self._findings or self._stopped.is_set():
                return
            self._findings = findings
        self._show(self._library)

    def _keep_checked(self) -> None:
        while not self._stopped.is_set():
            self._changed.clear()
            self.check()
            self._changed.wait()

    def _refresh(self) -> bool:
        """Read what changed; say whether anything did."""
        library = self._library.refreshed(self._progress, self._show)
        changed = library is not self._library
        if changed:
            self._library = library
            self._show(library, library.problem)
        return changed

    def _checked_elsewhere(self) -> list[Finding]:
        """What the checks find in a large library, in another process: they would hold up the keys for seconds."""
        from multiprocessing import get_context

        from dossier.library.building import standard_error

        spawning = get_context("spawn")
        receiving, sending = spawning.Pipe(duplex=False)
        process = spawning.Process(target=_check_and_send, args=(self._library.root, sending), daemon=True)
        try:
            with standard_error():
                process.start()
        except OSError:  # a system that grants no processes: the checks stay undone, and `dossier check` does them
            return self._findings
        sending.close()
        try:
            while not receiving.poll(_LOOK_EVERY):
                if self._stopped.is_set():
                    process.terminate()
                    return self._findings
            findings: list[Finding] = receiving.recv()
        except EOFError:  # it was ended from outside
            return self._findings
        finally:
            process.join()
        return findings

    def _show(self, library: Library, problem: str = "") -> None:
        from dossier.search.search import Searcher

        with self._shown:
            conflicts = frozenset(finding.dossier for finding in self._findings if finding.is_conflict)
            found = frozenset(finding.dossier for finding in self._findings)
            marks = {**self._marks, "has:conflict": conflicts, "has:finding": found}
            searcher = Searcher(library.snapshot, marks, self._searches)
            searcher.warm_up()
            self._post(LibraryRead(library, searcher, self._findings, self._reviews_now(), problem))

    def _look_at_reviews(self) -> None:
        """Show what other reviewers have saved; what this one has is known, and marked when the review is left."""
        reviews = self._reviews_now()
        reviews.refresh()
        now = (self._library, reviews.others(self._desk.reviewer))
        if self._marked_for is None or now[0] is not self._marked_for[0] or now[1] != self._marked_for[1]:
            self.mark()
            self._show(self._library)

    def _reviews_now(self) -> "Reviews":
        if self._reviews is None:
            from dossier.review.reviews import Reviews

            self._reviews = Reviews(self._desk.folder)
        return self._reviews

    def _progress(self, done: int, total: int) -> None:
        from dossier.library.building import StoppedError

        if self._stopped.is_set():
            raise StoppedError
        self._post(Reading(done, total))


def _check_and_send(root: Path, answer: "Connection") -> None:
    """Check a library in a process of its own, behind everything else that the machine has to do."""
    from dossier.evidence.checks import check
    from dossier.library.building import work_quietly

    work_quietly()
    os.nice(10)
    answer.send(check(Library.load(root)))


def _settle() -> None:
    """What is loaded by now stays until the end: no collection need look at it again while keys are pressed."""
    gc.collect()
    gc.freeze()
    gc.enable()
