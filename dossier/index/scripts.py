"""Names in other scripts, as somebody with a Latin keyboard would type them."""

import unicodedata
from functools import lru_cache

from dossier.index.folding import fold, is_unspaced


@lru_cache(maxsize=1 << 10)
def romanized(text: str) -> str:
    """Return the words of *text* that are in an alphabet other than Latin, in Latin letters and folded.

    Empty where there are none. Han and kana are left out: only a reading tells how a name in them is said. The letters
    are those of anyascii (`anyascii.com`, after the common national romanizations); Arabic and Hebrew come without
    the vowels that they do not write.
    """
    foreign = [
        word
        for word in unicodedata.normalize("NFC", text).split()
        if not word.isascii() and any(map(_is_foreign_letter, word))
    ]
    if not foreign:
        return ""
    from anyascii import anyascii  # 25 ms to load, and few dossiers need it

    return fold(" ".join(map(anyascii, foreign)))


def _is_foreign_letter(character: str) -> bool:
    return (
        ord(character) >= 0x370
        and character.isalpha()
        and not is_unspaced(character)
        and not unicodedata.name(character, "").startswith(
            ("LATIN", "FULLWIDTH LATIN", "KATAKANA", "HALFWIDTH KATAKANA")
        )
    )
