"""What a dossier says: names, dates, claims, the kinds. No input, no output."""
