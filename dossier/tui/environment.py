"""What Textual and its helpers read from the environment, set before they are imported."""

import gc
import os

FRAMES_A_SECOND = 240
"""How soon after a key Textual looks whether to paint. Nothing is painted that has not changed, so this is no load; at
Textual's 60 a key waits up to 16 ms for its frame."""

_DROPPED = ("BROWSER", "PAGER", "EDITOR", "VISUAL", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables that run programs, or tell sizes and colours that are not the terminal's; NO_COLOR is heeded before."""


def prepare() -> None:
    """Set the process up for Textual; to be called before it is imported."""
    # Loading makes objects that stay: to look through them for garbage, again and again, takes a tenth of the start.
    gc.disable()
    # TEXTUAL_DRIVER imports whatever it names, TEXTUAL_PRESS presses keys, also those of verdicts.
    for name in [name for name in os.environ if name.startswith("TEXTUAL") or name in _DROPPED]:
        del os.environ[name]
    os.environ["TEXTUAL_FPS"] = str(FRAMES_A_SECOND)
