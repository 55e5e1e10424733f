"""What Textual reads from the environment when it is imported."""

import gc
import os

FRAMES_A_SECOND = 240
"""How soon after a key Textual looks whether to paint. Nothing is painted that has not changed, so this is no load; at
Textual's 60 a key waits up to 16 ms for its frame."""


def prepare() -> None:
    """Set the process up for Textual; to be called before it is imported."""
    # Loading makes objects that stay: to look through them for garbage, again and again, takes a tenth of the start.
    gc.disable()
    os.environ["TEXTUAL_FPS"] = str(FRAMES_A_SECOND)
