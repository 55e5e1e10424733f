"""Typography folded away: the same words, however they were set.

Quotation marks, dashes and spaces have many shapes and say the same; lines wrap where a page ends; letters come
composed or not. A folded text keeps, for each of its characters, where in the original that character stood.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

_SAME = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛′´`", "'"),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    "…": "...",
    "\u00ad": "",
    "\u200b": "",
    "\u2060": "",
    "\ufeff": "",
}


class FoldedText(NamedTuple):
    """A text without its typography. `origins[i]` is the offset in the original of the folded character *i*.

    `origins` has one element more than `text` has characters: the end of the original.
    """

    text: str
    origins: list[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original of the folded characters *start* to *end*."""
        return self.origins[start], self.origins[end - 1] + 1 if end > start else self.origins[start]


@lru_cache(maxsize=16)
def fold_typography(text: str) -> FoldedText:
    """Fold *text*: NFC, plain quotation marks and hyphens, one space for each run of white space."""
    characters: list[str] = []
    origins: list[int] = []
    position = 0
    while position < len(text):
        end = position + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for folded in _folded(text[position:end]):
            if folded == " " and characters and characters[-1] == " ":
                continue
            characters.append(folded)
            origins.append(end - 1 if end - position > 1 else position)
        position = end
    return FoldedText("".join(characters), [*origins, len(text)])


def _folded(cluster: str) -> str:
    composed = unicodedata.normalize("NFC", cluster)
    if composed.isspace():
        return " "
    return "".join(_SAME.get(character, " " if character.isspace() else character) for character in composed)
