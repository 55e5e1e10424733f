"""What all screens share: bindings from the command table, help, quitting, the status line."""

from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.screen import Screen, ScreenResultType

from dossier.library.library import Library
from dossier.tui.commands import PlaceName, commands_at
from dossier.tui.widgets.bars import StatusBar, StatusState
from dossier.tui.widgets.lines import LOOKS, LineWidget


def bindings_at(*places: PlaceName) -> list[Binding]:
    """Return the bindings of the commands that work in any of *places*; one key of one id once."""
    commands = dict.fromkeys(command for place in places for command in commands_at(place))
    return [
        Binding(",".join(command.keys), command.action, command.help, id=command.id, show=False)
        for command in commands
        if command.keys and command.action
    ]


class PlainScreen(Screen[ScreenResultType], inherit_bindings=False):
    """A screen whose keys are those of the command table and no others."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"look--{look}" for look in LOOKS}
    PLACE: ClassVar[PlaceName] = "list"
    _cancelled = False
    """Whether the last key was ctrl+c, so that another one quits."""

    def place(self) -> PlaceName:
        """Return which commands work now."""
        return self.PLACE

    def say(self, message: str) -> None:
        """Show a message in the status line until the next key."""
        self.query_one(StatusBar).state = StatusState(message)

    def show_keys(self) -> None:
        """Show in the status line what the keys do here."""
        keys = tuple((c.shown_keys.split()[0], c.label) for c in commands_at(self.place()) if c.label)
        self.query_one(StatusBar).state = StatusState(keys=keys)

    def paint_now(self) -> None:
        """Send what has changed at once; left to itself, Textual finds it out in five rounds of messages."""
        if not self.is_current or self.app._batch_count:
            return
        for widget in self.children:
            if isinstance(widget, LineWidget) and widget._repaint_required:
                widget._repaint_required = False
                self._dirty_widgets.add(widget)
        if self._dirty_widgets:
            self._on_timer_update()

    def action_help(self) -> None:
        """Show what the keys do here."""
        from dossier.tui.screens.rows import help_screen

        self.app.push_screen(help_screen(self.place(), self.library_for_help()))

    def library_for_help(self) -> Library | None:
        """Return the library that examples of queries are taken from; None where nothing is searched."""
        return None

    class Leaving(Message):
        """The user wants to leave the program."""

    def action_quit(self) -> None:
        """Quit."""
        self.post_message(self.Leaving())

    def action_cancel(self) -> None:
        """Cancel; a second time in a row, quit."""
        if self._cancelled:
            self.post_message(self.Leaving())
        else:
            self._cancelled = True
            self.say("Ctrl+C again quits")

    def on_key(self, event: events.Key) -> None:
        """Whatever is said holds until the next key."""
        if event.key != "ctrl+c":
            self._cancelled = False
        if self.query_one(StatusBar).state.message:
            self.show_keys()
