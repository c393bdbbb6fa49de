"""What every pass reads: sentences, dates and quantities."""
