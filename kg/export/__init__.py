"""One small writer per output format."""
