"""The terminal itself: modes, keys, sizes, signals, and what comes when it hangs up or stops reading.

Textual's own driver leaves the terminal in its modes on SIGTERM and SIGHUP, spins at the end of its input, dies of a
byte that is not UTF-8, and holds up the program while a terminal does not read. This one does what programs of a
terminal are expected to do; what it sends at the start is what is needed, and nothing is waited for.
"""

import asyncio
import contextlib
import os
import select
import signal
import sys
import termios
import tty
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Callable, Iterator
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, Any

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message
from textual.messages import InBandWindowResize

if TYPE_CHECKING:
    from textual.app import App

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h"
"""The other screen (DEC private mode 1049), no cursor (25), no wrapping (7), pastes in brackets (2004)."""

_LEAVE = "\x1b[m\x1b[?2004l\x1b[?7h\x1b[?1049l\x1b[?25h"
_MOUSE_ON = "\x1b[?1000h\x1b[?1002h\x1b[?1006h"
_MOUSE_OFF = "\x1b[?1006l\x1b[?1002l\x1b[?1000l"
_ASK_WHETHER_FRAMES_CAN_BE_MARKED = "\x1b[?2026$p"
"""Asked once; a terminal that answers gets its frames whole. Nothing waits for the answer."""

_ESCAPE_MS = 60
"""After which Esc is a key of its own, and not the beginning of another."""

_MOST_WAITING = 200_000
"""Characters that wait for a terminal that does not read; what is more is dropped, and the screen sent anew later."""

_LAST_WORDS_S = 1.0
"""Seconds that a terminal has to take its modes back; one that hangs does not hold us."""


_BLIND_KEYS = ("Q", "ctrl+c", "ctrl+z")
"""Keys that work on a screen too small to show anything."""


class Ended(Message):
    """Something outside wants the program to end: a signal, or a terminal that is gone."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status


class Stale(Message):
    """What is on the terminal is not known: it was suspended, or did not read."""


class TerminalDriver(Driver):
    """Drives a terminal on standard input and output."""

    def __init__(
        self, app: "App[Any]", *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._input, self._output = sys.__stdin__.fileno(), sys.__stdout__.fileno()  # type: ignore[union-attr]
        encoding = getattr(sys.__stdout__, "encoding", None) or "utf-8"
        self._writer = Writer(self._output, encoding, lambda: self._tell(Stale()))
        self._modes: list[Any] | None = None
        """The terminal's own modes; None while it has them."""

        self._keys: Thread | None = None
        self._stopped = Event()
        self._wakes, self._waker = os.pipe()
        self._last_size = Size(80, 24)
        self._resizing: asyncio.TimerHandle | None = None
        for number, handler in (
            (signal.SIGWINCH, self._resized),
            (signal.SIGCONT, self._continued),
            (signal.SIGTSTP, self.suspend),
            *((one, self._ended_by(128 + one)) for one in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)),
        ):
            # Handlers of the loop, not of signals: they run between two pieces of work, never within one.
            self._loop.add_signal_handler(number, handler)

    # -- what Textual asks for

    @property
    def can_suspend(self) -> bool:
        """Whether ctrl+z may work."""
        return True

    def send_message(self, message: Message) -> None:
        """Hand a message over, from the thread of the keys, without a task for each."""
        self._tell(message)

    def write(self, data: str) -> None:
        """Send text, soon and in order; never waits."""
        self._writer.write(data)

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._writer.start()
        self._enter()
        self.write(_ASK_WHETHER_FRAMES_CAN_BE_MARKED)
        self._tell(self._resize_event())
        self._stopped.clear()
        self._keys = Thread(target=self._read_keys, name="keys", daemon=True)
        self._keys.start()

    def disable_input(self) -> None:
        """Read no more keys."""
        self._stopped.set()
        with contextlib.suppress(OSError):
            os.write(self._waker, b"x")
        if self._keys is not None:
            self._keys.join(_LAST_WORDS_S)

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.disable_input()
        self._leave()

    def close(self) -> None:
        """Send what is left."""
        for number in (signal.SIGWINCH, signal.SIGCONT, signal.SIGTSTP, signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            self._loop.remove_signal_handler(number)
        self._writer.finish()

    def suspend(self) -> None:
        """Give the terminal back and stop, until the shell lets the program go on."""
        if self._modes is None:
            return
        self._leave()
        self._writer.drain()
        os.kill(os.getpid(), signal.SIGSTOP)
        self._continued()

    # -- inside

    def _enter(self) -> None:
        with contextlib.suppress(termios.error):
            modes = termios.tcgetattr(self._input)
            if self._modes is None:
                self._modes = [*modes[:6], list(modes[6])]
            modes[tty.IFLAG] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
            modes[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
            modes[tty.CC][termios.VMIN], modes[tty.CC][termios.VTIME] = 1, 0
            termios.tcsetattr(self._input, termios.TCSANOW, modes)
        self.write(_ENTER + (_MOUSE_ON if self._mouse else ""))

    def _leave(self) -> None:
        self.write((_MOUSE_OFF if self._mouse else "") + _LEAVE)
        self._writer.drain()
        if self._modes is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._input, termios.TCSANOW, self._modes)
            self._modes = None

    def _continued(self) -> None:
        """Take the terminal again, whatever a shell has done with it meanwhile."""
        self._enter()
        self._tell(Stale())
        self._resized()

    def _ended_by(self, status: int) -> Callable[[], None]:
        return lambda: self._tell(Ended(status))

    def _resized(self) -> None:
        """Tell the new size; of many sizes in a moment only the last."""
        if self._resizing is None:
            self._resizing = self._loop.call_later(0.02, self._tell_size)

    def _tell_size(self) -> None:
        self._resizing = None
        before = self._last_size
        self._tell(self._resize_event())
        if self._last_size == before:  # it was another for a moment, and what stood there may be cut
            self._tell(Stale())

    def _resize_event(self) -> events.Resize:
        with contextlib.suppress(OSError):
            columns, rows = os.get_terminal_size(self._output)
            if columns and rows:  # 0x0 is a terminal that does not know
                self._last_size = Size(columns, rows)
        return events.Resize(self._last_size, self._last_size)

    def _tell(self, message: Message) -> None:
        message.set_sender(self._app)
        with contextlib.suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._app.post_message, message)

    def _read_keys(self) -> None:
        """Read keys until it is stopped; in a thread."""
        decoder = KeyDecoder()
        poll = select.poll()
        poll.register(self._input, select.POLLIN)
        poll.register(self._wakes, select.POLLIN)
        while not self._stopped.is_set():
            ready = dict(poll.poll(_ESCAPE_MS if decoder.waits else None))
            if self._wakes in ready:
                os.read(self._wakes, 64)
                continue
            if not ready:
                messages = decoder.ticked()
            else:
                try:
                    data = os.read(self._input, 4_096) if ready[self._input] & select.POLLIN else b""
                except OSError:
                    data = b""
                if not data:  # the terminal is gone
                    self._writer.give_up()
                    self._tell(Ended(128 + signal.SIGHUP))
                    return
                messages = decoder.fed(data)
            for message in messages:
                if isinstance(message, InBandWindowResize):
                    continue  # sizes come by signal; nobody has asked for these
                if isinstance(message, events.Key) and not self._has_room and message.key not in _BLIND_KEYS:
                    continue  # nobody presses a verdict's key on purpose where nothing can be seen
                self.process_message(message)

    @property
    def _has_room(self) -> bool:
        from dossier.tui.painter import LEAST_COLUMNS, LEAST_ROWS

        return self._last_size.width >= LEAST_COLUMNS and self._last_size.height >= LEAST_ROWS


class KeyDecoder:
    """From bytes to key events, whatever bytes come."""

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._parser = XTermParser()
        self.waits = False
        """Whether the bytes so far may be the beginning of a key."""

    def fed(self, data: bytes) -> list[Message]:
        """Return the events of some bytes; what is not UTF-8 is U+FFFD."""
        text = self._decode(data)
        messages = list(_plain(self._events(lambda: self._parser.feed(text)))) if text else []
        self.waits = self._parser._timeout_time is not None
        return messages

    def ticked(self) -> list[Message]:
        """Return the events that were waiting for more bytes, now that none came."""
        messages = list(_plain(self._events(self._parser.tick)))
        self.waits = self._parser._timeout_time is not None
        return messages

    def _events(self, read: Callable[[], Any]) -> Iterator[Message]:
        try:
            yield from read()
        except (ParseError, EOFError, ValueError, IndexError, KeyError, OverflowError):
            # Bytes that no terminal sends. They are lost, and the next key begins anew.
            self._parser = XTermParser()


def _plain(messages: Iterator[Message]) -> Iterator[Message]:
    """The events, Alt and a key as what they are over a slow line: Esc, and the key."""
    for message in messages:
        if isinstance(message, events.Key) and message.key.startswith("alt+"):
            yield events.Key("escape", None)
            yield events.Key(message.key.removeprefix("alt+"), message.character)
        else:
            yield message


class Writer:
    """Sends text to a terminal from a thread, so that one which does not read holds up nobody."""

    def __init__(self, file: int, encoding: str, overrun: Callable[[], None]) -> None:
        self._file = file
        self._encoding = encoding
        self._overrun = overrun
        self._waiting: deque[str] = deque()
        self._size = 0
        self._dropped = False
        self._changed = Condition()
        self._ends = False
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to send."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name="screen", daemon=True)
            self._thread.start()

    def write(self, text: str) -> None:
        """Add text to what is sent. Where too much waits already, all of it is dropped, and that is told later."""
        with self._changed:
            if self._ends:
                return
            self._waiting.append(text)
            self._size += len(text)
            if self._size > _MOST_WAITING:
                self._waiting.clear()
                self._size, self._dropped = 0, True
            self._changed.notify_all()

    def drain(self) -> None:
        """Wait until all is sent; not long."""
        with self._changed:
            self._changed.wait_for(lambda: not self._size or self._ends, _LAST_WORDS_S)

    def give_up(self) -> None:
        """Send nothing any more."""
        with self._changed:
            self._ends = True
            self._waiting.clear()
            self._size = 0
            self._changed.notify_all()

    def finish(self) -> None:
        """Send what is left, and end."""
        self.drain()
        self.give_up()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._ends)
                if self._ends:
                    return
                text = "".join(self._waiting)
                self._waiting.clear()
            try:
                self._send(text.encode(self._encoding, "replace"))
            except OSError:  # the terminal is gone; the thread that reads keys says so
                self.give_up()
                return
            with self._changed:
                self._size = sum(map(len, self._waiting))
                overrun, self._dropped = self._dropped and not self._waiting, self._dropped and bool(self._waiting)
                self._changed.notify_all()
            if overrun:
                self._overrun()

    def _send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._file, data) :]
