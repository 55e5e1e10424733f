"""The four themes. The 16-colour ones leave background and text to the terminal."""

from textual.theme import Theme

# Grey is said by "dim", not by bright black, which some palettes make the colour of the background.
_LEFT_TO_THE_TERMINAL = {
    "frame": "ansi_default",
    "muted": "ansi_default",
    "muted-style": "dim",
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
}

THEMES = (
    Theme(
        name="dark",
        primary="#8ab4f8",
        accent="#ffc66d",
        warning="#ff9e64",
        error="#f7768e",
        success="#9ece6a",
        foreground="#d8dee9",
        background="#14171f",
        surface="#14171f",
        dark=True,
        variables={"frame": "#3b4261", "muted": "#8a93a8", "muted-style": "none"},
    ),
    Theme(
        name="light",
        primary="#1a4fa3",
        accent="#8a4b00",
        warning="#a63d00",
        error="#a3142b",
        success="#2d6a1f",
        foreground="#1c1e24",
        background="#fbfaf7",
        surface="#fbfaf7",
        dark=False,
        variables={"frame": "#b9b4a8", "muted": "#5d6270", "muted-style": "none"},
    ),
    Theme(
        name="ansi-dark",
        primary="ansi_bright_cyan",
        accent="ansi_bright_yellow",
        warning="ansi_bright_red",
        error="ansi_bright_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        dark=True,
        ansi=True,
        variables=_LEFT_TO_THE_TERMINAL,
    ),
    Theme(
        name="ansi-light",
        primary="ansi_blue",
        accent="ansi_magenta",
        warning="ansi_red",
        error="ansi_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        dark=False,
        ansi=True,
        variables=_LEFT_TO_THE_TERMINAL,
    ),
)
