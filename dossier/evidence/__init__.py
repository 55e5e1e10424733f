"""Quotes found in source texts."""
