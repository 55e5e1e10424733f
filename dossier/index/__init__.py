"""Words as searches compare them: folding, scripts, vocabularies, and which documents hold which word."""
