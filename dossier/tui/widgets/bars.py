"""The three single lines of a screen: what library this is, the query, what the keys do."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.message import Message
from textual.reactive import var

from dossier.tui.layout import Piece, cut_row, spread, width_of
from dossier.tui.widgets.lines import LineWidget, Row


class HeaderState(NamedTuple):
    """Title and counts of the library."""

    title: str
    counts: tuple[str, ...] = ()
    """Such as ``9 officials``; as many are shown as fit."""

    findings: int = 0


class HeaderBar(LineWidget):
    """The uppermost line."""

    state: var[HeaderState] = var(HeaderState(""), init=False)

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """Return the one line."""
        left: list[Piece] = [(" dossier ", "brand"), (f"  {self.state.title}", "")]
        right: list[Piece] = [("  ? ", "key"), ("help ", "dim")]
        if self.state.findings:
            things = "finding" if self.state.findings == 1 else "findings"
            right = [("  f ", "key"), (f"{self.state.findings} {things}", "warning"), *right]
        room = width - width_of([*left, ("  ", ""), *right])
        counts = list(self.state.counts)
        while counts and len(" · ".join(counts)) > room:
            counts.pop()
        return [spread(left, [(" · ".join(counts), "dim"), *right], width)]

    def watch_state(self) -> None:
        """Paint the new state."""
        self.paint()


class QueryBar(LineWidget, can_focus=True):
    """The query, edited in place. Every change goes up as a message; what is found comes down as `note`."""

    value: var[str] = var("", init=False)
    note: var[str] = var("", init=False)
    prompt: var[str] = var("/", init=False)
    hint: var[str] = var("", init=False)

    class Changed(Message):
        """The user has changed the query to *value*; it is not shown before the screen sets it."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """Return the one line, its cursor reversed."""
        cursor: list[Piece] = [(" ", "cursor")] if self.has_focus else []
        if self.value:
            room = width - len(self.note) - 6
            tail = self.value if len(self.value) <= room else f"…{self.value[-max(1, room - 1) :]}"
            typed: list[Piece] = [(tail, ""), *cursor]
        else:
            typed = [*cursor, (f" {self.hint}", "dim")]
        return [spread([(f" {self.prompt} ", "key"), *typed], [(f"{self.note} ", "dim")], width)]

    def on_key(self, event: events.Key) -> None:
        """Edit the query; every other key goes on to the screen."""
        value = self.value
        if event.key == "backspace":
            value = value[:-1]
        elif event.key == "ctrl+u":
            value = ""
        elif event.key == "ctrl+w":
            value = value.rstrip(" ")
            value = value[: value.rfind(" ") + 1]
        elif event.character and event.is_printable and not (event.character in "?:" and not value):
            value += event.character
        else:
            return
        event.stop()
        event.prevent_default()
        self._change(value)

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text, on one line."""
        event.stop()
        self._change(self.value + " ".join(event.text.split()))

    def watch_value(self) -> None:
        """Paint the new query."""
        self.paint()

    def watch_note(self) -> None:
        """Paint the new note."""
        self.paint()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Show or hide the cursor."""
        super().watch_has_focus(_has_focus)
        self.paint()

    def _change(self, value: str) -> None:
        # Not painted here: the screen paints the query with what it finds, in one frame.
        if value != self.value:
            self.post_message(self.Changed(value))


class StatusState(NamedTuple):
    """Something to say, or else the keys that matter here, each with its word."""

    message: str = ""
    keys: tuple[tuple[str, str], ...] = ()


class StatusBar(LineWidget):
    """The lowest line."""

    state: var[StatusState] = var(StatusState(), init=False)

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """Return the one line."""
        if self.state.message:
            return [cut_row([(f" {self.state.message}", "")], width)]
        pieces: list[Piece] = [(" ", "")]
        for keys, label in self.state.keys:
            if width_of(pieces) + len(keys) + 1 + len(label) <= width:
                pieces += [(keys, "key"), (f" {label}  ", "dim")]
        return [pieces]

    def watch_state(self) -> None:
        """Paint the new state."""
        self.paint()
