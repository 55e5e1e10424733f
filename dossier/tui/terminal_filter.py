"""The last look at what goes to the screen: nothing that a terminal would interpret, nothing that it cannot show."""

from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from dossier.model.visible import visible_line
from dossier.terminal.capabilities import MANY, NO_COLOURS, SIXTEEN, Capabilities
from dossier.terminal.charset import Charset


class TerminalFilter(LineFilter):
    """Makes every line that Textual paints safe, and fits it to a terminal.

    Whoever forgets to make text visible, today or later, is caught here. Links and actions in styles are dropped too.
    """

    def __init__(self, terminal: Capabilities) -> None:
        super().__init__()
        self._charset = Charset(terminal.encoding, few_glyphs=terminal.few_glyphs)
        self._style = lru_cache(1_024)(_without_colours if terminal.colours == NO_COLOURS else _without_links)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments of one line as they may be shown."""
        return [
            Segment(self._charset.fitted(visible_line(text)), self._style(style) if style else None)
            for text, style, _ in segments
        ]


def _without_colours(style: Style) -> Style:
    """The attributes alone: on a terminal without colours grey is a code that means nothing."""
    return Style(
        bold=style.bold, dim=style.dim, italic=style.italic, underline=style.underline, reverse=style.reverse,
        strike=style.strike,
    )  # fmt: skip


def _without_links(style: Style) -> Style:
    if style.link is None and not style.meta:
        return style
    return _without_colours(style) + Style.from_color(style.color, style.bgcolor)


def codes_of(style: Style | None, colours: int) -> str:
    """Return the parameters of SGR (ECMA-48, 8.3.117) that bring *style* about, such as ``1;96``; empty for none."""
    if style is None:
        return ""
    codes = [
        code
        for code, is_set in (
            ("1", style.bold), ("2", style.dim), ("3", style.italic), ("4", style.underline), ("7", style.reverse),
            ("9", style.strike),
        )
        if is_set
    ]  # fmt: skip
    if colours != NO_COLOURS:
        codes += _colour(style.color, colours, foreground=True)
        codes += _colour(style.bgcolor, colours, foreground=False)
    return ";".join(codes)


def _colour(colour: RichColor | None, colours: int, *, foreground: bool) -> tuple[str, ...]:
    from rich.color import ColorSystem

    if colour is None or colour.is_default:
        return ()
    if colours <= SIXTEEN:
        system = ColorSystem.STANDARD
    else:
        system = ColorSystem.EIGHT_BIT if colours <= MANY else ColorSystem.TRUECOLOR
    return colour.downgrade(system).get_ansi_codes(foreground)
