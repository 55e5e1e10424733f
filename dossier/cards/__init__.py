"""What a dossier's card says, line by line, for both faces."""
