"""The review, line by line: the same letters, each followed by Enter."""

from collections.abc import Callable, Sequence

from dossier.cards.excerpt import in_lines
from dossier.cards.passage import CONTEXTS, DEFAULT_CONTEXT, excerpt_behind
from dossier.cards.reviewing import in_words, review_card
from dossier.library.finding import Finding
from dossier.model.reference import ClaimRef
from dossier.review.queue import Queue, parted, queue_of
from dossier.review.records import NO_CORRECTION, WANT_CORRECTION, Record, VerdictName
from dossier.review.session import Session
from dossier.search.search import Searcher

_VERDICTS: dict[str, VerdictName] = {
    "y": "supported", "p": "partly", "n": "not-in-passage", "c": "contradicted", "u": "unsure",
}  # fmt: skip
_HELP = """\
y supported   p partly   n not in the passage   c contradicted   u unsure   Enter skips
a note   z undo   Z redo   k the claim before   e next evidence   { } less, more text   w save again   q back"""


class PlainReview:
    """One pass through a queue."""

    def __init__(
        self,
        session: Session,
        searcher: Searcher,
        findings: Sequence[Finding],
        say: Callable[[str], None],
        ask: Callable[[str], str | None],
    ) -> None:
        self._session = session
        self._searcher = searcher
        self._findings: dict[str, list[Finding]] = {}
        for finding in findings:
            self._findings.setdefault(finding.dossier, []).append(finding)
        self._say = say
        self._ask = ask
        self._queue = Queue(session, (), 0)
        self._place = 0
        self._evidence = 0
        self._steps = DEFAULT_CONTEXT
        self._note = ""

    def run(self, text: str) -> None:
        """Review the claims that a query chooses, until the queue or the user ends."""
        self._recover()
        query, conditions = parted(text)
        only = [hit.id for hit in self._searcher.search(query)] if query else None
        self._queue = queue_of(self._session, self._findings, only, conditions)
        if not self._queue:
            self._say("nothing here to review")
            return
        self._place = self._queue.start()
        self._say(f"{self._queue.judged:,} of {len(self._queue):,} judged by {self._session.reviewer}; ? for help")
        self._show()
        while self._place < len(self._queue):
            typed = self._ask("review")
            if typed is None or typed == "q":
                return
            self._answer(typed)
        self._say("that was the last claim of the queue")

    def _answer(self, typed: str) -> None:
        match typed:
            case "":
                self._go(1)
            case "y" | "p" | "n" | "c" | "u":
                self._judge(_VERDICTS[typed])
            case "z":
                self._take_back(self._session.to_undo(), self._session.undo, "took back")
            case "Z":
                self._take_back(self._session.to_redo(), self._session.redo, "gave again")
            case "k":
                self._go(-1)
            case "a":
                self._note = self._ask("note, saved with your verdict") or ""
            case "e":
                self._evidence += 1
                self._passage()
            case "{" | "}":
                self._steps = max(0, min(len(CONTEXTS) - 1, self._steps + (1 if typed == "}" else -1)))
                self._passage()
            case "w":
                self._save("everything is saved")
            case _:
                self._say(_HELP)

    def _judge(self, verdict: VerdictName) -> None:
        claim = self._queue[self._place]
        if not self._session.fingerprints.of(claim):
            self._say("there is no claim here to judge")
            return
        correction: str | None = ""
        while verdict in WANT_CORRECTION and not correction:
            correction = self._ask(f"what does the passage say? ({NO_CORRECTION}; q gives no verdict)")
            if correction is None or correction == "q":
                return
        record = self._session.judge(claim, verdict, self._note, correction or "")
        self._note = ""
        self._save(f"saved: {in_words(record)}")
        self._go(1)

    def _take_back(self, record: Record | None, act: Callable[[], None], told: str) -> None:
        if record is None:
            self._say("there is no verdict to take back, or to give again")
            return
        act()
        self._save(f"saved: {told} {in_words(record)}")
        place = self._queue.place(ClaimRef.parse(record.claim))
        self._place = self._place if place is None else place
        self._show()

    def _save(self, told: str) -> None:
        try:
            self._session.save()
        except OSError as error:
            self._say(f"NOT SAVED, kept in memory: {error.strerror or error}. w saves again.")
        else:
            self._say(told)

    def _go(self, by: int) -> None:
        self._place = max(0, self._place + by)
        self._evidence = 0
        if self._place < len(self._queue):
            self._show()

    def _show(self) -> None:
        claim = self._queue[self._place]
        card = review_card(self._session, claim, self._findings.get(claim.dossier, ()), self._note)
        lines = [" · ".join(part for part in (card.title, card.label) if part)]
        lines += [" " * (line.indent + 2) + line.text for line in card.lines if line.text]
        self._say("\n" + "\n".join(lines))
        self._passage()

    def _passage(self) -> None:
        claim = self._queue[self._place]
        if self._session.fingerprints.of(claim):
            self._say(in_lines(excerpt_behind(self._session.library, claim, self._evidence, self._steps)))

    def _recover(self) -> None:
        try:
            aside = self._session.journal.recover()
        except OSError as error:
            self._say(f"view-only: {error.strerror or error}. Verdicts stay in memory, and are printed when you leave.")
        else:
            if aside is not None:
                self._say(f"the end of your journal was torn off; set aside as {aside.name}")
            if obstacle := self._session.obstacle():
                self._say(f"view-only: {obstacle}. Verdicts stay in memory, and are printed when you leave.")
