"""A prompt and answers: for screen readers, braille lines, serial lines, and terminals that move no cursor.

Everything that the screen can do can be done here, by the same keys followed by Enter. Nothing is sent but lines.
"""

import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from dossier.cards.building import card_of
from dossier.cards.card import Card, Line
from dossier.cards.excerpt import Excerpt, in_lines
from dossier.cards.overviews import backlinks_card, findings_card, network_card, timeline_card
from dossier.cards.passage import CONTEXTS, excerpt_behind
from dossier.evidence.checks import check
from dossier.library.catalogue import Catalogue
from dossier.library.finding import Finding
from dossier.library.library import Library
from dossier.model.visible import visible
from dossier.plain.review import PlainReview
from dossier.review.left import Left
from dossier.review.marks import marks_of
from dossier.review.reviewer import Desk
from dossier.review.reviews import Reviews
from dossier.review.session import Session
from dossier.search.search import Searcher
from dossier.settings import Settings
from dossier.terminal.capabilities import Capabilities
from dossier.terminal.charset import Charset

_MOST = 20
"""Hits that are listed at once."""

_CHECKED_AT_ONCE = 1_000
"""Dossiers up to which a review waits for the checks; in a larger library `f` runs them."""

HELP = """\
Type words to search; /x searches for x where x is a command. A number opens the line that has it.
N p   the passage behind line N          N o   the whole source of line N     N Y   cite line N
b     what links to this dossier         t     timeline                       x     who met whom
f     what is wrong with the library     [ ]   back and forward               m     more hits
r     review, r QUERY for some claims    @     saved searches                 q     quit"""


class Console:
    """Lines in and out, in the characters that the terminal has."""

    def __init__(self, source: TextIO, target: TextIO, terminal: Capabilities) -> None:
        self._source = source
        self._target = target
        self._fitted = Charset(terminal.encoding).fitted

    def say(self, text: str = "") -> None:
        """Print text; nothing in it is interpreted by the terminal."""
        lines = (self._fitted(line) for line in visible(text).split("\n"))
        self._target.write("\n".join(lines) + "\n")

    def ask(self, prompt: str) -> str | None:
        """Return the next line that is typed, without spaces around it; None at the end of the input."""
        self._target.write(self._fitted(f"{prompt}> "))
        self._target.flush()
        line = self._source.readline()
        return line.strip() if line else None


class PlainFace:
    """What is on the table: the last list, the open dossier, how one came there."""

    def __init__(self, library: Library, session: Session, settings: Settings, console: Console) -> None:
        self._library = library
        self._session = session
        self._settings = settings
        self._console = console
        self._findings: list[Finding] | None = None
        self._items: list[Line] = []
        """The numbered lines of what was printed last."""

        self._hits: list[str] = []
        self._shown_hits = 0
        self._open = ""
        self._back: list[str] = []
        self._forward: list[str] = []

    def start(self, review: str | None) -> None:
        """Say what this is; begin with a review if one is asked for."""
        counts = f"{len(self._library.entries):,} dossiers"
        self._console.say(f"{self._library.info.title}: {counts}. Type words to search, ? for help, q to quit.")
        if self._library.problem:
            self._console.say(self._library.problem)
        if review is not None:
            self._review(review)

    def answer(self, typed: str) -> bool:
        """Do what was typed; say whether to go on."""
        command, _, rest = typed.partition(" ")
        plain: dict[str, Callable[[], None]] = {
            "?": lambda: self._console.say(HELP),
            "b": lambda: self._print(backlinks_card(self._library, self._open)),
            "t": lambda: self._print(timeline_card(self._library)),
            "x": self._network,
            "f": lambda: self._print(findings_card(self._library, self._all_findings())),
            "[": lambda: self._go(self._back, self._forward, "there is nothing further back"),
            "]": lambda: self._go(self._forward, self._back, "there is nothing ahead"),
            "m": self._more,
            "@": self._saved,
        }
        if typed == "q":
            return False
        if not typed:
            return True
        if typed in plain:
            plain[typed]()
        elif command == "r":
            self._review(rest)
        elif command.isdecimal() and len(command) < 7:
            self._at(int(command), rest.strip())
        else:
            self._find(typed.removeprefix("/"))
        return True

    # -- answers

    def _find(self, query: str) -> None:
        results = self._searcher(query).search(query)
        for note in results.notes:
            self._console.say(note)
        self._hits = [hit.id for hit in results]
        self._items, self._shown_hits = [], 0
        number = len(self._hits)
        self._console.say(f"{number:,} found" if number else "nothing found")
        if number:
            self._more()

    def _more(self) -> None:
        chosen = self._hits[self._shown_hits : self._shown_hits + _MOST]
        if not chosen:
            self._console.say("that is all")
            return
        if not self._shown_hits:
            self._items = []
        for identifier in chosen:
            entry = self._library.entries[identifier]
            when = entry.date.display if entry.date else ""
            told = " · ".join(part for part in (entry.name, entry.kind, entry.detail, when) if part)
            self._numbered(Line(target=identifier), told)
        self._shown_hits += len(chosen)
        left = len(self._hits) - self._shown_hits
        if left:
            self._console.say(f"m for {left:,} more")

    def _at(self, number: int, what: str) -> None:
        if not 1 <= number <= len(self._items):
            self._console.say(f"there is no line {number}; the last list has {len(self._items)}")
            return
        line = self._items[number - 1]
        match what:
            case "":
                if line.target:
                    self._show(line.target)
                else:
                    self._passage(line)
            case "p":
                self._passage(line)
            case "o" if line.claim is None and (text := self._library.text(line.target)):
                self._console.say(text)
            case "o":
                self._passage(line, len(CONTEXTS) - 1)
            case "Y":
                excerpts = self._excerpts(line, 0)
                told = [f"“{one.quote}” ({one.where}; {line.claim})" for one in excerpts if one.quote]
                self._console.say("\n".join(told) or "nothing to cite: no claim stands behind this line")
            case _:
                self._console.say(f"“{what}” is nothing to do with a line: p, o or Y")

    def _show(self, identifier: str) -> None:
        if self._open and self._open != identifier:
            self._back.append(self._open)
            self._forward.clear()
        self._open = identifier
        self._print(self._card(identifier))

    def _card(self, identifier: str) -> Card:
        findings = [finding for finding in self._findings or () if finding.dossier == identifier]
        standing_of = None if self._session.reviews.is_empty else self._session.shown
        return card_of(self._library, identifier, findings, standing_of)

    def _go(self, there: list[str], here: list[str], otherwise: str) -> None:
        if not there:
            self._console.say(otherwise)
            return
        here.append(self._open)
        self._open = there.pop()
        self._print(self._card(self._open))

    def _network(self) -> None:
        one = self._open if self._library.engagements_of(self._open) else ""
        self._print(network_card(self._library, one))

    def _saved(self) -> None:
        for name, query in self._settings.searches.items():
            self._console.say(f"@{name}  {query}")
        if not self._settings.searches:
            self._console.say("no saved searches; [searches] in the settings has them")

    def _passage(self, line: Line, context: int = 1) -> None:
        excerpts = self._excerpts(line, context)
        if not excerpts:
            self._console.say("no claim stands behind this line")
        for excerpt in excerpts:
            self._console.say(in_lines(excerpt))

    def _excerpts(self, line: Line, context: int) -> list[Excerpt]:
        if line.claim is None:
            return []
        first = excerpt_behind(self._library, line.claim, 0, context)
        return [first, *(excerpt_behind(self._library, line.claim, n, context) for n in range(1, first.of))]

    def _review(self, query: str) -> None:
        searcher = self._searcher(query)
        findings = self._all_findings() if len(self._library.entries) <= _CHECKED_AT_ONCE else self._findings or []
        PlainReview(self._session, searcher, findings, self._console.say, self._console.ask).run(query)

    # -- inside

    def _searcher(self, query: str) -> Searcher:
        marks: dict[str, frozenset[str]] = {}
        if "has:" in query:
            findings = self._all_findings()
            marks["has:finding"] = frozenset(finding.dossier for finding in findings)
            marks["has:conflict"] = frozenset(finding.dossier for finding in findings if finding.is_conflict)
        if "is:" in query:
            marks |= marks_of(self._session)
        return Searcher(self._library.snapshot, marks, self._settings.searches)

    def _all_findings(self) -> list[Finding]:
        if self._findings is None:
            self._console.say("checking …")
            self._findings = [*check(self._library), *self._session.reviews.findings(self._library.root)]
        return self._findings

    def _print(self, card: Card) -> None:
        self._items = []
        self._hits = []
        self._console.say(" · ".join(part for part in (card.title, card.label) if part))
        for line in card.lines:
            if line.is_stop:
                self._numbered(line, " " * line.indent + line.text)
            else:
                self._console.say(" " * (line.indent + 4) + line.text if line.text else "")

    def _numbered(self, line: Line, text: str) -> None:
        self._items.append(line)
        self._console.say(f"{len(self._items):>3} {text}")


def run(
    root: Path,
    settings: Settings,
    desk: Desk,
    *,
    review: str | None,
    terminal: Capabilities,
    catalogue: Catalogue | None = None,
) -> Left:
    """Answer until the input ends or the user quits."""
    console = Console(sys.stdin, sys.stdout, terminal)
    _say_all(console, settings.problems)
    library = Library.load(root, catalogue)
    reviews = Reviews(desk.folder)
    reviews.refresh()
    session = Session(library, reviews, desk.reviewer, show_others=desk.show_others)
    face = PlainFace(library, session, settings, console)
    try:
        face.start(review)
        while (typed := console.ask("dossier")) is not None and face.answer(typed):
            pass
    except KeyboardInterrupt:
        console.say()
        return Left(128 + signal.SIGINT, session.pending)
    return Left(0, session.pending)


def _say_all(console: Console, problems: Iterable[str]) -> None:
    for problem in problems:
        console.say(problem)
