"""Text in the characters that a terminal has. Files never see this: it is for the screen alone."""

from functools import lru_cache

from rich.cells import cell_len

_LOOKS_LIKE = {
    "─": "-", "━": "=", "│": "|", "┃": "|", "├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+", "┌": "+", "┐": "+",
    "└": "+", "┘": "+", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "«": '"', "»": '"', "–": "-", "—": "-",
    "…": "~", "·": ".", "•": "*", "→": ">", "←": "<", "↑": "^", "↓": "v", "✓": "+", "✗": "x", "×": "x", "≈": "~",
}  # fmt: skip
"""What stands for signs that a character set does not have; each as wide as the sign."""

_RARE = "━┃✓✗"
"""Signs that the fonts of consoles lack."""


class Charset:
    """The characters of a terminal."""

    def __init__(self, encoding: str, *, few_glyphs: bool = False) -> None:
        self._encoding = encoding
        self._is_whole = encoding.startswith("utf") and not few_glyphs
        self._lacks = _RARE if few_glyphs else ""
        self.fitted = lru_cache(4_096)(self._fitted)
        """Return a text in these characters, as wide as before: marks from ``-|+*>``, other letters as ``?``."""

    def _fitted(self, text: str) -> str:
        if self._is_whole or (text.isascii() and not self._lacks):
            return text
        return "".join(map(self._character, text))

    def _character(self, character: str) -> str:
        if character.isascii():
            return character
        if character not in self._lacks:
            try:
                character.encode(self._encoding)
            except UnicodeEncodeError:
                pass
            else:
                return character
        return _LOOKS_LIKE.get(character) or "?" * cell_len(character)
