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

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from dossier.search.search import Searcher

_CHECKED_HERE = 500
"""Dossiers up to which the checks run in this process: another one takes as long to start."""

_LOOK_EVERY = 0.25
"""Seconds between two looks whether to stop."""


class LibraryRead(Message):
    """The library was read, or read anew."""

    def __init__(self, library: Library, searcher: "Searcher", findings: list[Finding], problem: str = "") -> None:
        super().__init__()
        self.library = library
        self.searcher = searcher
        self.findings = findings
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

    def __init__(self, library: Library, post: Callable[[Message], object], searches: Mapping[str, str]) -> None:
        self._library = library
        self._post = post
        self._searches = searches
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
        import dossier.search.marking  # noqa: F401
        from dossier.library.building import StoppedError

        try:
            self._library = self._library.verified()
            if len(self._library.entries):
                self._show(self._library, self._library.problem)
            self._refresh()
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
            for _ in changes(self._library.root, self._stopped):
                if self._refresh():
                    self._changed.set()
        except StoppedError:
            return

    def check(self) -> None:
        """Show what the checks find."""
        library = self._library
        if len(library.entries) <= _CHECKED_HERE:
            from dossier.evidence.checks import check

            findings = check(library)
        else:
            findings = self._checked_elsewhere()
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
            marks = {"has:conflict": conflicts, "has:finding": frozenset(finding.dossier for finding in self._findings)}
            searcher = Searcher(library.snapshot, marks, self._searches)
            searcher.warm_up()
            self._post(LibraryRead(library, searcher, self._findings, problem))

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
