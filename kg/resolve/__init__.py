"""Which printed names denote the same body, person or instrument."""
