"""The review: a claim, the passage that it rests on, one key for a verdict, and the next claim comes up."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message

from dossier.cards.card import Destination
from dossier.cards.passage import CONTEXTS, DEFAULT_CONTEXT, excerpt_behind
from dossier.cards.reviewing import in_words, review_card
from dossier.library.finding import Finding
from dossier.library.library import Library
from dossier.model.reference import ClaimRef
from dossier.review.queue import Queue, parted, queue_of
from dossier.review.records import NO_CORRECTION, WANT_CORRECTION, Record, VerdictName
from dossier.review.session import Session
from dossier.tui.commands import PlaceName
from dossier.tui.screens.base import PlainScreen, bindings_at
from dossier.tui.widgets.bars import StatusBar
from dossier.tui.widgets.card_pane import CardPane, CardState
from dossier.tui.widgets.pane import Frame
from dossier.tui.widgets.passage_pane import NOTHING, PassagePane
from dossier.tui.widgets.review_bars import EntryBar, Field, Progress, ReviewBar

if TYPE_CHECKING:
    from dossier.search.search import Searcher

_WIDE = 120
"""Columns from which the passage stands beside the claim."""

_A_MOMENT = 0.25
"""Seconds that a verdict waits to be saved before the next claim comes up; a save takes some milliseconds."""

_ASKED = {
    "partly": "what does the passage support? (none)",
    "not-in-passage": "what does the passage say instead? (none)",
    "contradicted": "what does the passage say? (none)",
}


class ReviewScreen(PlainScreen[Destination | None], inherit_bindings=False):
    """Claims of a queue, one after the other. Its result is a dossier to go to; None for nowhere.

    *save* starts to save what is pending in the session, and is awaited for having done so.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(bindings_at("review"))

    class QueueMade(Message):
        """The queue was made, in the background."""

        def __init__(self, queue: Queue, query: str) -> None:
            super().__init__()
            self.queue = queue
            self.query = query

    def __init__(
        self,
        session: Session,
        searcher: "Searcher",
        findings: Sequence[Finding],
        *,
        size: Size,
        save: Callable[[], Awaitable[object]],
        query: str = "",
        claim: ClaimRef | None = None,
    ) -> None:
        super().__init__(classes="-wide" if size.width >= _WIDE else "")
        self._session = session
        self._save_pending = save
        self._query = query
        self._queue = Queue(session, (), 0)
        self._queued: Library | None = None
        """The library that the queue was made of."""

        self._begun = False
        """Whether a claim of this queue was judged or passed over."""

        self._judged = 0
        self._place = 0
        self._claim: ClaimRef | None = None
        """The claim on the screen."""

        self._wanted = claim
        """The claim to begin with, whatever the order."""

        self._evidence = 0
        self._steps = DEFAULT_CONTEXT
        self._notes: dict[ClaimRef, str] = {}
        """Notes that wait for a verdict on their claim."""

        self._asked: VerdictName | None = None
        """The verdict that a correction is being written for."""

        self._asks_query = False
        self._view_only = ""
        self._take(searcher, findings)

    def _take(self, searcher: "Searcher", findings: Sequence[Finding]) -> None:
        self._searcher = searcher
        self._all_findings = list(findings)
        self._findings: dict[str, list[Finding]] = {}
        for finding in findings:
            self._findings.setdefault(finding.dossier, []).append(finding)

    # -- set-up

    def compose(self) -> ComposeResult:
        """How far it is, the claim, the passage, what was done last, the keys."""
        yield ReviewBar()
        yield CardPane(id="claim")
        yield PassagePane(id="passage")
        yield EntryBar()
        yield StatusBar()

    def on_mount(self) -> None:
        """Make the queue, and say at once if nothing can be saved."""
        self.query_one("#passage").focus()
        self._view_only = self._session.obstacle()
        if self._view_only:
            self._tell(f"view-only: {self._view_only}. Verdicts stay in memory, and are printed when you leave.")
        else:
            self._recover()
        self.show_keys()
        self._make_queue()

    def on_resize(self, event: events.Resize) -> None:
        """Put the passage beside the claim where there is room."""
        wide = event.size.width >= _WIDE
        self.set_class(wide, "-wide")
        self.query_one("#claim", CardPane).frame = Frame(wide)

    def renew(self, searcher: "Searcher", findings: Sequence[Finding]) -> None:
        """Go on with a library or reviews that were read anew; the claim on the screen stays.

        The order stays too, once a claim was judged or passed over, as long as the library is the same.
        """
        news = list(findings) != self._all_findings
        self._take(searcher, findings)
        if self._session.library is not self._queued or (news and not self._begun):
            self._make_queue()
        else:
            self._show()

    def on_descendant_focus(self) -> None:
        """Tell what the keys do now."""
        self.show_keys()

    def place(self) -> PlaceName:
        """Return which commands work now."""
        return "entry" if isinstance(self.focused, EntryBar) else "review"

    # -- verdicts

    async def action_judge(self, verdict: VerdictName) -> None:
        """Give a verdict; one that needs a correction asks for it first."""
        if self._claim is None or not self._session.fingerprints.of(self._claim):
            self.say("there is no claim here to judge")
        elif verdict in WANT_CORRECTION:
            self._asked = verdict
            note = self._notes.get(self._claim, "")
            self._ask(Field("correction", f"{_ASKED[verdict]}:"), Field("note", "note:", note))
        else:
            await self._judge(verdict)

    async def action_undo(self) -> None:
        """Take the last verdict back, and go to its claim."""
        session = self._session
        await self._take_back(session.to_undo(), session.undo, "took back", "there is no verdict to take back")

    async def action_redo(self) -> None:
        """Give the verdict again that was taken back last."""
        session = self._session
        await self._take_back(session.to_redo(), session.redo, "gave again", "no verdict was taken back")

    async def action_save(self) -> None:
        """Try again to save what could not be saved."""
        if not self._session.pending:
            self.say("everything is saved")
            return
        await self._saved("")
        self._show()

    def action_note(self) -> None:
        """Write a note, saved with the verdict."""
        if self._claim is not None:
            self._ask(Field("note", "note:", self._notes.get(self._claim, "")))

    async def on_entry_bar_done(self, message: EntryBar.Done) -> None:
        """Take what was written."""
        verdict, claim = self._asked, self._claim
        correction, note = message.texts.get("correction", ""), message.texts.get("note", "")
        if self._asks_query:
            self._leave_entry()
            self._query, self._begun, self._wanted = message.texts["query"], False, None
            self._make_queue()
            return
        if verdict is not None and not correction:
            fields = (Field("correction", f"{_ASKED[verdict]}:"), Field("note", "note:", note))
            self.query_one(EntryBar).ask(*fields)
            self.say(f"write what the passage does say, or “{NO_CORRECTION}” if you have nothing better")
            return
        self._leave_entry()
        if claim is not None and note:
            self._notes[claim] = note
        elif claim is not None:
            self._notes.pop(claim, None)
        if verdict is not None:
            await self._judge(verdict, correction)
        else:
            self._tell("the note is kept, and saved with your verdict" if note else "no note")
            self._show()

    def on_entry_bar_cancelled(self) -> None:
        """Go back to the keys."""
        self._leave_entry()

    # -- moving

    def action_claim(self, by: int) -> None:
        """Go to another claim of the queue."""
        if not self._queue:
            return
        place = max(0, min(len(self._queue) - 1, self._place + by))
        if place == self._place:
            self.say("this is the last claim of the queue" if by > 0 else "this is the first claim of the queue")
        self._go_to(place)

    def action_end(self, by: int) -> None:
        """Go to the first (-1) or last (1) claim."""
        self._go_to(0 if by < 0 else len(self._queue) - 1)

    def action_page(self, by: int) -> None:
        """Move the passage by half a page."""
        passage = self.query_one(PassagePane)
        passage.scroll_rows(by * max(1, passage.page // 2))

    def action_evidence(self, by: int) -> None:
        """Show the claim's next piece of evidence."""
        self._evidence += by
        self._show_passage()

    def action_context(self, by: int) -> None:
        """Show less or more text around the passage."""
        self._steps = max(0, min(len(CONTEXTS) - 1, self._steps + by))
        self._show_passage()
        self.say(f"showing {CONTEXTS[self._steps]}")

    def action_source(self) -> None:
        """Open the whole source at the passage."""
        from dossier.tui.screens.source import SourceScreen

        excerpt = self.query_one(PassagePane).state
        if excerpt.source in self._session.library.entries:
            self.app.push_screen(SourceScreen(self._session.library, excerpt.source, excerpt.quote), self._leave_for)
        else:
            self.say("no source stands behind this claim")

    def action_open(self) -> None:
        """Leave for the claim's dossier."""
        if self._claim is not None:
            self.dismiss(Destination(self._claim.dossier, self._claim))

    def action_search(self) -> None:
        """Ask which claims to review."""
        self._asks_query = True
        self._ask(Field("query", "review what?", self._query))

    def action_back(self) -> None:
        """Leave; what could not be saved stays in memory."""
        self.dismiss(None)

    def action_cancel(self) -> None:
        """Cancel what is being written; else as everywhere."""
        entry = self.query_one(EntryBar)
        if self.focused is entry:
            entry.cancel()
        else:
            super().action_cancel()

    # -- inside

    async def _judge(self, verdict: VerdictName, correction: str = "") -> None:
        """Give a verdict, save it, go on to the next claim."""
        claim = self._claim
        if claim is None:
            return
        note = self._notes.pop(claim, "")
        was_judged = self._is_judged(claim)
        record = self._session.judge(claim, verdict, note, correction)
        self._judged += not was_judged
        is_last = self._place >= len(self._queue) - 1
        await self._saved(f"{in_words(record)}{', the last claim of the queue' if is_last else ''} · z takes it back")
        self._go_to(min(self._place + 1, len(self._queue) - 1))

    async def _take_back(self, record: Record | None, act: Callable[[], object], told: str, otherwise: str) -> None:
        """Undo or redo, save that, and go to the claim it was about."""
        if record is None:
            self.say(otherwise)
            return
        claim = ClaimRef.parse(record.claim)
        before = self._is_judged(claim)
        act()
        place = self._queue.place(claim)
        if place is not None:
            self._judged += self._is_judged(claim) - before
        await self._saved(f"{told} {in_words(record)}")
        self._go_to(self._place if place is None else place)

    async def _saved(self, told: str) -> None:
        """Save, and say so; where it takes longer than a moment, go on and say so later."""
        saving = asyncio.ensure_future(self._save_pending())
        done, _ = await asyncio.wait({saving}, timeout=_A_MOMENT)
        if done:
            self._tell_outcome(saving, told)
        else:
            self._tell(f"{told} · saving …")
            saving.add_done_callback(lambda one: self._tell_later(one, told))

    def _tell_later(self, saving: "asyncio.Future[object]", told: str) -> None:
        if saving.cancelled():
            return
        saving.exception()  # looked at in any case: else asyncio prints it
        if self.is_running:
            self._tell_outcome(saving, told)
            self._show_progress()

    def _tell_outcome(self, saving: "asyncio.Future[object]", told: str) -> None:
        error = saving.exception()
        if error is None:
            self._tell(f"saved{': ' if told else ''}{told}")
        elif isinstance(error, OSError):
            self._tell(f"NOT SAVED, kept in memory: {error.strerror or error}. w saves again. {told}")
        else:
            raise error

    def _recover(self) -> None:
        """Set aside what a crash has torn off the journal, and say so."""
        try:
            aside = self._session.journal.recover()
        except OSError as error:
            self._view_only = error.strerror or str(error)
            self._tell(f"view-only: {self._view_only}. Verdicts stay in memory, and are printed when you leave.")
        else:
            if aside is not None:
                self._tell(f"the end of your journal was torn off; set aside as {aside.name}, all whole verdicts stand")

    def _make_queue(self) -> None:
        self._queued = self._session.library
        self.run_worker(self._queue_in_background, thread=True, exclusive=True)

    def _queue_in_background(self) -> None:
        query, conditions = parted(self._query)
        only = [hit.id for hit in self._searcher.search(query)] if query else None
        self.post_message(
            self.QueueMade(queue_of(self._session, self._findings, only, conditions), self._query)
        )  # fmt: skip

    def on_review_screen_queue_made(self, message: QueueMade) -> None:
        """Go on where the reviewer stopped, or stay at the claim on the screen."""
        if message.query != self._query:
            return
        queue = self._queue = message.queue
        self._judged = queue.judged
        claim = self._claim if self._begun else self._wanted
        here = queue.place(claim) if claim is not None else None
        self._turn_to(queue.start() if here is None else here)

    def _go_to(self, place: int) -> None:
        self._begun = True
        self._turn_to(place)

    def _turn_to(self, place: int) -> None:
        self._place = place
        self._claim = self._queue[place] if 0 <= place < len(self._queue) else None
        self._evidence = 0
        self._show()

    def _ask(self, *fields: Field) -> None:
        self.query_one(EntryBar).ask(*fields)

    def _leave_entry(self) -> None:
        self._asked, self._asks_query = None, False
        self.query_one("#passage").focus()
        self._tell("")

    def _leave_for(self, destination: Destination | None) -> None:
        if destination is not None:
            self.dismiss(destination)

    def _is_judged(self, claim: ClaimRef) -> bool:
        return self._session.reviewer in self._session.visible(claim).verdicts

    def _tell(self, told: str) -> None:
        self.query_one(EntryBar).told = told

    # -- state goes down

    def _show(self) -> None:
        pane = self.query_one("#claim", CardPane)
        if self._claim is None:
            from dossier.cards.card import Card, line

            told = "nothing here to review" if self._query else "no claim in this library"
            pane.state = CardState(Card("", "", "", (line(told),)), 0)
        else:
            findings = self._findings.get(self._claim.dossier, ())
            card = review_card(self._session, self._claim, findings, self._notes.get(self._claim, ""))
            pane.state = CardState(card, 0)
        self._show_passage()
        self._show_progress()

    def _show_passage(self) -> None:
        passage = self.query_one(PassagePane)
        if self._claim is None or not self._session.fingerprints.of(self._claim):
            passage.state = NOTHING
        else:
            passage.state = excerpt_behind(self._session.library, self._claim, self._evidence, self._steps)

    def _show_progress(self) -> None:
        self.query_one(ReviewBar).state = Progress(
            self._session.reviewer,
            self._judged,
            len(self._queue),
            self._query,
            len(self._session.pending),
            bool(self._view_only),
        )
