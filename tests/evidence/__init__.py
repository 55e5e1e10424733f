"""Tests of dossier.evidence."""
