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
    """A query, edited in place. Every change goes up as a message; what it found comes down with `answer`."""

    prompt: var[str] = var("/", init=False)
    hint: var[str] = var("", init=False)
    """What to type, shown while nothing is typed."""

    class Changed(Message):
        """The user has changed the query to *value*."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    def __init__(self) -> None:
        super().__init__()
        self.value = ""
        self._note = ""

    def answer(self, note: str) -> None:
        """Show the query as it is typed by now, and a note on what was found, in the frame of what was found."""
        self._note = note
        self.paint()

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """Return the one line, its cursor reversed."""
        cursor: list[Piece] = [(" ", "cursor")] if self.has_focus else []
        note = self._note
        if self.value:
            if len(self.value) + len(note) + 6 > width:  # the reason goes first, then the beginning of the query
                note = note.rpartition("  ")[2]
            room = width - len(note) - 6
            tail = self.value if len(self.value) <= room else f"…{self.value[-max(1, room - 1) :]}"
            typed: list[Piece] = [(tail, ""), *cursor]
        else:
            typed = [*cursor, (f" {self.hint}", "dim")]
        return [spread([(f" {self.prompt} ", "key"), *typed], [(f"{note} ", "dim")], width)]

    def takes(self, event: events.Key) -> bool:
        """Tell whether a key edits the query."""
        if event.key in ("backspace", "ctrl+u", "ctrl+w"):
            return True
        character = event.character or ""
        return bool(character) and event.is_printable and not (character in "?:" and not self.value)

    def on_key(self, event: events.Key) -> None:
        """Edit the query; every other key goes on to the screen."""
        if not self.takes(event):
            return
        value = self.value
        if event.key == "backspace":
            value = value[:-1]
        elif event.key == "ctrl+u":
            value = ""
        elif event.key == "ctrl+w":
            value = value.rstrip(" ")
            value = value[: value.rfind(" ") + 1]
        else:
            value += event.character or ""
        event.stop()
        event.prevent_default()
        self._change(value)

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text, on one line."""
        event.stop()
        self._change(self.value + " ".join(event.text.split()))

    def watch_has_focus(self, _has_focus: bool) -> None:
        """Show or hide the cursor."""
        super().watch_has_focus(_has_focus)
        self.paint()

    def _change(self, value: str) -> None:
        # The next key may come before this message is answered: the value changes now, the screen only with the answer.
        if value != self.value:
            self.value = value
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
