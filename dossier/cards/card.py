"""Cards: what a face shows of a dossier, line by line, with what each line leads to.

A card knows no terminal: its lines are spans of text, each with a role that a face gives a look. A line that leads to
another dossier, or rests on a claim, is a stop for the cursor.
"""

from typing import Literal, NamedTuple

from dossier.library.entry import Entry
from dossier.model.countries import COUNTRIES
from dossier.model.reference import ClaimRef

SpanRole = Literal["text", "dim", "heading", "link", "quote", "warning"]


class Span(NamedTuple):
    """Text of one look."""

    text: str
    role: SpanRole = "text"


class Destination(NamedTuple):
    """Where a screen is left for: a dossier, and the claim on its card to go to."""

    dossier: str
    claim: ClaimRef | None = None


class Line(NamedTuple):
    """One line of a card, before it is wrapped to a width."""

    spans: tuple[Span, ...] = ()
    indent: int = 0
    """Columns before the text, also before what is wrapped."""

    target: str = ""
    """Id of the dossier that the line leads to; none if empty."""

    claim: ClaimRef | None = None
    """The claim that the line states or rests on."""

    states: bool = False
    """Whether the line is the claim itself, not something that rests on it."""

    @property
    def is_stop(self) -> bool:
        """Whether the cursor stops here."""
        return bool(self.target) or self.claim is not None

    @property
    def text(self) -> str:
        """The line without its looks."""
        return "".join(span.text for span in self.spans)


class Card(NamedTuple):
    """A dossier as a face shows it."""

    id: str
    title: str
    label: str
    """Kind and country, for the right end of the title line."""

    lines: tuple[Line, ...] = ()

    @property
    def stops(self) -> list[int]:
        """Numbers of the lines that the cursor stops at."""
        return [number for number, line in enumerate(self.lines) if line.is_stop]


def card_head(entry: Entry) -> Card:
    """Return the card of a dossier whose file nobody has opened yet: what the catalogue knows."""
    draft = "draft" if entry.status == "draft" else ""
    label = " · ".join(part for part in (entry.kind, draft, COUNTRIES.get(entry.country, entry.country)) if part)
    return Card(entry.id, entry.name, label)


def line(*spans: Span | str, indent: int = 0, target: str = "", claim: ClaimRef | None = None) -> Line:
    """Make a line; a bare string is a span of plain text."""
    made = tuple(Span(span) if isinstance(span, str) else span for span in spans)
    return Line(made, indent, target, claim)


def headed(title: str, lines: list[Line], count: int | None = None) -> list[Line]:
    """Put a heading with the number of things listed over *lines*; nothing over nothing."""
    if not lines:
        return []
    number = len(lines) if count is None else count
    counted = (Span(f"  {number}", "dim"),) if number > 1 else ()
    return [Line((Span(title, "heading"), *counted)), *lines]
