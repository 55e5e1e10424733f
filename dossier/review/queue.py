"""The queue: every claim in an order that helps, those of one dossier together."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple, overload

from dossier.library.finding import Finding
from dossier.model.reference import ClaimRef
from dossier.review.session import Session

FIRST, UNREVIEWED, STALE, DISPUTED, REST = range(5)
"""The order: drafts and claims with findings that the reviewer has not judged; others not judged; claims that have
changed since; claims that reviewers disagree on; all others."""

_STATE = re.compile(r"(?<!\S)(?P<negated>[-!]?)is:(?P<state>unreviewed|disputed|stale)(?!\S)", re.IGNORECASE)


class Conditions(NamedTuple):
    """What a query asks of a claim: each state, and whether it must have it."""

    states: tuple[tuple[str, bool], ...] = ()

    def fulfilled_by(self, state: str) -> bool:
        """Tell whether a claim of this state is meant."""
        return all((state == wanted) == must for wanted, must in self.states)


def parted(query: str) -> tuple[str, Conditions]:
    """Part a query into what it asks of dossiers, and what it asks of each claim: ``is:unreviewed`` and the like."""
    if "|" in query:  # alternatives are not parted: a dossier fulfils them or not
        return query, Conditions()
    states = tuple((match["state"].lower(), not match["negated"]) for match in _STATE.finditer(query))
    return " ".join(_STATE.sub(" ", query).split()), Conditions(states)


ANY = Conditions()


class _Block(NamedTuple):
    """Claims of one dossier that stand together in the queue, by their numbers in it (from 0)."""

    rank: int
    place: int
    dossier: str
    claims: Sequence[int]
    is_first: bool
    """Whether the dossier is a draft or the claims have findings, judged or not."""


class Queue(Sequence[ClaimRef]):
    """Claims to review. Dossiers are opened as the queue comes to them: there may be very many."""

    def __init__(self, session: Session, blocks: Iterable[_Block], judged: int) -> None:
        self._session = session
        self._blocks = sorted(blocks)
        self._ends = list(accumulate(len(block.claims) for block in self._blocks))
        self.judged = judged
        """How many of its claims the reviewer has judged, as they are now."""

    def __len__(self) -> int:
        """How many claims there are."""
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, index: int) -> ClaimRef: ...

    @overload
    def __getitem__(self, index: slice) -> list[ClaimRef]: ...

    def __getitem__(self, index: int | slice) -> ClaimRef | list[ClaimRef]:
        """Return a claim; with an empty claim id where its dossier has lost it since."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(index)
        number = bisect_right(self._ends, index)
        block = self._blocks[number]
        offset = index - (self._ends[number - 1] if number else 0)
        dossier = self._session.library.get(block.dossier)
        claim = block.claims[offset]
        found = dossier.claims[claim].id if dossier and claim < len(dossier.claims) else ""
        return ClaimRef(block.dossier, found)

    def place(self, claim: ClaimRef) -> int | None:
        """Return where a claim stands; None where it does not."""
        end = 0
        for block in self._blocks:
            start, end = end, end + len(block.claims)
            if block.dossier == claim.dossier:
                for place in range(start, end):
                    if self[place] == claim:
                        return place
        return None

    def start(self) -> int:
        """Return where to go on: behind the last verdict of the reviewer, or at the claim whose verdict was taken back.

        What was skipped since then comes again.
        """
        records = [*self._session.journal.records[-1:], *self._session.pending]
        if not records:
            return 0
        last = ClaimRef.parse(records[-1].claim)
        if records[-1].verdict is None:
            return self.place(last) or 0
        return self._behind(last)

    def _behind(self, claim: ClaimRef) -> int:
        """The first claim to be judged behind *claim*, in the order in which they stood before they were judged."""
        where = self.place(claim)
        if where is None:
            return 0
        number = bisect_right(self._ends, where)
        block = self._blocks[number]
        numbers = block.claims[where - (self._ends[number - 1] if number else 0)]
        was = (FIRST if block.is_first else UNREVIEWED, block.place, numbers)
        end = 0
        for one in self._blocks:
            start, end = end, end + len(one.claims)
            if one.rank > UNREVIEWED:
                break
            for offset, number in enumerate(one.claims):
                if (one.rank, one.place, number) > was:
                    return start + offset
        return 0


def queue_of(
    session: Session,
    findings: Mapping[str, Sequence[Finding]],
    only: Iterable[str] | None = None,
    conditions: Conditions = ANY,
) -> Queue:
    """Return the queue of a reviewer: all claims, or those of the dossiers in *only* that fulfil *conditions*.

    *findings* are by dossier. A dossier on which nobody has judged or found anything is not opened.
    """
    snapshot = session.library.snapshot
    chosen = snapshot.holding("status", "claims")
    if only is not None:
        chosen &= {number for number in map(snapshot.number, only) if number is not None}
    drafts = snapshot.holding("status", "draft")
    judged_by_somebody = {ClaimRef.parse(claim).dossier for claim in session.reviews.claims()}
    judged_by_somebody |= {ClaimRef.parse(record.claim).dossier for record in session.pending}
    blocks: list[_Block] = []
    judged = 0
    for number in sorted(chosen, key=snapshot.places.__getitem__):
        dossier, place = snapshot.key(number), snapshot.places[number]
        with_findings = {finding.claim for finding in findings.get(dossier, ())} - {None}
        if dossier not in judged_by_somebody and (not with_findings or number in drafts):
            if conditions.fulfilled_by("unreviewed"):
                is_draft = number in drafts
                claims = range(snapshot.entry(number).claims)
                blocks.append(_Block(FIRST if is_draft else UNREVIEWED, place, dossier, claims, is_draft))
            continue
        ranked: dict[tuple[int, bool], list[int]] = {}
        for claim, is_judged, rank, is_first in _ranked(session, dossier, number in drafts, with_findings, conditions):
            ranked.setdefault((rank, is_first), []).append(claim)
            judged += is_judged
        blocks += [_Block(rank, place, dossier, tuple(found), first) for (rank, first), found in ranked.items()]
    return Queue(session, blocks, judged)


def _ranked(
    session: Session, identifier: str, is_draft: bool, with_findings: set[int | None], conditions: Conditions
) -> Iterator[tuple[int, bool, int, bool]]:
    """The claims of a dossier that are meant: number, whether judged, rank, whether a draft or with findings."""
    dossier = session.library.get(identifier)
    for number, claim in enumerate(dossier.claims if dossier else ()):
        standing = session.visible(ClaimRef(identifier, claim.id))
        is_judged, is_stale = session.reviewer in standing.verdicts, session.reviewer in standing.stale
        is_disputed = standing.agreement == "disputed"
        is_first = is_draft or number in with_findings
        if is_judged:
            state, rank = ("disputed", DISPUTED) if is_disputed else ("judged", REST)
        elif is_stale:
            state, rank = "stale", STALE
        else:
            state, rank = "unreviewed", FIRST if is_first else UNREVIEWED
        if conditions.fulfilled_by(state):
            yield number, is_judged, rank, is_first
