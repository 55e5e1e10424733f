"""The six kinds of dossier."""

from typing import Annotated, Literal

from pydantic import AfterValidator, model_validator

from dossier.model.base import DateField, Dossier, Strict
from dossier.model.countries import COUNTRIES
from dossier.model.text import SafeText, Sha256, Slug


def _is_country(code: str) -> str:
    if code not in COUNTRIES:
        raise ValueError(f"`{code}` is not a country code of ISO 3166-1 alpha-2, such as JP or US")
    return code


CountryCode = Annotated[str, AfterValidator(_is_country)]
"""ISO 3166-1 alpha-2, in capitals."""


class Post(Strict):
    """An office that an official holds or held."""

    title: SafeText
    organization: Slug | None = None
    """Id of the organization that the office belongs to."""

    since: DateField | None = None
    until: DateField | None = None
    """End of the term. Without it the source does not say that the term has ended."""


class Official(Dossier):
    """A person who holds or held an office."""

    kind: Literal["official"]
    name: SafeText
    """As the library shows it."""

    family_name: SafeText | None = None
    given_name: SafeText | None = None
    rank: SafeText | None = None
    """Military or diplomatic rank, as written."""

    country: CountryCode | None = None
    """The country that the official serves."""

    posts: tuple[Post, ...] = ()

    @property
    def display_name(self) -> str:
        """The name."""
        return self.name


class Participant(Strict):
    """An official's, or an unnamed group's, part in an engagement."""

    official: Slug | None = None
    organization: Slug | None = None
    """In place of an official, where the source names only a body."""

    capacity: SafeText | None = None
    """As described in the source, at the time."""

    role: Literal["host", "visitor", "briefed", "briefer", "speaker", "attendee"] | None = None
    """Part in the engagement, where the source tells."""

    @model_validator(mode="after")
    def _is_someone(self) -> "Participant":
        if (self.official is None) == (self.organization is None):
            raise ValueError("a participant is either an `official` or an `organization`")
        return self

    @property
    def id(self) -> str:
        """The id of the official or organization."""
        return self.official or self.organization or ""


EngagementType = Literal["talks", "meeting", "visit", "briefing", "ceremony", "summit", "call"]


class Engagement(Dossier):
    """Talks, a meeting, a visit, a ceremony: something that officials took part in."""

    kind: Literal["engagement"]
    title: SafeText
    type: EngagementType
    date: DateField | None = None
    """When it took place. Absent where no source says."""

    place: Slug | None = None
    part_of: Slug | None = None
    """Id of the engagement that this one is a part of."""

    topics: tuple[Slug, ...] = ()
    participants: tuple[Participant, ...] = ()

    @property
    def display_name(self) -> str:
        """The title."""
        return self.title


class Organization(Dossier):
    """A government department, a command, an office, any body."""

    kind: Literal["organization"]
    name: SafeText
    country: CountryCode | None = None
    part_of: Slug | None = None
    """Id of the organization above this one."""

    place: Slug | None = None

    @property
    def display_name(self) -> str:
        """The name."""
        return self.name


class Place(Dossier):
    """A city, a base, a park, a region."""

    kind: Literal["place"]
    name: SafeText
    country: CountryCode | None = None
    part_of: Slug | None = None
    """Id of the place that this one lies in."""

    @property
    def display_name(self) -> str:
        """The name."""
        return self.name


class Topic(Dossier):
    """A subject of engagements."""

    kind: Literal["topic"]
    name: SafeText

    @property
    def display_name(self) -> str:
        """The name."""
        return self.name


class NoClaim(Strict):
    """A sentence of a source that grounds no claim, and why."""

    sentence: SafeText
    """The sentence, verbatim."""

    reason: SafeText


class Source(Dossier):
    """A text that dossiers cite; or one known only through another, which has no `path`."""

    kind: Literal["source"]
    title: SafeText
    publisher: SafeText | None = None
    published: DateField | None = None
    retrieved: DateField | None = None
    language: SafeText | None = None
    """BCP 47 language tag, such as ``en``."""

    path: SafeText | None = None
    """The text file, relative to the library's folder and under ``seeds/``."""

    sha256: Sha256 | None = None
    """Of the bytes of the text file."""

    origin: Slug | None = None
    """Shared by reprints of one release, so that three citations can be one origin."""

    cited_in: tuple[Slug, ...] = ()
    """Ids of the sources through which alone this one is known."""

    no_claims: tuple[NoClaim, ...] = ()

    @property
    def display_name(self) -> str:
        """The title."""
        return self.title

    @model_validator(mode="after")
    def _text_has_a_hash(self) -> "Source":
        if (self.path is None) != (self.sha256 is None):
            raise ValueError("a source has both `path` and `sha256`, or neither")
        if self.path is not None and (not self.path.startswith("seeds/") or ".." in self.path.split("/")):
            raise ValueError(f"`{self.path}` is not under seeds/")
        return self


KINDS: dict[str, type[Dossier]] = {
    "official": Official,
    "engagement": Engagement,
    "organization": Organization,
    "place": Place,
    "topic": Topic,
    "source": Source,
}
