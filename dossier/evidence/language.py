"""As much English as the judging of claims needs: names, numbers, negation, and who a sentence is about.

No parser and no model: rules over words, which can be read, tested, and wrong in ways that one can understand.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_KEPT = 8_192
"""Texts whose words are kept: many claims quote the same sentences."""

_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|%)?|(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _table(text: str) -> dict[str, str]:
    """Pairs ``word=meaning``, parted by white space."""
    return dict(pair.split("=") for pair in text.split())


_NUMBER_WORDS = _table(
    """
    zero=0 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13
    fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50
    hundred=100 thousand=1000 million=1000000 billion=1000000000 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8
    ninth=9 tenth=10
    """
)
"""Numbers written out. Left out is what mostly counts nothing: "one of the most", "a second time"."""

DAYS = _set("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow")
MONTHS = _set("january february april june july august september october november december")
"""Months, without those that are other words as well: the day behind March or May is looked for as a number."""

NEGATIONS = _set(
    """
    not no never none neither nor without cannot refuse refused refuses refusing reject rejected rejects rejecting
    deny denied denies denying fail failed fails failing decline declined declines declining oppose opposed opposes
    """
)
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely)\b", re.IGNORECASE)
PRONOUNS_OF_ONE = _set("he she his her him")
WORDS_FOR_MANY = _set("they their them both leaders two officials pair sides")
_MANY = re.compile(
    r"(?:they|their|both|together|the (?:\w+ )?(?:two|three|four|five|leaders|officials|pair|sides|presidents|ministers"
    r"|advisors|counterparts|participants|countries)\b)",
    re.IGNORECASE,
)
TITLES = _set(
    """
    president vice prime minister chancellor king queen crown prince pope cardinal secretary amir taoiseach advisor
    adviser general chief speaker leader majesty highness royal holiness national security foreign defence defense
    finance deputy principal assistant ambassador external affairs mr mrs ms dr sheikh his her excellency admiral
    adm rear brig gen lt col capt special
    """
)
_OPENERS = _set(
    """
    the a an this that these those in on at as of to for from by with after before during following ahead while when
    where he she it they we his her its their our both each all some also additionally together thanks looking
    earlier later according and but or if so then there here two three four five what who how today yesterday
    tomorrow talks tribute views further economic joint alliance senior sound critical serves took is was commands
    advises construction
    """
)
_VERBS = _set("thank welcome reaffirm host call support commit agree discuss affirm stress express note")
_IRREGULAR_VERBS = _set(
    """
    met spoke held said told made led also had has is was are were will did does drew gave laid took talked thinks
    sees graciously
    """
)
_COUNTRIES = _table(
    """
    us=america usa=america american=america americans=america uk=britain british=britain french=france
    german=germany polish=poland poles=poland turkish=türkiye turkey=türkiye dutch=netherlands swedish=sweden
    finnish=finland irish=ireland norwegian=norway danish=denmark spanish=spain greek=greece afghan=afghanistan
    afghans=afghanistan portuguese=portugal chinese=china prc=china kremlin=russia pontiff=pope
    """
)
"""Words for a country, and the country, where the one does not begin like the other."""

_PHRASES = (
    (re.compile(r"\bUnited\s+States(?:\s+of\s+America)?\b"), "America"),
    (re.compile(r"\bUnited\s+Kingdom\b"), "Britain"),
    (re.compile(r"\bHoly\s+See\b"), "Vatican"),
    (re.compile(r"\bPeople[’']s\s+Republic\s+of\s+China\b"), "China"),
)
"""Names of several words that go by another name as well."""


class Token(NamedTuple):
    """A word, number or sign of a text, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        """Lower case, without a possessive ending."""
        lowered = self.text.casefold().replace("’", "'")
        return lowered.removesuffix("'s").removesuffix("'")

    @property
    def is_capitalized(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[0].isupper()


@lru_cache(maxsize=_KEPT)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words, numbers and signs of *text*."""
    return tuple(Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text))


@lru_cache(maxsize=_KEPT)
def proper_words(text: str) -> tuple[str, ...]:
    """Return the words of *text* that are written as names, folded, in order; titles and sentence openers are not."""
    for phrase, name in _PHRASES:
        text = phrase.sub(name, text)
    found = []
    opening = True
    for token in tokens(text):
        if not token.text[0].isalpha():
            opening = token.text in '.!?“"' or (opening and token.text in "“\"'")
            continue
        word = token.folded
        is_name = token.is_capitalized and word not in TITLES and not (opening and word in _OPENERS)
        if is_name and word not in DAYS and word not in MONTHS and len(word) > 1:
            found.append(word.replace(".", ""))
        opening = False
    return tuple(found)


def time_words(text: str) -> list[str]:
    """Return the days and months that *text* names, folded."""
    return [token.folded for token in tokens(text) if token.folded in DAYS or token.folded in MONTHS]


def numbers(text: str) -> list[str]:
    """Return the numbers of *text* in digits, written out or not; words that mostly count nothing are left out."""
    found = []
    for token in tokens(text):
        word = token.folded
        if word[:1].isdigit():
            found.append(re.sub(r"(?:st|nd|rd|th|%)$", "", word).replace(",", ""))
        elif word in _NUMBER_WORDS:
            found.append(_NUMBER_WORDS[word])
    return found


def is_negated(text: str) -> bool:
    """Whether *text* denies something. "Not only" denies nothing."""
    text = _NOT_ONLY.sub("", text)
    return any(token.folded in NEGATIONS or token.folded.endswith("n't") for token in tokens(text))


def is_of_many(text: str) -> bool:
    """Whether *text* begins with a word for several people who were named before."""
    return bool(_MANY.match(text.strip()))


def same_word(one: str, other: str) -> bool:
    """Whether two folded words name the same: equal, or a country and its adjective, or a short and a long form."""
    if _COUNTRIES.get(one, one) == _COUNTRIES.get(other, other):
        return True
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 4 and shared >= min(len(one), len(other)) - 1 and max(len(one), len(other)) - shared <= 4


def is_verb(word: str) -> bool:
    """Whether a word looks like a verb in a sentence that reports: its form tells, or it is one of a few."""
    if not word.islower():
        return False
    return (
        (word.endswith("ed") and len(word) > 4) or word in _IRREGULAR_VERBS or (word[-1] == "s" and word[:-1] in _VERBS)
    )
