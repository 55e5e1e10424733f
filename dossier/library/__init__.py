"""A folder read, validated, linked and catalogued; gives out a `Library`."""
