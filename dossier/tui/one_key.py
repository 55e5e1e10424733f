"""An application that handles one key after the other, each to its end."""

import asyncio
from collections import deque

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.events import Callback

from dossier.tui.screens.base import PlainScreen
from dossier.tui.widgets.lines import LineWidget

_LONGEST_KEY_S = 0.5
"""Seconds after which the next key is handled in any case."""


class OneKeyAtATime(App[None], inherit_bindings=False):
    """Textual hands a key from widget to screen to application; the next one may overtake what it has set going.

    Over a slow line keys come in bursts, and the `y` after an `n` is the beginning of a correction, not a verdict.
    """

    def __init__(self, driver_class: type[Driver], ansi_color: bool) -> None:
        super().__init__(driver_class=driver_class, ansi_color=ansi_color)
        self._keys_waiting: deque[events.Key] = deque()
        self._key_under_way: asyncio.TimerHandle | None = None
        """The clock of the key that is being handled."""

    async def on_event(self, event: events.Event) -> None:
        """Handle a key, or let it wait for the one before."""
        if not isinstance(event, events.Key) or event.is_forwarded or self.is_headless:
            await super().on_event(event)
        elif self._key_under_way:
            self._keys_waiting.append(event)
        else:
            await self._handle_key(event)

    async def _handle_key(self, event: events.Key) -> None:
        # The stations of a key. Behind it this goes the same way, twice past each: what the key has set going there, a
        # message or a change of focus, comes first. Should a station be closed meanwhile, the clock goes on.
        target, screen = self.focused or self.screen, self.screen
        stations = [target, target, screen, screen, self, self]
        loop = asyncio.get_running_loop()
        key = self._key_under_way = loop.call_later(_LONGEST_KEY_S, self.post_message, Callback(self._next_key))

        async def pass_on() -> None:
            if stations:
                stations.pop(0).post_message(Callback(pass_on))
            elif key is self._key_under_way:  # and the clock was not quicker
                await self._next_key()

        if isinstance(target, LineWidget) and isinstance(screen, PlainScreen) and not target.takes(event):
            # Nobody on the way would do anything with it: it goes straight to its command.
            screen.on_key(event)
            await self._check_bindings(event.key)
            if screen is self.screen:
                screen.paint_now()
        else:
            await super().on_event(event)
        await pass_on()

    async def _next_key(self) -> None:
        if self._key_under_way is not None:
            self._key_under_way.cancel()
            self._key_under_way = None
        if self._keys_waiting:
            await self._handle_key(self._keys_waiting.popleft())
