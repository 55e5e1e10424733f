"""The explorer's state: what is searched, selected, opened, pointed at. No terminal here; tests drive it directly."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dossier.cards.card import Card, Line, card_head
from dossier.library.finding import Finding
from dossier.library.library import Library
from dossier.model.reference import ClaimRef
from dossier.search.hits import Hit, Results

if TYPE_CHECKING:
    from dossier.review.reviews import Standing
    from dossier.search.search import Searcher


StandingOf = Callable[[ClaimRef], "Standing"]


class Visit(NamedTuple):
    """A dossier that was opened, and the line of its card that the cursor was on."""

    id: str
    line: int


class Explorer:
    """What the explorer shows of a library, and how each intent of the user changes it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.query = ""
        self.hits: Sequence[Hit] = Results(library.snapshot, library.snapshot.order)
        self.notes: tuple[str, ...] = ()
        """What the user is to know about the query."""

        self.position = 0
        """Which hit the list's cursor is on, from 0."""

        self.cards_ready = False
        """Whether cards may be built: the models have been loaded, in the background."""

        self.card = Card("", "", "")
        self.line = 0
        """Which line of the card the cursor is on."""

        self.evidence = 0
        self.context = 1
        self.findings: list[Finding] = []
        """What the checks found, once they have run in the background."""

        self.standing_of: StandingOf | None = None
        """How reviewers stand to a claim; None where nobody has reviewed anything."""

        self._findings_on: dict[str, list[Finding]] = {}
        self._searcher: Searcher | None = None
        self._moved = False
        """Whether the list's cursor was ever moved from where it began."""

        self._back: list[Visit] = []
        self._forward: list[Visit] = []
        self._preview()

    def renew(
        self,
        library: Library,
        searcher: "Searcher",
        findings: Iterable[Finding] = (),
        standing_of: StandingOf | None = None,
    ) -> None:
        """Take over a library that was read anew; query, cursors and history stay, by id."""
        self.standing_of = standing_of
        self.findings = list(findings)
        self._findings_on = {}
        for finding in self.findings:
            self._findings_on.setdefault(finding.dossier, []).append(finding)
        selected, opened, text = self.selected, self.card.id, self._line().text
        self.library, self._searcher, self.cards_ready = library, searcher, True
        hits = searcher.search(self.query)
        self.hits, self.notes = hits, hits.notes
        self.position = (hits.place(selected) or 0) if self._moved else 0
        if opened in library.entries and opened != selected:
            self._show(opened)
        else:
            self._preview()
        self.line = next((n for n in self.card.stops if self.card.lines[n].text == text), self.line)

    # -- the list

    @property
    def selected(self) -> str:
        """Id of the dossier under the list's cursor; empty where nothing was found."""
        return self.hits[self.position].id if self.hits else ""

    def search(self, query: str) -> None:
        """Search for *query* and go to the first hit; a query typed before the index is there is answered with it."""
        self.query = query
        if self._searcher is None:
            return
        hits = self._searcher.search(query)
        self.hits, self.notes = hits, hits.notes
        self.position = 0
        self._preview()

    def move(self, by: int) -> None:
        """Move the list's cursor; it stops at the ends."""
        self._moved = True
        if self.hits:
            self.position = max(0, min(len(self.hits) - 1, self.position + by))
            self._preview()

    # -- the card

    def move_line(self, by: int) -> None:
        """Move the card's cursor by so many stops."""
        stops = self.card.stops
        if stops:
            number = stops.index(self.line) if self.line in stops else 0
            self._point_at(stops[max(0, min(len(stops) - 1, number + by))])

    def open_selected(self) -> bool:
        """Open the dossier under the list's cursor; say whether there is one."""
        self._moved = True
        if not self.selected:
            return False
        if self.card.id != self.selected:
            self._show(self.selected)
        if not self._back or self._back[-1].id != self.selected:
            self._back.append(Visit(self.selected, self.line))
            self._forward.clear()
        return True

    def open(self, identifier: str, claim: ClaimRef | None = None) -> bool:
        """Open a dossier, at *claim* if it is given; say whether there is such a dossier."""
        if not self._turn_to(identifier):
            return False
        lines = self.card.lines
        stated = (n for n in self.card.stops if claim and lines[n].states and lines[n].claim == claim)
        self._arrive(next(stated, self.line))
        return True

    def open_at(self, identifier: str, line: int) -> bool:
        """Open a dossier, at a line of its card; say whether there is such a dossier."""
        if not self._turn_to(identifier):
            return False
        self._arrive(line)
        return True

    def follow(self) -> bool:
        """Open what the line under the cursor leads to; say whether it leads anywhere."""
        line = self._line()
        return bool(line.target) and self.open(line.target, line.claim if line.states else None)

    def history(self, by: int) -> bool:
        """Go back (-1) or forward (1) in the history; say whether there was a place to go."""
        if by < 0 and len(self._back) > 1:
            self._leave()
            self._forward.append(self._back.pop())
            visit = self._back[-1]
        elif by > 0 and self._forward:
            self._leave()
            visit = self._forward.pop()
            self._back.append(visit)
        else:
            return False
        self._show(visit.id)
        self._point_at(visit.line)
        return True

    def up(self) -> bool:
        """Open what this dossier is a part of; say whether it is part of anything."""
        entry = self.library.entries.get(self.card.id)
        return bool(entry and entry.part_of) and self.open(entry.part_of if entry else "")

    # -- what hangs on the line under the cursor

    @property
    def hit(self) -> Hit | None:
        """The hit under the list's cursor, if it is what the card shows."""
        hit = self.hits[self.position] if self.hits else None
        return hit if hit is not None and hit.id == self.card.id else None

    @property
    def claim(self) -> ClaimRef | None:
        """The claim that the line under the cursor states or rests on."""
        return self._line().claim

    @property
    def target(self) -> str:
        """Id of the dossier that the line under the cursor leads to; empty for none."""
        return self._line().target

    def turn_context(self, by: int, steps: int) -> bool:
        """Show less or more text around the passage, in so many steps at most; say whether that went."""
        before, self.context = self.context, max(0, min(steps - 1, self.context + by))
        return before != self.context

    # -- inside

    def _turn_to(self, identifier: str) -> bool:
        """Show the card of another dossier, as a new turn of the history; say whether there is such a dossier."""
        if identifier not in self.library.entries:
            return False
        self._leave()
        self._forward.clear()
        self._show(identifier)
        return True

    def _arrive(self, line: int) -> None:
        """Note in the history that the card was opened at a line."""
        self._point_at(line)
        self._back.append(Visit(self.card.id, self.line))

    def _leave(self) -> None:
        """Note in the history which line the cursor is on."""
        if self._back and self._back[-1].id == self.card.id:
            self._back[-1] = Visit(self._back[-1].id, self.line)

    def _line(self) -> Line:
        return self.card.lines[self.line] if self.line < len(self.card.lines) else Line()

    def _preview(self) -> None:
        """Show the card of what the list's cursor is on, at the claim that was found, if one was."""
        if self.selected:
            self._show(self.selected)
            hit = self.hit
            if hit is not None and hit.matches and self.cards_ready:
                from dossier.cards.found import claim_found

                claim = claim_found(self.library, hit)
                lines = self.card.lines
                stated = (n for n in self.card.stops if lines[n].states and lines[n].claim == claim)
                self._point_at(next(stated, self.line))
        else:
            self.card, self.line, self.evidence = Card("", "", ""), 0, 0

    def _show(self, identifier: str) -> None:
        entry = self.library.entries.get(identifier)
        if entry is None:
            self.card = Card(identifier, identifier, "no longer in the library")
        elif self.cards_ready:
            from dossier.cards.building import card_of

            self.card = card_of(self.library, identifier, self._findings_on.get(identifier, ()), self.standing_of)
        else:
            self.card = card_head(entry)
        self._point_at(next(iter(self.card.stops), 0))

    def _point_at(self, line: int) -> None:
        self.line = line if line in self.card.stops else next(iter(self.card.stops), 0)
        self.evidence = 0
