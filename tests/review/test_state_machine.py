"""Whatever is done in whatever order: what a session says is what the journal says."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from dossier.review.records import VERDICTS, VerdictName
from dossier.review.session import Session
from tests.conftest import write
from tests.review.making import CLAIMS, files, islands, session

WORDS = ("Guam is in the Pacific.", "Guam lies in an ocean.")


class Reviewing(RuleBasedStateMachine):
    """Two sessions of one reviewer and one of another, over a library that changes under them.

    The model is a list of what was done to each claim, kept apart from the program.
    """

    sessions: Bundle[Session] = Bundle("sessions")

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        islands(self.root)
        self.open: list[Session] = []
        self.done: dict[str, list[tuple[str, VerdictName, str]]] = {"anna": [], "bela": []}
        """For each reviewer the verdicts that were given and not taken back: claim, verdict, fingerprint."""

        self.own: dict[int, list[tuple[str, VerdictName, str]]] = {}
        """For each session its part of these, and what it has taken back."""

        self.undone: dict[int, list[tuple[str, VerdictName, str]]] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def started(self, reviewer: str) -> Session:
        made = session(self.root, reviewer)
        self.open.append(made)
        self.own[id(made)], self.undone[id(made)] = [], []
        return made

    @initialize(target=sessions)
    def first(self) -> Session:
        return self.started("anna")

    @rule(target=sessions, reviewer=st.sampled_from(["anna", "bela"]))
    def another(self, reviewer: str) -> Session:
        return self.started(reviewer)

    @rule(one=sessions, claim=st.sampled_from(CLAIMS), verdict=st.sampled_from(VERDICTS))
    def judges(self, one: Session, claim: object, verdict: VerdictName) -> None:
        given = one.judge(claim, verdict)  # type: ignore[arg-type]
        one.save()
        entry = (str(claim), verdict, given.fingerprint)
        self.done[one.reviewer].append(entry)
        self.own[id(one)].append(entry)
        self.undone[id(one)].clear()

    @rule(one=sessions)
    def undoes(self, one: Session) -> None:
        one.journal.refresh()
        given, own = self.done[one.reviewer], self.own[id(one)]
        one.undo()
        one.save()
        # A session takes back its own verdicts first; one that another session has taken back is gone already.
        entry = own.pop() if own else given[-1] if given else None
        if entry is None:
            return
        self.undone[id(one)].append(entry)
        last = next((n for n in range(len(given) - 1, -1, -1) if given[n] is entry), None)
        if last is not None:
            del given[last]

    @rule(one=sessions)
    def redoes(self, one: Session) -> None:
        undone = self.undone[id(one)]
        one.redo()
        one.save()
        if undone:
            claim, verdict, fingerprint = undone.pop()
            entry = (claim, verdict, fingerprint)
            self.done[one.reviewer].append(entry)
            self.own[id(one)].append(entry)

    @rule(text=st.sampled_from(WORDS))
    def the_dossier_is_edited(self, text: str) -> None:
        edited = {path: words.replace(WORDS[0], text) for path, words in files().items()}
        write(self.root, {"data/places/guam.toml": edited["data/places/guam.toml"]})
        for one in self.open:
            one.renew(one.library.refreshed())

    @rule(one=sessions)
    def reloads(self, one: Session) -> None:
        one.reviews.refresh()

    @invariant()
    def the_journal_says_what_was_done(self) -> None:
        for reviewer, given in self.done.items():
            read = session(self.root, reviewer)
            assert read.journal.troubles == []
            for claim in CLAIMS:
                expected = next((one for one in reversed(given) if one[0] == str(claim)), None)
                mine = read.mine(claim)
                assert (mine and (mine.claim, mine.verdict, mine.fingerprint)) == expected
                for one in self.open:
                    one.reviews.refresh()
                    held = one.reviews.journal(reviewer).ledger.holding(str(claim))
                    assert held == mine
                    standing = one.standing(claim)
                    if mine is not None:
                        stale = mine.fingerprint != one.fingerprints.of(claim)
                        assert reviewer in (standing.stale if stale else standing.verdicts)


TestReviewing = Reviewing.TestCase
TestReviewing.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
