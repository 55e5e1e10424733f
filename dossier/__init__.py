"""A terminal explorer of dossiers on officials and engagements."""

__version__ = "0.1.0"
