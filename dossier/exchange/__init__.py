"""From other people's tables to a library, by a mapping that a person writes."""
